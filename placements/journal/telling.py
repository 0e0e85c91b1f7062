"""The whole story of a journal: each day with who confirmed it and how, its former versions, corrections and flags."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any

from placements.agreements.models import Practicum, SafetyBriefing
from placements.clock import monday_of
from placements.cohorts.selectors import policy_of
from placements.journal.days import Line, lines_of
from placements.journal.flags import Bounds, Flags, is_night, short_rests
from placements.journal.models import Absence, Confirmation, Correction, Entry, EntryVersion, HourPosting
from placements.journal.returns import Return, returns_of
from placements.journal.selectors import entries_of, neighbour_of, progress_of, standing_postings


@dataclass(frozen=True, slots=True)
class Told:
    """One day as it stands, with all that was said about it; confirmation is what its counted minutes rest on.

    counted is the statement that those minutes belong to, an older version while a change of it waits; None where
    nothing is confirmed.
    """

    line: Line
    flags: Flags
    confirmation: Confirmation | None
    counted: Entry | EntryVersion | None
    corrections: list[Correction]
    versions: list[EntryVersion]
    returned: Return | None = None

    @property
    def entry(self) -> Entry:
        return self.line.entry


@dataclass(frozen=True, slots=True)
class WeekTold:
    """An ISO week with its confirmed minutes, its days and its absences, oldest first."""

    monday: date
    minutes: int
    days: list[Told]
    absences: list[Absence]


def story_of(practicum: Practicum) -> list[Told]:
    """Every day that stands, oldest first; eight queries."""
    entries = list(reversed(entries_of(practicum)))
    postings = standing_postings(entries)
    versions, corrections = _by_entry(_versions(practicum)), _by_entry(_corrections(practicum))
    flags, returned = _flags(practicum, entries), returns_of(entries)
    return [
        Told(
            line,
            flags[line.entry.pk],
            postings[line.entry.pk].confirmation if line.entry.pk in postings else None,
            _counted(line.entry, postings.get(line.entry.pk), versions[line.entry.pk]),
            corrections[line.entry.pk],
            versions[line.entry.pk],
            returned.get(line.entry.pk),
        )
        for line in lines_of(practicum, entries)
    ]


def _versions(practicum: Practicum) -> Iterable[EntryVersion]:
    rows = EntryVersion.objects.filter(entry__practicum=practicum).select_related("replaced_by")
    return rows.order_by("entry", "version")


def _corrections(practicum: Practicum) -> Iterable[Correction]:
    rows = Correction.objects.filter(entry__practicum=practicum).order_by("pk")
    return rows.select_related("confirmation__person", "confirmation__evidence", "settled_by")


def _by_entry(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.entry_id].append(row)
    return found


def _counted(entry: Entry, posting: HourPosting | None, versions: list[EntryVersion]) -> Entry | EntryVersion | None:
    if posting is None or posting.entry_version == entry.version:
        return entry if posting else None
    return next(each for each in versions if each.version == posting.entry_version)


def _flags(practicum: Practicum, entries: list[Entry]) -> dict[int, Flags]:
    bounds = _bounds(practicum)
    short = short_rests(map(neighbour_of, entries), bounds.rest_minutes)
    first: dict[date, int] = {}
    for each in entries:
        first.setdefault(each.day, each.pk)
    return {
        each.pk: Flags(
            short.get(each.day) if first[each.day] == each.pk else None,
            is_night(each.starts_at, each.ends_at, bounds.night),
            each.day < bounds.briefed_on.get(each.placement_id, date.max),
        )
        for each in entries
    }


def _bounds(practicum: Practicum) -> Bounds:
    hours = policy_of(practicum.cohort).hours
    briefings = SafetyBriefing.objects.filter(placement__practicum=practicum)
    night = time.fromisoformat(hours.night_from), time.fromisoformat(hours.night_to)
    return Bounds(hours.daily_rest_minutes, night, dict(briefings.values_list("placement", "held_on")))


def weeks_told(practicum: Practicum, story: Iterable[Told]) -> list[WeekTold]:
    """The story by ISO week, with the absences that stand, oldest first; one query."""
    rows: list[Told | Absence] = [*story, *practicum.absences.standing().select_related("judged_by")]
    weeks = []
    for monday, group in groupby(sorted(rows, key=_day), key=lambda row: monday_of(_day(row))):
        found = list(group)
        days = [each for each in found if isinstance(each, Told)]
        absences = [each for each in found if isinstance(each, Absence)]
        weeks.append(WeekTold(monday, sum(each.entry.posted_minutes for each in days), days, absences))
    return weeks


def _day(row: Told | Absence) -> date:
    return row.entry.day if isinstance(row, Told) else row.day


def desk_journal(practicum: Practicum) -> dict[str, Any]:
    """What the school's page of a journal shows; the latest week first; twelve queries, however long it is."""
    weeks = weeks_told(practicum, story_of(practicum))
    return {
        "practicum": practicum,
        "progress": progress_of(practicum),
        "weeks": weeks[::-1],
        "opened": list(practicum.opened_days.select_related("opened_by").order_by("-day")),
        "waiting_weeks": [each.monday for each in weeks if any(day.entry.state == "submitted" for day in each.days)],
    }
