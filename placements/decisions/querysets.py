"""Which decisions stand."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef


class DecisionQuerySet(models.QuerySet[Any]):
    def standing(self) -> DecisionQuerySet:
        """Those that no later decision supersedes: at most one an enrolment."""
        return self.filter(successor=None)

    def with_hold(self) -> DecisionQuerySet:
        """is_held says whether an appeal waits for its answer. Source: domain, section 9, Decision (5)."""
        appeals = self.model.appeals.rel.related_model.objects.filter(decision=OuterRef("pk"), state="open")
        held: DecisionQuerySet = self.annotate(is_held=Exists(appeals))
        return held
