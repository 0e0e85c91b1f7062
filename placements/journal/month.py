"""A month of the journal as a calendar: what each day holds."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from placements.agreements.models import Placement
from placements.agreements.selectors import plan_of
from placements.journal.models import Entry

RANK = ("confirmed", "submitted", "returned")
LEGEND = (*RANK, "today", "planned")


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


def month_of(day: date, entries: Iterable[Entry], placement: Placement | None, today: date) -> list[Week]:
    """The weeks of the month of this day; no query."""
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    planned = _planned(placement)
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    return [
        Week(week[0].isocalendar().week, [_cell(each, day.month, by_day, planned, today) for each in week])
        for week in weeks
    ]


def _planned(placement: Placement | None) -> dict[date, int]:
    if placement is None:
        return {}
    plan = plan_of(placement)
    return dict.fromkeys(plan.days(), plan.day_minutes)


def _cell(day: date, month: int, by_day: dict[date, list[Entry]], planned: dict[date, int], today: date) -> Cell:
    entries = by_day.get(day, [])
    url = reverse("journal-day", args=[day.isoformat()]) if entries or day <= today else ""
    if entries:
        state = max((entry.state for entry in entries), key=lambda state: RANK.index(state))
        return Cell(day, state, sum(entry.minutes for entry in entries), url)
    if day.month != month:
        return Cell(day, "outside", 0, "")
    if day == today:
        return Cell(day, "today", 0, url)
    return Cell(day, "planned", planned[day], "") if day > today and day in planned else Cell(day, "free", 0, url)
