"""Dates of a cohort at their limits, and what stays once somebody is enrolled."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from placements.cohorts import rules
from placements.cohorts.rules import CohortDates

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
GOOD = CohortDates(date(2026, 9, 1), date(2026, 12, 18), date(2026, 10, 5), date(2026, 12, 18), date(2026, 12, 21))


def codes(dates: CohortDates) -> list[str]:
    return [refusal.code for refusal in rules.date_refusals(dates, TODAY)]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"decision_on": None},
        {"decision_on": GOOD.ends_on},
        {"practicum_from": GOOD.starts_on},
        {"practicum_from": GOOD.ends_on},
        {"practicum_until": GOOD.ends_on + 3 * DAY},
        {"practicum_until": GOOD.practicum_from},
        {"ends_on": GOOD.starts_on, "practicum_from": GOOD.starts_on},
    ],
)
def test_sound_dates_are_taken(changed: dict[str, date | None]) -> None:
    assert codes(replace(GOOD, **changed)) == []


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"ends_on": GOOD.starts_on - DAY}, ["cohort.dates_order"]),
        ({"practicum_until": GOOD.practicum_from - DAY}, ["cohort.window_order"]),
        ({"practicum_from": GOOD.starts_on - DAY}, ["cohort.window_outside"]),
        (
            {"practicum_from": GOOD.ends_on + DAY, "practicum_until": GOOD.ends_on + 2 * DAY},
            ["cohort.window_outside"],
        ),
        ({"decision_on": GOOD.ends_on - DAY}, ["cohort.decision_early"]),
        ({"practicum_until": GOOD.ends_on + 9 * DAY}, ["cohort.decision_early"]),
        ({"ends_on": date(2029, 12, 31), "decision_on": None}, ["cohort.too_long"]),
        ({"starts_on": date(226, 9, 1)}, ["cohort.too_long", "cohort.odd_year"]),
        ({"decision_on": date(9999, 12, 31)}, ["cohort.odd_year"]),
    ],
)
def test_each_broken_rule_is_named(changed: dict[str, date], refused: list[str]) -> None:
    assert codes(replace(GOOD, **changed)) == refused


@pytest.mark.parametrize(("days", "is_refused"), [(7, True), (8, False)])
def test_the_window_holds_the_practicum_at_full_days(days: int, is_refused: bool) -> None:
    window = (TODAY, TODAY + (days - 1) * DAY)
    assert bool(rules.room_refusal(window, 480, 3600)) is is_refused


def test_a_window_in_the_wrong_order_is_refused_for_that_alone() -> None:
    assert rules.room_refusal((TODAY, TODAY - DAY), 480, 3600) is None


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        (["starts_on", "language"], []),
        (["code"], ["cohort.code_kept"]),
        (["policy_version", "code"], ["cohort.code_kept", "cohort.versions_kept"]),
    ],
)
def test_code_and_versions_stay_once_somebody_is_enrolled(changed: list[str], refused: list[str]) -> None:
    assert [each.code for each in rules.kept_refusals(changed, 1)] == refused
    assert rules.kept_refusals(changed, 0) == []


def test_at_most_three_names_are_given_and_all_are_counted() -> None:
    refusal = rules.placements_refusal(["A", "B", "C", "D"])
    assert refusal is not None
    assert refusal.values == {"n": 4, "names": ["A", "B", "C", "…"]}
    assert rules.placements_refusal([]) is None


@pytest.mark.parametrize(
    ("policy", "foreign", "code"),
    [(None, {1}, ""), (7, set(), ""), (8, set(), "cohort.policy_of_other"), (7, {13}, "cohort.policy_outcomes")],
)
def test_a_policy_serves_its_programme(policy: int | None, foreign: set[int], code: str) -> None:
    refusal = rules.policy_refusal(7, policy, foreign)
    assert (refusal.code if refusal else "") == code


@pytest.mark.parametrize(("code", "is_refused"), [("new", True), ("NEW", True), ("new-1", False)])
def test_the_address_of_the_form_is_no_code(code: str, is_refused: bool) -> None:
    assert bool(rules.code_refusal(code)) is is_refused
