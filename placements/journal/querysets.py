"""Entries by what they count for, and absences that hold."""

from __future__ import annotations

from typing import Any

from django.db import models

WAITING = ("submitted", "corrected", "contested")


class EntryQuerySet(models.QuerySet[Any]):
    def standing(self) -> EntryQuerySet:
        """Those that take part in overlap and caps. Source: domain, Hours (7)."""
        return self.exclude(state="withdrawn")

    def unsettled(self) -> EntryQuerySet:
        """Those about which somebody must still say something."""
        return self.filter(state__in=[*WAITING, "returned"])

    def waiting(self) -> EntryQuerySet:
        """Those whose minutes may come to be confirmed as they are: with mentor, learner or curator."""
        return self.filter(state__in=WAITING)

    def asked(self) -> EntryQuerySet:
        """Those that the mentor is asked about."""
        return self.filter(state="submitted")


class AbsenceQuerySet(models.QuerySet[Any]):
    def standing(self) -> AbsenceQuerySet:
        return self.filter(withdrawn_at=None)

    def unjudged(self) -> AbsenceQuerySet:
        """Those of which the curator has not said whether they are excused."""
        return self.filter(withdrawn_at=None, is_excused=None)
