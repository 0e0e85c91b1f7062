"""Which practicums a person may see."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from placements.cohorts.models import Role


class PracticumQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> PracticumQuerySet:
        """One's own, those of cohorts one has a role in today, all of them for a role in the whole school."""
        roles = Role.objects.exercised_by(person).filter(Q(cohort=OuterRef("cohort_id")) | Q(cohort=None))
        return self.filter(Q(learner=person) | Exists(roles))

    def locked(self) -> PracticumQuerySet:
        """With their rows locked against every other verb; rows that only refer to them are still written."""
        return self.select_for_update(of=("self",), no_key=True)

    def guided_by(self, person: Any) -> PracticumQuerySet:
        """Those of cohorts this person is curator or manager of today."""
        kinds = [Role.Kind.CURATOR, Role.Kind.MANAGER]
        roles = Role.objects.exercised_by(person).filter(Q(cohort=OuterRef("cohort_id")) | Q(cohort=None))
        return self.filter(Exists(roles.filter(kind__in=kinds)))

    def unfinished(self) -> PracticumQuerySet:
        """Those that still go on."""
        return self.filter(completed_at=None, ended_at=None)
