"""Which cohorts a person may read, guide, manage."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models

READERS = ("curator", "trainer", "manager", "auditor")
GUIDES = ("curator", "manager")


class CohortQuerySet(models.QuerySet[Any]):
    def with_role(self, person: Any, kinds: Collection[str]) -> CohortQuerySet:
        """Those where this person has such a role; all of them for a role in the whole school. At most two queries."""
        roles = person.roles.filter(kind__in=kinds)
        if roles.filter(cohort=None).exists():
            return self.all()
        return self.filter(pk__in=roles.values("cohort"))

    def visible_to(self, person: Any) -> CohortQuerySet:
        """Cohorts this person may read."""
        return self.with_role(person, READERS)

    def guided_by(self, person: Any) -> CohortQuerySet:
        """Cohorts whose learners this person adds and invites."""
        return self.with_role(person, GUIDES)

    def managed_by(self, person: Any) -> CohortQuerySet:
        """Cohorts this person changes, roles included."""
        return self.with_role(person, ("manager",))
