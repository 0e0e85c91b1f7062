"""How minutes, shares, dates and times look in each language, after CLDR; nothing here knows a page or a database."""

from collections.abc import Callable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from placements.calendar_names import MONTHS, MONTHS_OF, WEEKDAYS, WEEKDAYS_SHORT

NBSP = "\u00a0"
DASH = "–"
HUNDREDTH = Decimal("0.01")
POINT_LANGUAGES = frozenset({"en"})
ACADEMIC_UNIT = {"et": "ak.t", "ru": f"ак.{NBSP}ч.", "en": f"ac.{NBSP}h"}
HOUR_UNIT = {"et": "h", "ru": "ч", "en": "h"}
MINUTE_UNIT = {"et": "min", "ru": "мин", "en": "min"}
PERCENT_SIGN = {"et": "%", "ru": f"{NBSP}%", "en": "%"}
# From which number on thousands are grouped, and by what. Source: CLDR minimum grouping digits, checked with ICU.
GROUPED_FROM = {"et": 10_000, "ru": 1_000, "en": 1_000}
GROUP_MARK = {"et": NBSP, "ru": NBSP, "en": ","}


def whole(number: int, language: str) -> str:
    """A whole number with its thousands apart: 12 345; a minus sign is the real one."""
    digits = str(abs(number))
    if abs(number) >= GROUPED_FROM[language]:
        digits = f"{abs(number):,}".replace(",", GROUP_MARK[language])
    return f"−{digits}" if number < 0 else digits


def decimal(number: Decimal, language: str) -> str:
    """The nearest number with at most two decimals and no trailing zeros. Source: domain 9, Hours (18)."""
    rounded = number.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
    units, _, decimals = f"{abs(rounded):f}".partition(".")
    sign = "−" if rounded < 0 else ""
    decimals = decimals.rstrip("0")
    mark = "." if language in POINT_LANGUAGES else ","
    return sign + whole(int(units), language) + (mark + decimals if decimals else "")


def academic_number(minutes: int, hour_minutes: int, language: str) -> str:
    """The number of academic hours without its unit: 5,33."""
    return decimal(Decimal(minutes) / hour_minutes, language)


def academic(minutes: int, hour_minutes: int, language: str) -> str:
    """Academic hours with their unit: 6 ak.t."""
    return academic_number(minutes, hour_minutes, language) + NBSP + ACADEMIC_UNIT[language]


def clock_hours(minutes: int, language: str) -> str:
    """Hours and minutes: 4 h 30 min; an empty part is left out, nothing at all is 0 min."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [f"{whole(hours, language)}{NBSP}{HOUR_UNIT[language]}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{NBSP}{MINUTE_UNIT[language]}")
    return ("−" if minutes < 0 else "") + " ".join(parts)


def both_units(minutes: int, hour_minutes: int, language: str) -> str:
    """Both units, as on first mention: 4 h 30 min = 6 ak.t."""
    return f"{clock_hours(minutes, language)} = {academic(minutes, hour_minutes, language)}"


def progress(minutes: int, required: int, hour_minutes: int, language: str) -> str:
    """A part of a whole, the unit once: 42 / 80 ak.t."""
    number = academic_number(minutes, hour_minutes, language)
    return f"{number}{NBSP}/{NBSP}{academic(required, hour_minutes, language)}"


def percent(part: int, total: int, language: str) -> str:
    """A share cut to one decimal, never rounded: 2,767 of 3,690 is 74,9%. Source: domain 9, Hours (18)."""
    tenths = part * 1000 // total if total else 0
    return decimal(Decimal(tenths) / 10, language) + PERCENT_SIGN[language]


def day(value: date) -> str:
    """A date: 20.11.2026, in all three languages."""
    return f"{value.day:02}.{value.month:02}.{value.year}"


def short_day(value: date) -> str:
    """A date without its year: 20.11."""
    return f"{value.day:02}.{value.month:02}"


def weekday(value: date, language: str) -> str:
    """The weekday's short name: R, пт, Fri."""
    return WEEKDAYS_SHORT[language][value.weekday()]


def weekday_day(value: date, language: str) -> str:
    """R 20.11."""
    return f"{weekday(value, language)}{NBSP}{short_day(value)}"


def weekday_date(value: date, language: str) -> str:
    """R 20.11.2026."""
    return f"{weekday(value, language)}{NBSP}{day(value)}"


def long_weekday(value: date, language: str) -> str:
    """The weekday's whole name with a capital: Reede."""
    return WEEKDAYS[language][value.weekday()].capitalize()


def long_date(value: date, language: str) -> str:
    """Reede, 20.11.2026."""
    return f"{long_weekday(value, language)}, {day(value)}"


def month(value: date, language: str) -> str:
    """November 2026, standing alone."""
    return f"{MONTHS[language][value.month - 1].capitalize()} {value.year}"


def spoken_day(value: date, language: str) -> str:
    """For those who listen: 20. november, 20 ноября, 20 November."""
    name = MONTHS_OF[language][value.month - 1]
    return f"{value.day}.{NBSP}{name}" if language == "et" else f"{value.day}{NBSP}{name}"


def clock_time(value: time) -> str:
    """09:00, in all three languages."""
    return f"{value.hour:02}:{value.minute:02}"


def time_range(start: time, end: time) -> str:
    """09:00–14:00."""
    return clock_time(start) + DASH + clock_time(end)


def day_range(start: date, end: date) -> str:
    """Two dates, what they share said once: 16.–20.11.2026, 30.11–18.12.2026, 30.12.2026–15.01.2027."""
    if start == end:
        return day(end)
    opening: Callable[[date], str] = short_day
    if start.year != end.year:
        opening = day
    elif start.month == end.month:
        return f"{start.day}.{DASH}{day(end)}"
    return opening(start) + DASH + day(end)
