"""What the school's settings may be, at their limits."""

import pytest

from placements.records.rules import number_of, pattern_refusal, patterns_refusal, retention_refusal


@pytest.mark.parametrize(("years", "is_fine"), [(2, False), (3, True), (100, True), (101, False), (-1, False)])
def test_documents_are_kept_three_to_a_hundred_years(years: int, is_fine: bool) -> None:
    assert (retention_refusal(years) is None) == is_fine


@pytest.mark.parametrize("pattern", ["{year}-{number}", "T-{year}/{number}", "Õ.{number}-{year}", "{year}{number}"])
def test_a_pattern_with_year_and_number_is_fine(pattern: str) -> None:
    assert pattern_refusal(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    ["", "T-1", "{year}", "{number}", "{year}{year}{number}", "{year}-{number}-{number}", "{year}-{number}-{name}",
     "{year}-{number:09}", "{year}-{number} ", "{year}-{number}\n", "{year}-{number}-я", "{year}-{number}<b>"],
)  # fmt: skip
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    refusal = pattern_refusal(pattern)
    assert refusal is not None
    assert refusal.code == "provider.pattern"


def test_two_kinds_of_documents_never_share_a_pattern() -> None:
    assert patterns_refusal(["a", "b", "c"]) is None
    assert patterns_refusal(["a", "b", "a"]) is not None


@pytest.mark.parametrize(("number", "shown"), [(1, "T-2026-0001"), (9999, "T-2026-9999"), (12345, "T-2026-12345")])
def test_numbers_have_four_digits_or_more(number: int, shown: str) -> None:
    assert number_of("T-{year}-{number}", 2026, number) == shown
