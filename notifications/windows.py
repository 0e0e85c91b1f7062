"""When a company may be written to: working days from 8 to 18, Tallinn time."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings

TALLINN = ZoneInfo("Europe/Tallinn")
OPENS, CLOSES = time(8), time(18)
ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("EE", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, Estonian public holidays left out; shortened days are ordinary."""
    return day.weekday() < 5 and day not in _holidays_of(day.year)


def next_window(at: datetime) -> datetime:
    """The instant itself inside the sending window [08:00, 18:00), else the next opening."""
    local = at.astimezone(TALLINN)
    if is_working_day(local.date()) and OPENS <= local.time() < CLOSES:
        return at
    day = local.date() if local.time() < OPENS else local.date() + ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return datetime.combine(day, OPENS, tzinfo=TALLINN)


def host_mail_at(at: datetime) -> datetime:
    """When a mail to a company goes; the demo does not wait."""
    return at if settings.DEMO else next_window(at)
