"""How dates and times look in each language, the clock-change days among them."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from placements import formats
from placements.templatetags.praktika import clock_time, moment

FRIDAY = date(2026, 11, 20)


def test_a_date_has_two_figures_for_day_and_month() -> None:
    assert formats.day(date(2026, 2, 3)) == "03.02.2026"


@pytest.mark.parametrize(
    ("language", "shown"), [("et", "R\u00a020.11"), ("ru", "пт\u00a020.11"), ("en", "Fri\u00a020.11")]
)
def test_a_short_day_names_its_weekday(language: str, shown: str) -> None:
    assert formats.weekday_day(FRIDAY, language) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("et", "Reede, 20.11.2026"), ("ru", "Пятница, 20.11.2026"), ("en", "Friday, 20.11.2026")]
)
def test_a_long_date_begins_with_the_whole_weekday(language: str, shown: str) -> None:
    assert formats.long_date(FRIDAY, language) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("et", "November 2026"), ("ru", "Ноябрь 2026"), ("en", "November 2026")]
)
def test_a_month_stands_alone_in_the_nominative(language: str, shown: str) -> None:
    assert formats.month(FRIDAY, language) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("et", "20.\u00a0november"), ("ru", "20\u00a0ноября"), ("en", "20\u00a0November")]
)
def test_a_spoken_day_uses_the_form_that_goes_with_a_number(language: str, shown: str) -> None:
    assert formats.spoken_day(FRIDAY, language) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2026, 11, 16), FRIDAY, "16.–20.11.2026"),
        (date(2026, 11, 30), date(2026, 12, 18), "30.11–18.12.2026"),
        (date(2026, 12, 30), date(2027, 1, 15), "30.12.2026–15.01.2027"),
        (FRIDAY, FRIDAY, "20.11.2026"),
    ],
)
def test_a_range_of_days_says_once_what_both_share(start: date, end: date, shown: str) -> None:
    assert formats.day_range(start, end) == shown


def test_a_range_of_times_uses_colons() -> None:
    assert formats.time_range(time(9), time(14)) == "09:00–14:00"


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "02:59"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "04:00"),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "03:30"),
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "03:30"),
    ],
)
def test_an_instant_is_shown_on_the_tallinn_clock_on_both_clock_change_days(at: datetime, shown: str) -> None:
    assert clock_time(at) == shown


def test_a_moment_late_in_the_evening_belongs_to_the_next_tallinn_day() -> None:
    with translation.override("ru"):
        assert moment(datetime(2026, 11, 20, 22, 30, tzinfo=UTC)) == "сб\u00a021.11.2026 00:30"
