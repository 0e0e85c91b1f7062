"""Which outcomes a learner's days give examples of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from placements.journal.models import Entry
from placements.programmes.curriculum import Outcome


@dataclass(frozen=True, slots=True)
class Covered:
    """An outcome, the number of days linked to it, and the highest such number of all outcomes."""

    outcome: Outcome
    days: int
    most: int


def coverage_of(outcomes: Iterable[Outcome], entries: Iterable[Entry]) -> list[Covered]:
    """Every outcome with its number of different days; returned days are left out; no query."""
    linked = {(entry.day, number) for entry in entries if entry.state != "returned" for number in entry.outcomes}
    counts = Counter(number for _day, number in linked)
    most = max(counts.values(), default=1)
    return [Covered(outcome, counts[outcome.number], most) for outcome in outcomes]
