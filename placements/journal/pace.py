"""How fast the hours come: forecast, make-up plan when the date slips, weeks logged on time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from placements.agreements.models import Placement, Practicum
from placements.agreements.selectors import plan_of
from placements.clock import ONE_DAY, local_date, monday_of
from placements.journal.admitting import Closed
from placements.journal.forecast import Forecast, complete_weeks, forecast
from placements.journal.make_up import MakeUp, Room, make_up_plan
from placements.journal.models import Entry
from placements.journal.selectors import limits_of, progress_of


@dataclass(frozen=True, slots=True)
class Pace:
    """When the hours will be full; the plan that brings them in time where they would be late."""

    forecast: Forecast
    make_up: MakeUp | None


def pace_of(
    practicum: Practicum, placement: Placement | None, entries: Iterable[Entry], closed: Closed, now: datetime
) -> Pace | None:
    """None while nothing runs, or when nothing is left; no query."""
    if placement is None or not practicum.is_open or practicum.suspended_on is not None:
        return None
    counted = _minutes_by_day(entries)
    away, plan = away_days(closed, placement.ends_on), plan_of(placement)
    days = (max(local_date(now), placement.starts_on), placement.ends_on)
    left = progress_of(practicum).left
    found = forecast(left, counted, placement.weekdays, plan.day_minutes, days, away)
    if found is None:
        return None
    if not found.days_late:
        return Pace(found, None)
    limits = limits_of(practicum.cohort)
    caps = limits.daily_cap_minutes, limits.weekly_cap_minutes
    room = Room(*days, placement.weekdays, plan.day_minutes, *caps, counted, away)
    weeks = complete_weeks(counted, days[0], placement.weekdays, away)
    per_day = plan.day_minutes if found.by_plan else int(median(weeks)) // len(set(placement.weekdays))
    return Pace(found, make_up_plan(left, per_day, room))


def _minutes_by_day(entries: Iterable[Entry]) -> dict[date, int]:
    """Returned days count for nothing until they are sent again."""
    minutes: dict[date, int] = {}
    for entry in entries:
        if entry.state != Entry.State.RETURNED:
            minutes[entry.day] = minutes.get(entry.day, 0) + entry.minutes
    return minutes


def away_days(closed: Closed, until: date) -> frozenset[date]:
    """Days of absence, and suspended ones up to this day."""
    days = set(closed.absent)
    for first, resumed_on in closed.rests:
        last = resumed_on - ONE_DAY if resumed_on else until
        days |= {first + timedelta(days=offset) for offset in range((last - first).days + 1)}
    return frozenset(days)


def weeks_on_time(logged: Collection[tuple[date, date]], free_days: int) -> int:
    """How many weeks in a row, the latest backwards, hold only days that were logged within the free days.

    logged: pairs of the day and the day on which it was logged. A week without entries neither counts nor breaks the
    row: practicum is not daily. Source: interface spec 2.7.
    """
    late: dict[date, bool] = {}
    for day, logged_on in logged:
        monday = monday_of(day)
        late[monday] = late.get(monday, False) or (logged_on - day).days > free_days
    count = 0
    for monday in sorted(late, reverse=True):
        if late[monday]:
            break
        count += 1
    return count


def weeks_on_time_of(practicum: Practicum, entries: Iterable[Entry]) -> int:
    """The same of the journal's entries; a late day that the curator opened is not held against the learner. No query.

    Source: domain, section 9 (6): an opened day needs no reason.
    """
    free = limits_of(practicum.cohort).backdate_free_days
    logged = [(each.day, local_date(each.entered_at), getattr(each, "is_opened", False)) for each in entries]
    return weeks_on_time([(day, on) for day, on, is_opened in logged if not is_opened or (on - day).days <= free], free)
