"""The clock: now, Tallinn's calendar and working days, and wall-clock times turned into instants."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

TALLINN = ZoneInfo("Europe/Tallinn")
ONE_DAY = timedelta(days=1)
_moved: ContextVar[datetime | None] = ContextVar("moved", default=None)


def now() -> datetime:
    """The present instant, for every verb of the domain."""
    return _moved.get() or timezone.now()


@contextmanager
def moved_to(at: datetime) -> Iterator[None]:
    """Let the domain's clock stand at another instant: how the demo tells its past."""
    token = _moved.set(at)
    try:
        yield
    finally:
        _moved.reset(token)


def local_date(at: datetime) -> date:
    """The Tallinn day of an instant."""
    return at.astimezone(TALLINN).date()


def instant(day: date, clock: time, *, fold: int = 0) -> datetime:
    """The UTC instant of a Tallinn wall-clock time; fold 1 is the second pass of the repeated autumn hour."""
    return datetime.combine(day, clock, tzinfo=TALLINN).replace(fold=fold).astimezone(UTC)


def is_in_gap(day: date, clock: time) -> bool:
    """Whether that wall-clock time does not exist, because the clocks went forward."""
    return instant(day, clock).astimezone(TALLINN).time() != clock


def is_repeated(day: date, clock: time) -> bool:
    """Whether that wall-clock time happens twice, because the clocks went back."""
    return not is_in_gap(day, clock) and instant(day, clock) != instant(day, clock, fold=1)


def end_of_day(day: date) -> datetime:
    """The last second of a Tallinn day, as an instant."""
    return instant(day, time(23, 59, 59))


def monday_of(day: date) -> date:
    """The Monday of the day's ISO week."""
    return day - timedelta(days=day.weekday())


def days_from(day: date) -> Iterator[date]:
    """The day and all that follow it."""
    while True:
        yield day
        day += ONE_DAY


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("EE", years=year))


def is_holiday(day: date) -> bool:
    """Whether the day is an Estonian public holiday."""
    return day in _holidays_of(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday, public holidays left out; shortened days are ordinary. Source: domain, Working days."""
    return day.weekday() < 5 and not is_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """The count-th working day after the given day, which is day 0."""
    for candidate in days_from(day + ONE_DAY):
        count -= is_working_day(candidate)
        if count <= 0:
            return candidate
    raise AssertionError("days never end")


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after start, up to and including end."""
    return sum(is_working_day(start + timedelta(days=offset)) for offset in range(1, (end - start).days + 1))


def deadline(now: datetime, working_days: int) -> datetime:
    """The end of the n-th working day after now."""
    return end_of_day(add_working_days(local_date(now), working_days))
