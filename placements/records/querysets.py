"""Which work items a person may see and act on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, Q

DESK = ("curator", "manager")

# What waits for somebody even while the practicum is suspended.
NEVER_RESTING = (
    "resume", "question", "concern", "second_opinion", "week", "returned_day", "corrected_day", "contested_day",
    "call_host", "decision_recheck", "decision_override", "appeal",
)  # fmt: skip
RESTS = Q(practicum__suspended_on__isnull=False) & ~Q(kind__in=NEVER_RESTING)


class WorkItemQuerySet(models.QuerySet[Any]):
    def open(self) -> WorkItemQuerySet:
        return self.filter(done_at=None)

    def actable_by(self, person: Any) -> WorkItemQuerySet:
        """Own items, those of people this one stands in for, curators' items for curators, managers' for managers.

        What a company's person without an e-mail address is asked, a curator asks by phone or on paper.
        """
        theirs = Q(owner=person) | Q(owner__in=person.substitutions.absent_today(), part__in=DESK)
        for kind in DESK:
            theirs |= Q(part=kind) & _where(person.roles_today.filter(kind=kind))
        by_phone = Q(part="host", owner__email=None) & ~Q(kind="host_signature")
        theirs |= by_phone & _where(person.roles_today.filter(kind="curator"))
        return self.filter(theirs).exclude(not_for=person)

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
        return self.filter(_where(person.roles_today.filter(kind__in=DESK)), practicum__isnull=False)


def _where(roles: Any) -> Q:
    """In the cohorts of these roles, and everywhere for a role in the whole school; no join, so no row twice."""
    return Q(cohort__in=roles.filter(cohort__isnull=False).values("cohort")) | Q(Exists(roles.filter(cohort=None)))
