"""When the hours will be full, day by day. Read from the law, section 9 (20)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.tallinn import holidays

ONE = timedelta(days=1)


def _monday(day: date) -> date:
    while day.weekday():
        day -= ONE
    return day


def pace(
    counted: Mapping[date, int], today: date, weekdays: Collection[int], away: Collection[date]
) -> Fraction | None:
    """The median of the last three complete weeks since the first entry; None where the plan must do."""
    weeks, monday = [], _monday(min(counted, default=today))
    while monday + 7 * ONE <= today:
        days = [monday + offset * ONE for offset in range(7)]
        total = sum(counted.get(day, 0) for day in days)
        is_away = all(day in away for day in days if day.weekday() in weekdays)
        if total or not is_away:
            weeks.append(total)
        monday += 7 * ONE
    last = sorted(weeks[-3:])
    if len(last) < 2:
        return None
    middle = Fraction(last[0] + last[1], 2) if len(last) == 2 else Fraction(last[1])
    return middle or None


def full_on(
    left: int,
    counted: Mapping[date, int],
    plan: tuple[Collection[int], int],
    today: date,
    away: Collection[date],
) -> tuple[date, bool] | None:
    """The day of the last minute, and whether the plan had to do; plan: weekdays and minutes of a day."""
    weekdays, day_minutes = plan
    if not left:
        return None
    by_week = pace(counted, today, weekdays, away)
    a_day = by_week / len(weekdays) if by_week else Fraction(day_minutes)
    day, done = (today + ONE if today in counted else today), Fraction(0)
    while True:
        if day.weekday() in weekdays and day not in holidays(day.year) and day not in away:
            done += a_day
        if done >= left:
            return day, by_week is None
        day += ONE
