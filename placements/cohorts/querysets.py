"""Whose roles a person exercises today: the one place that says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, Q

from placements import clock

EVERYWHERE = ("manager", "auditor")


class SubstitutionQuerySet(models.QuerySet[Any]):
    def running(self, day: date) -> SubstitutionQuerySet:
        """Those on which somebody stands in on this day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, ended_at=None)

    def ahead(self, day: date) -> SubstitutionQuerySet:
        """Those that run on this day, or begin later."""
        return self.filter(ends_on__gte=day, ended_at=None)

    def meeting(self, starts_on: date, ends_on: date) -> SubstitutionQuerySet:
        """Those that have a day in common with this time, both ends inclusive."""
        return self.filter(starts_on__lte=ends_on, ends_on__gte=starts_on, ended_at=None)

    def absent_today(self) -> models.QuerySet[Any, Any]:
        """The people stood in for today, as a subquery; who has left the school has no work to be done."""
        running = self.running(clock.local_date(clock.now())).filter(absent__is_active=True)
        absent: models.QuerySet[Any, Any] = running.order_by().values("absent")
        return absent


class RoleQuerySet(models.QuerySet[Any]):
    def exercised_by(self, person: Any) -> RoleQuerySet:
        """A person's own roles, and today those of everybody this one stands in for."""
        return self.filter(Q(person=person) | Q(person__in=person.substitutions.absent_today()))


class CohortQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> CohortQuerySet:
        """Those a person has a role in; all of them for a role in the whole school, for managers and auditors."""
        roles = person.roles_today
        everywhere = roles.filter(Q(cohort=None) | Q(kind__in=EVERYWHERE))
        return self.filter(Q(pk__in=roles.values("cohort")) | Q(Exists(everywhere)))
