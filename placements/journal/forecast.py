"""When the hours will be full: by the pace of the last weeks, or by the plan."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from placements.clock import ONE_DAY, days_from, is_holiday, monday_of
from placements.journal.models import Entry
from placements.journal.querysets import WAITING

WEEKS, WEEK = 3, 7
ENOUGH_WEEKS = 2


@dataclass(frozen=True, slots=True)
class Forecast:
    """The day on which the last minute is done; by the plan while there is too little to go by."""

    day: date
    by_plan: bool
    days_to_spare: int

    @property
    def days_late(self) -> int:
        return max(-self.days_to_spare, 0)


def counted_by_day(entries: Iterable[Entry]) -> dict[date, int]:
    """Confirmed and waiting minutes of each day that has an entry; a returned one's day is there with what stands.

    Source: domain, section 9 (8) and (20).
    """
    days: dict[date, int] = {}
    for each in entries:
        if each.state != Entry.State.WITHDRAWN:
            more = max(each.minutes - each.posted_minutes, 0) if each.state in WAITING else 0
            days[each.day] = days.get(each.day, 0) + each.posted_minutes + more
    return days


def complete_weeks(
    minutes_by_day: dict[date, int], today: date, weekdays: Collection[int] = (), away: Collection[date] = ()
) -> list[int]:
    """Counted minutes of the last three complete ISO weeks since the first entry, newest last.

    A week is left out when it has no minutes and the learner was away or suspended on all its planned weekdays.
    """
    if not minutes_by_day:
        return []
    first, this_week = monday_of(min(minutes_by_day)), monday_of(today)
    totals = {first + timedelta(weeks=number): 0 for number in range((this_week - first).days // WEEK)}
    for day, minutes in minutes_by_day.items():
        if monday_of(day) in totals:
            totals[monday_of(day)] += minutes
    left_out = [monday for monday, minutes in totals.items() if not minutes and _is_away(monday, weekdays, away)]
    return [minutes for monday, minutes in totals.items() if monday not in left_out][-WEEKS:]


def _is_away(monday: date, weekdays: Collection[int], away: Collection[date]) -> bool:
    return bool(weekdays) and all(monday + timedelta(days=weekday) in away for weekday in weekdays)


def forecast(
    left: int,
    minutes_by_day: dict[date, int],
    weekdays: Collection[int],
    plan_day_minutes: int,
    days: Sequence[date],
    away: Collection[date] = frozenset(),
) -> Forecast | None:
    """Lay what is left on the planned weekdays. days: today and the placement's last day; away: absent or suspended.

    None when nothing is left or no weekday is planned. Source: domain, section 9 (20).
    """
    today, ends_on = days
    if left <= 0 or not weekdays or plan_day_minutes <= 0:
        return None
    weeks = complete_weeks(minutes_by_day, today, weekdays, away)
    by_plan = len(weeks) < ENOUGH_WEEKS or median(weeks) <= 0
    # left × planned weekdays a week ÷ pace, rounded up; doubled so that the median of two weeks stays whole.
    needed = -(-left // plan_day_minutes) if by_plan else -(-2 * left * len(set(weekdays)) // int(2 * median(weeks)))
    start = today + ONE_DAY if today in minutes_by_day else today
    day = _nth_planned_day(start, needed, weekdays, away)
    return Forecast(day, by_plan, (ends_on - day).days)


def _nth_planned_day(start: date, count: int, weekdays: Collection[int], away: Collection[date]) -> date:
    for day in days_from(start):
        count -= day.weekday() in weekdays and day not in away and not is_holiday(day)
        if count <= 0:
            return day
    raise AssertionError("days never end")
