"""Personal codes and registry codes: what is refused, and why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ee import ik, registrikood

from placements.people.identifiers import (
    birth_date_of,
    compact,
    is_unusual_registry_code,
    personal_code_refusal,
    registry_code_refusal,
)

TODAY = date(2026, 11, 24)


def why(code: str, today: date = TODAY) -> str:
    refusal = personal_code_refusal(compact(code), today)
    return refusal.code if refusal else ""


@pytest.mark.parametrize("code", ["37605030299", "39901012239", " 3760503 0299 ", "376\u00a005030299"])
def test_a_sound_personal_code_passes_with_any_blanks(code: str) -> None:
    assert why(code) == ""


@pytest.mark.parametrize("code", ["36805280108", "3760503029", "376050302999", "37605030290", "", "3760503029a"])
def test_a_personal_code_with_a_slip_is_refused(code: str) -> None:
    assert why(code) == "code.personal"


@pytest.mark.parametrize("code", ["３７６０５０３０２９９", "٣٧٦٠٥٠٣٠٢٩٩", "3760503029９"])
def test_digits_of_other_scripts_are_refused(code: str) -> None:
    assert why(code) == "code.digits"


@pytest.mark.parametrize("start", ["0", "9"])
def test_a_first_digit_without_a_century_is_refused(start: str) -> None:
    assert why(_completed(f"{start}760503029")) == "code.personal"


@pytest.mark.parametrize("day", ["990229", "991301", "990431", "990100"])
def test_a_date_that_does_not_exist_is_refused(day: str) -> None:
    assert why(_completed(f"3{day}223")) == "code.personal"


def test_a_birth_date_may_be_today_but_not_lie_ahead() -> None:
    code = _completed("5261124001")
    assert why(code) == ""
    assert why(code, date(2026, 11, 23)) == "code.personal"


@pytest.mark.parametrize(("first", "year"), [("1", 1876), ("4", 1976), ("6", 2076), ("8", 2176)])
def test_the_first_digit_tells_the_century(first: str, year: int) -> None:
    assert birth_date_of(f"{first}7605030299") == date(year, 5, 3)


@given(st.from_regex(r"[1-8][0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{4}", fullmatch=True))
def test_the_check_agrees_with_the_library(code: str) -> None:
    assert (why(code, date(2200, 1, 1)) == "") == ik.is_valid(code)


@given(st.from_regex(r"[1789][0-9]{7}", fullmatch=True))
def test_the_registry_check_agrees_with_the_library(code: str) -> None:
    assert (registry_code_refusal(code) is None) == registrikood.is_valid(code)


@pytest.mark.parametrize("code", ["70003158", "80410485", "7000 3158"])
def test_a_sound_registry_code_passes(code: str) -> None:
    assert registry_code_refusal(compact(code)) is None


@pytest.mark.parametrize(
    ("code", "why_not"),
    [("12345679", "code.registry"), ("7000315", "code.registry"), ("７０００３１５８", "code.digits")],
)
def test_a_registry_code_with_a_slip_is_refused(code: str, why_not: str) -> None:
    refusal = registry_code_refusal(code)
    assert refusal is not None
    assert refusal.code == why_not


def test_an_unusual_first_digit_is_only_a_warning() -> None:
    assert registry_code_refusal("20000002") is None
    assert is_unusual_registry_code("20000002")
    assert not is_unusual_registry_code("70003158")


def _completed(ten: str) -> str:
    """The ten digits with the check digit that belongs to them."""
    return ten + ik.calc_check_digit(ten + "0")
