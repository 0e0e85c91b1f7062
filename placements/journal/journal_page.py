"""What the journal shows: a month as a calendar, the days by week, filtered by what they wait for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from placements.agreements.models import Practicum
from placements.agreements.selectors import live_placement
from placements.clock import ONE_DAY, local_date
from placements.journal.admitting import Closed, closed_days
from placements.journal.days import answered, lines_of, weeks_of
from placements.journal.models import Entry
from placements.journal.month import days_of, legend_of, month_of
from placements.journal.opening import left_placement, opening_of
from placements.journal.pace import away_days, pace_of, weeks_on_time_of
from placements.journal.selectors import entries_of, progress_of
from placements.sentences import sentence

State = Entry.State
# What the filter shows, by its name in the address.
FILTERS = {
    "mine": (State.RETURNED, State.CORRECTED),
    "waiting": (State.SUBMITTED, State.CONTESTED),
    "confirmed": (State.CONFIRMED,),
}
NEW_CARDS = (State.RETURNED, State.CORRECTED, State.CONTESTED)


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of which days are shown, and how many it holds."""

    name: str
    count: int
    is_chosen: bool


def journal_context(practicum: Practicum, now: datetime, month: date | None = None, only: str = "") -> dict[str, Any]:
    """The whole journal, or the days of one month; as many queries however long it is."""
    entries, placement, today = entries_of(practicum), live_placement(practicum), local_date(now)
    opening, closed = opening_of(practicum, today, now), closed_days(practicum)
    is_planned = practicum.is_open and practicum.suspended_on is None
    drafted = {draft.day: draft for draft in practicum.entry_drafts.all()}
    days = days_of(entries, placement if is_planned else None, _off(closed, today), drafted)
    weeks = month_of(month or today, days, today)
    shown = [each for each in entries if month is None or (each.day.year, each.day.month) == (month.year, month.month)]
    return {
        "practicum": practicum,
        "placement": placement,
        "progress": progress_of(practicum),
        "weeks": weeks_of(_lines(practicum, shown, only)),
        "filters": filters_of(shown, only),
        "month": weeks,
        "on": month or today.replace(day=1),
        "is_month": month is not None,
        "around": _around(month or today, entries, placement.ends_on if placement else today),
        "legend": legend_of(weeks),
        "drafts": [draft for day, draft in sorted(drafted.items()) if only in {"", "mine"} and _is_in(day, month)],
        "today": today,
        "pace": pace_of(practicum, placement, entries, closed, now),
        "on_time": weeks_on_time_of(practicum, entries),
        "can_log": opening.placement is not None,
        "closed": sentence(opening.refusal) if opening.refusal and _has_begun(practicum, entries) else "",
        "left": left_placement(practicum, now),
    }


def _is_in(day: date, month: date | None) -> bool:
    return month is None or (day.year, day.month) == (month.year, month.month)


def _off(closed: Closed, today: date) -> frozenset[date]:
    return away_days(Closed([], closed.absent), today)


def _lines(practicum: Practicum, entries: list[Entry], only: str) -> Any:
    states = FILTERS.get(only, tuple(State))
    lines = lines_of(practicum, [each for each in entries if each.state in states])
    answers = {line.entry.pk: line for line in answered(line for line in lines if line.entry.state in NEW_CARDS)}
    return [answers.get(line.entry.pk, line) for line in lines]


def filters_of(entries: Iterable[Entry], only: str) -> list[Filter]:
    """All days, and each choice that holds any."""
    entries = list(entries)
    counts = {name: sum(each.state in states for each in entries) for name, states in FILTERS.items()}
    kept = [Filter(name, count, name == only) for name, count in counts.items() if count or name == only]
    return [Filter("", len(entries), only not in FILTERS), *kept]


def _around(month: date, entries: list[Entry], ends_on: date) -> dict[str, date | None]:
    """The months beside this one, as long as the journal reaches there."""
    first = month.replace(day=1)
    before = (first - ONE_DAY).replace(day=1)
    after = (first.replace(day=28) + 4 * ONE_DAY).replace(day=1)
    earliest = min((each.day for each in entries), default=first)
    return {"before": before if earliest < first else None, "after": after if after <= ends_on else None}


def _has_begun(practicum: Practicum, entries: list[Entry]) -> bool:
    """Before the first day an empty journal says itself what it waits for."""
    return bool(entries) or practicum.suspended_on is not None
