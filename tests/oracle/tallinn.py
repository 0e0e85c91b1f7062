"""Tallinn's wall clock as lists of real minutes, and Estonia's public holidays, reckoned here."""

import calendar
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Tallinn")
FIXED = ((1, 1), (2, 24), (5, 1), (6, 23), (6, 24), (8, 20), (12, 24), (12, 25), (12, 26))
AROUND_EASTER = (-2, 0, 49)


def local(minute: int) -> datetime:
    """What Tallinn's clocks show in this minute, counted from 1970 in UTC."""
    return datetime.fromtimestamp(minute * 60, ZONE)


@cache
def walls(day: date) -> dict[int, list[int]]:
    """Each wall-clock minute of a day with the real minutes that show it: none in the gap, two where it is repeated."""
    shown: dict[int, list[int]] = {}
    utc = calendar.timegm(day.timetuple()) // 60
    # The clocks change on the full hour only.
    for hour in range(utc - 6 * 60, utc + 30 * 60, 60):
        at = local(hour)
        if at.date() == day:
            for minute in range(60):
                shown.setdefault(at.hour * 60 + minute, []).append(hour + minute)
    return shown


def shown_by(day: date, clock: time) -> list[int]:
    """The real minutes in which the clocks of that day show this time."""
    return walls(day).get(clock.hour * 60 + clock.minute, [])


def midnight(day: date) -> int:
    """The minute with which a day begins."""
    return walls(day)[0][0]


def day_of(minute: int) -> date:
    """The day on which this minute lies."""
    return local(minute).date()


def easter(year: int) -> date:
    """Easter Sunday: after the first full moon of the church's calendar from 21 March on (Meeus, Jones, Butcher)."""
    golden, (century, in_century) = year % 19, divmod(year, 100)
    skipped = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - skipped + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    return date(year, 3, 22) + timedelta(days=moon + to_sunday - 7 * late)


@cache
def holidays(year: int) -> frozenset[date]:
    """Estonia's public holidays."""
    moving = {easter(year) + timedelta(days=offset) for offset in AROUND_EASTER}
    return frozenset({date(year, month, day) for month, day in FIXED} | moving)
