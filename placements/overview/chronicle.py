"""The chronicle: every act by days, the newest first; everyday ones together, turnings standing out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from placements.clock import local_date
from placements.overview.story import Told

OPEN_DAYS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One act, or several everyday ones of one person and kind; the newest of them speaks for all."""

    acts: tuple[Told, ...]

    @property
    def told(self) -> Told:
        return self.acts[0]

    @property
    def count(self) -> int:
        return len(self.acts)


@dataclass(frozen=True, slots=True)
class Day:
    """One day's lines, the newest first."""

    day: date
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The days shown at once and those behind a fold; how many acts there are, and how many turnings among them."""

    recent: Sequence[Day]
    earlier: Sequence[Day]
    acts: int
    turnings: int
    only_turnings: bool


def _lines(acts: Iterable[Told]) -> list[Line]:
    bundles: dict[tuple[object, ...], list[Told]] = {}
    for number, told in enumerate(acts):
        key = (told.entry.action, told.by) if told.is_everyday else (number,)
        bundles.setdefault(key, []).append(told)
    return [Line(tuple(bundle)) for bundle in bundles.values()]


def chronicle_of(story: Sequence[Told], *, only_turnings: bool) -> Chronicle:
    """The story by days; no query."""
    turnings = [told for told in story if told.is_turning or told.is_end]
    newest_first = list(reversed(turnings if only_turnings else story))
    days = [Day(day, _lines(acts)) for day, acts in groupby(newest_first, key=lambda told: local_date(told.entry.at))]
    shown = len(days) if only_turnings else OPEN_DAYS
    return Chronicle(days[:shown], days[shown:], len(story), len(turnings), only_turnings)
