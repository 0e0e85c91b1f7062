"""How minutes and shares look: golden values from domain 9 (18) and the interface's point 14."""

from decimal import Decimal

import pytest

from placements import formats

ET, RU, EN = "et", "ru", "en"


@pytest.mark.parametrize(
    ("minutes", "language", "shown"),
    [
        (270, ET, "6\u00a0ak.t"),
        (270, RU, "6\u00a0ак.\u00a0ч."),
        (270, EN, "6\u00a0ac.\u00a0h"),
        (240, ET, "5,33\u00a0ak.t"),
        (240, RU, "5,33\u00a0ак.\u00a0ч."),
        (240, EN, "5.33\u00a0ac.\u00a0h"),
        (60, ET, "1,33\u00a0ak.t"),
        (3600, ET, "80\u00a0ak.t"),
        (0, ET, "0\u00a0ak.t"),
        (-270, ET, "−6\u00a0ak.t"),
    ],
)
def test_academic_hours_keep_their_unit_beside_them(minutes: int, language: str, shown: str) -> None:
    assert formats.academic(minutes, 45, language) == shown


def test_three_days_of_four_hours_are_sixteen_because_minutes_are_summed_first() -> None:
    assert formats.academic(3 * 240, 45, ET) == "16\u00a0ak.t"


def test_the_length_of_an_academic_hour_is_a_programme_setting() -> None:
    assert formats.academic(100, 50, ET) == "2\u00a0ak.t"


@pytest.mark.parametrize(
    ("minutes", "language", "shown"),
    [
        (270, ET, "4\u00a0h 30\u00a0min"),
        (270, RU, "4\u00a0ч 30\u00a0мин"),
        (270, EN, "4\u00a0h 30\u00a0min"),
        (240, ET, "4\u00a0h"),
        (45, ET, "45\u00a0min"),
        (0, ET, "0\u00a0min"),
        (-30, ET, "−30\u00a0min"),
    ],
)
def test_clock_hours_leave_out_what_is_nothing(minutes: int, language: str, shown: str) -> None:
    assert formats.clock_hours(minutes, language) == shown


def test_both_units_stand_together_on_first_mention() -> None:
    assert formats.both_units(270, 45, ET) == "4\u00a0h 30\u00a0min = 6\u00a0ak.t"


def test_progress_names_the_unit_once() -> None:
    assert formats.progress(1890, 3600, 45, ET) == "42\u00a0/\u00a080\u00a0ak.t"


@pytest.mark.parametrize(
    ("number", "language", "shown"),
    [
        ("1.50", ET, "1,5"),
        ("1.50", EN, "1.5"),
        ("10.005", ET, "10,01"),
        ("10.00", ET, "10"),
        ("-0.5", ET, "−0,5"),
        ("12345.6", ET, "12\u00a0345,6"),
    ],
)
def test_a_number_has_at_most_two_decimals_and_no_trailing_zero(number: str, language: str, shown: str) -> None:
    assert formats.decimal(Decimal(number), language) == shown


@pytest.mark.parametrize(
    ("number", "language", "shown"),
    [(1114, ET, "1114"), (12345, ET, "12\u00a0345"), (1114, RU, "1\u00a0114"), (999, RU, "999"), (1114, EN, "1,114")],
)
def test_thousands_are_set_apart_as_the_language_does(number: int, language: str, shown: str) -> None:
    assert formats.whole(number, language) == shown


@pytest.mark.parametrize(
    ("part", "total", "language", "shown"),
    [
        (2767, 3690, ET, "74,9%"),
        (2768, 3690, ET, "75%"),
        (61 * 45, 82 * 45, ET, "74,3%"),
        (62 * 45, 82 * 45, ET, "75,6%"),
        (2767, 3690, RU, "74,9\u00a0%"),
        (2767, 3690, EN, "74.9%"),
        (3689, 3690, ET, "99,9%"),
        (3690, 3690, ET, "100%"),
        (0, 0, ET, "0%"),
    ],
)
def test_a_share_is_cut_and_never_rounded_up_to_a_limit(part: int, total: int, language: str, shown: str) -> None:
    assert formats.percent(part, total, language) == shown
