"""Finding companies and places, with the number of trainees at each."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, Q

# States of a placement that takes up a place, from the offer on.
LIVE = ("offered", "agreed", "in_force")
TRAINEES = Count("placements", filter=Q(placements__state__in=LIVE), distinct=True)
MENTORS = Count("host__contacts", filter=Q(host__contacts__is_mentor=True), distinct=True)
SIGNATORIES = Count("host__contacts", filter=Q(host__contacts__is_signatory=True), distinct=True)
SPELLINGS = (str, str.lower, str.upper, str.capitalize, str.title)


class HostQuerySet(models.QuerySet[Any]):
    def matching(self, words: str) -> HostQuerySet:
        """Companies whose name holds these words, or whose registry code begins with them."""
        # SQLite knows capitals of plain Latin letters only: other alphabets are tried in each spelling.
        found = Q(registry_code__startswith="".join(words.split()))
        for spelling in {spell(words) for spell in SPELLINGS}:
            found |= Q(name__icontains=spelling)
        chosen: HostQuerySet = self.filter(found) if words else self
        return chosen

    def with_trainees(self) -> HostQuerySet:
        """Each with `trainees`, the number of its live placements."""
        counted: HostQuerySet = self.annotate(trainees=TRAINEES)
        return counted


class PlaceQuerySet(models.QuerySet[Any]):
    def offered(self) -> PlaceQuerySet:
        """Those that a learner may ask for: offered, at a company on the school's list."""
        return self.filter(is_offered=True, host__is_listed=True)

    def with_trainees(self) -> PlaceQuerySet:
        """Each with `trainees`, the number of its live placements."""
        counted: PlaceQuerySet = self.annotate(trainees=TRAINEES)
        return counted

    def with_people(self) -> PlaceQuerySet:
        """Each with `mentors` and `signatories`, how many its company has named."""
        counted: PlaceQuerySet = self.annotate(mentors=MENTORS, signatories=SIGNATORIES)
        return counted
