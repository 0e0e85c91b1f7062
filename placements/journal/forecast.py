"""When the hours will be full: by the pace of the last weeks, or by the plan."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from placements.clock import ONE_DAY, days_from, is_holiday, monday_of

WEEKS = 3
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


def complete_weeks(minutes_by_day: dict[date, int], today: date) -> list[int]:
    """Counted minutes of the last three complete ISO weeks since the first entry, newest last."""
    if not minutes_by_day:
        return []
    first, this_week = monday_of(min(minutes_by_day)), monday_of(today)
    mondays = [this_week - timedelta(weeks=back) for back in range(WEEKS, 0, -1)]
    totals = {monday: 0 for monday in mondays if monday >= first}
    for day, minutes in minutes_by_day.items():
        if monday_of(day) in totals:
            totals[monday_of(day)] += minutes
    return list(totals.values())


def forecast(
    left: int, minutes_by_day: dict[date, int], weekdays: Collection[int], plan_day_minutes: int, days: Sequence[date]
) -> Forecast | None:
    """Lay what is left on the planned weekdays. days: today and the placement's last day.

    None when nothing is left or no weekday is planned. Source: domain, section 9 (20).
    """
    today, ends_on = days
    if left <= 0 or not weekdays or plan_day_minutes <= 0:
        return None
    weeks = complete_weeks(minutes_by_day, today)
    by_plan = len(weeks) < ENOUGH_WEEKS or median(weeks) <= 0
    # left × planned weekdays a week ÷ pace, rounded up; doubled so that the median of two weeks stays whole.
    needed = -(-left // plan_day_minutes) if by_plan else -(-2 * left * len(set(weekdays)) // int(2 * median(weeks)))
    start = today + ONE_DAY if today in minutes_by_day else today
    day = _nth_planned_day(start, needed, weekdays)
    return Forecast(day, by_plan, (ends_on - day).days)


def _nth_planned_day(start: date, count: int, weekdays: Collection[int]) -> date:
    for day in days_from(start):
        count -= day.weekday() in weekdays and not is_holiday(day)
        if count <= 0:
            return day
    raise AssertionError("days never end")
