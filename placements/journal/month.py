"""A month of the journal as a calendar: what each day holds."""

import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from placements.agreements.models import Placement
from placements.agreements.selectors import plan_of
from placements.journal.models import Entry

RANK = ("confirmed", "submitted", "contested", "corrected", "returned")
ALWAYS = frozenset({"confirmed", "submitted", "returned", "today", "planned"})
SHOWN = (*RANK, "draft", "absent", "today", "planned")


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: its state, and the net minutes of its entries or of the plan."""

    day: date
    state: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class Week:
    number: int
    days: list[Cell]


@dataclass(frozen=True, slots=True)
class Days:
    """What is known of days: their entries, the plan's minutes, days off, and days that are only drafted."""

    entries: Mapping[date, list[Entry]]
    planned: Mapping[date, int]
    absent: Collection[date] = frozenset()
    drafted: Collection[date] = frozenset()


def days_of(
    entries: Iterable[Entry], placement: Placement | None, absent: Collection[date] = (), drafted: Collection[date] = ()
) -> Days:
    """The days of a journal, planned ones where a placement runs; no query."""
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    return Days(by_day, _planned(placement), absent, drafted)


def month_of(day: date, days: Days, today: date) -> list[Week]:
    """The weeks of the month of this day; no query."""
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    return [Week(week[0].isocalendar().week, [_cell(each, day.month, days, today) for each in week]) for week in weeks]


def legend_of(weeks: Iterable[Week]) -> list[str]:
    """The states that the legend explains: the usual ones, and those that the month holds."""
    held = {cell.state for week in weeks for cell in week.days}
    return [state for state in SHOWN if state in ALWAYS | held]


def _planned(placement: Placement | None) -> dict[date, int]:
    if placement is None:
        return {}
    plan = plan_of(placement)
    return dict.fromkeys(plan.days(), plan.day_minutes)


def _cell(day: date, month: int, days: Days, today: date) -> Cell:
    entries, url = days.entries.get(day, []), reverse("journal-day", args=[day.isoformat()])
    if entries:
        state = max((entry.state for entry in entries), key=RANK.index)
        return Cell(day, state, sum(entry.minutes for entry in entries), url)
    if day.month != month:
        return Cell(day, "outside", 0, "")
    state = _empty_state(day, days, today)
    minutes = days.planned.get(day, 0) if state == "planned" else 0
    return Cell(day, state, minutes, url if day <= today or state == "absent" else "")


def _empty_state(day: date, days: Days, today: date) -> str:
    if day in days.absent:
        return "absent"
    if day in days.drafted:
        return "draft"
    if day == today:
        return "today"
    return "planned" if day > today and day in days.planned else "free"
