"""Entries by what they count for."""

from __future__ import annotations

from typing import Any

from django.db import models


class EntryQuerySet(models.QuerySet[Any]):
    def standing(self) -> EntryQuerySet:
        """Those that take part in overlap and caps. Source: domain, Hours (7)."""
        return self.exclude(state="withdrawn")

    def unsettled(self) -> EntryQuerySet:
        """Those that wait for the mentor, or for the learner who had them returned."""
        return self.filter(state__in=["submitted", "returned"])

    def waiting(self) -> EntryQuerySet:
        return self.filter(state="submitted")
