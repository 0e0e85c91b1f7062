"""Names of days and months in the three languages, from CLDR."""

from functools import partial

from babel.dates import get_day_names, get_month_names

LANGUAGES = ("et", "ru", "en")


def _days(width: str, language: str) -> list[str]:
    names = get_day_names(width, locale=language)  # type: ignore[arg-type]  # babel names the widths as a literal
    return [names[number] for number in range(7)]


def _months(context: str, language: str) -> list[str]:
    names = get_month_names("wide", context, language)  # type: ignore[arg-type]  # the same for the context
    return [names[number] for number in range(1, 13)]


WEEKDAYS = {language: _days("wide", language) for language in LANGUAGES}
WEEKDAYS_SHORT = {language: _days("abbreviated", language) for language in LANGUAGES}
_standing = partial(_months, "stand-alone")
_dated = partial(_months, "format")
MONTHS = {language: _standing(language) for language in LANGUAGES}
MONTHS_OF = {language: _dated(language) for language in LANGUAGES}
