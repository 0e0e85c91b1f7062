"""Which work items a person may see and act on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

# What waits for somebody even while the practicum is suspended.
NEVER_RESTING = ("resume", "question", "concern", "second_opinion", "week", "returned_day")
RESTS = Q(practicum__suspended_on__isnull=False) & ~Q(kind__in=NEVER_RESTING)


class WorkItemQuerySet(models.QuerySet[Any]):
    def open(self) -> WorkItemQuerySet:
        return self.filter(done_at=None)

    def actable_by(self, person: Any) -> WorkItemQuerySet:
        """Own items, a curator's items of the cohorts this person is curator of, a manager's items for managers."""
        curated = Q(part="curator", cohort__roles__person=person, cohort__roles__kind="curator")
        return self.filter(pk__in=self.model.objects.filter(Q(owner=person) | curated).values("pk"))

    def awake(self, now: datetime) -> WorkItemQuerySet:
        """Neither put off nor of a suspended practicum."""
        return self.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=now)).exclude(RESTS)

    def snoozed(self, now: datetime) -> WorkItemQuerySet:
        """Put off, or of a suspended practicum."""
        return self.filter(Q(snoozed_until__gt=now) | RESTS)

    def resting(self) -> WorkItemQuerySet:
        return self.filter(RESTS)

    def in_cohorts_of(self, person: Any) -> WorkItemQuerySet:
        """Items of everyone in the cohorts this person guides: in all of them for a role in the whole school."""
        roles = person.roles.filter(kind__in=["curator", "manager"])
        here, everywhere = roles.filter(cohort=OuterRef("cohort")), roles.filter(cohort=None)
        return self.filter(Exists(here) | Exists(everywhere), practicum__isnull=False)
