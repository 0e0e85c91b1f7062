"""The hours' rules at their limits, in minutes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.clock import instant
from placements.journal import rules
from placements.journal.rules import Limits, Neighbour, Period, Stretch

LIMITS = Limits(480, 2400, 360, 30, 7, 14)
DAY = date(2026, 11, 23)
PERIOD = Period(date(2026, 11, 2), date(2026, 12, 18), date(2026, 11, 3))


def stretch(starts: str, ends: str, pause: int = 0, day: date = DAY) -> Stretch:
    return Stretch(day, time.fromisoformat(starts), time.fromisoformat(ends), pause)


def neighbour(starts: str, ends: str, pause: int = 0, day: date = DAY) -> Neighbour:
    other = stretch(starts, ends, pause, day)
    return Neighbour(day, other.starts_at, other.ends_at, other.minutes, pause, "Kodukandi Kaubad OÜ")


def code(refusal: rules.Refusal | None) -> str:
    return refusal.code if refusal else ""


@pytest.mark.parametrize(
    ("day", "minutes"),
    [(date(2027, 3, 27), 420), (date(2027, 10, 30), 540), (date(2026, 11, 23), 480)],
)
def test_a_night_is_as_long_as_it_really_was(day: date, minutes: int) -> None:
    assert stretch("22:00", "06:00", day=day).minutes == minutes


@pytest.mark.parametrize(("ends", "refused"), [("17:00", ""), ("17:01", "hours.daily_cap")])
def test_eight_hours_a_day_are_the_most(ends: str, refused: str) -> None:
    assert code(rules.daily_cap_refusal(stretch("09:00", ends), [], 480)) == refused


@pytest.mark.parametrize(("starts", "refused"), [("12:00", ""), ("11:59", "hours.overlap")])
def test_touching_entries_do_not_overlap(starts: str, refused: str) -> None:
    assert code(rules.overlap_refusal(stretch(starts, "13:00"), [neighbour("09:00", "12:00")])) == refused


@pytest.mark.parametrize(("minutes", "refused"), [(480, ""), (481, "hours.weekly_cap")])
def test_forty_hours_a_week_are_the_most(minutes: int, refused: str) -> None:
    others = [neighbour("08:00", "16:00", day=DAY + timedelta(days=offset)) for offset in range(1, 5)]
    one = stretch("08:00", (datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(minutes=minutes)).strftime("%H:%M"))
    assert code(rules.weekly_cap_refusal(one, others, 2400)) == refused


@pytest.mark.parametrize(
    ("ends", "pause", "refused"),
    [("15:00", 0, ""), ("15:01", 0, "hours.break_missing"), ("15:31", 30, ""), ("15:31", 29, "hours.break_missing")],
)
def test_more_than_six_hours_need_half_an_hour_of_break(ends: str, pause: int, refused: str) -> None:
    assert code(rules.break_refusal(stretch("09:00", ends, pause), [], LIMITS)) == refused


def test_a_gap_between_entries_counts_as_break() -> None:
    assert rules.break_refusal(stretch("12:30", "16:00"), [neighbour("09:00", "12:00")], LIMITS) is None
    assert rules.break_refusal(stretch("12:29", "16:00"), [neighbour("09:00", "12:00")], LIMITS)


def test_an_end_later_than_now_is_refused() -> None:
    now = instant(DAY, time(14))
    assert rules.future_refusal(stretch("09:00", "14:00"), now) is None
    assert code(rules.future_refusal(stretch("09:00", "14:01"), now)) == "hours.future"


@pytest.mark.parametrize(
    ("day", "ends", "refused"),
    [
        (date(2026, 11, 2), "14:00", ""),
        (date(2026, 12, 18), "00:00", ""),
        (date(2026, 12, 18), "00:01", "hours.outside_period"),
        (date(2026, 12, 19), "14:00", "hours.outside_period"),
    ],
)
def test_the_whole_interval_lies_in_the_period(day: date, ends: str, refused: str) -> None:
    assert code(rules.period_refusal(stretch("09:00", ends, day=day), PERIOD)) == refused


@pytest.mark.parametrize(
    ("signed_on", "day", "told"),
    [
        (date(2026, 10, 28), date(2026, 10, 27), ["hours.outside_period"]),
        (date(2026, 10, 28), date(2026, 11, 1), ["hours.outside_period"]),
        (date(2026, 11, 4), date(2026, 11, 1), ["hours.before_force"]),
        (date(2026, 11, 4), date(2026, 11, 3), ["hours.before_force"]),
        (date(2026, 11, 4), date(2026, 11, 4), []),
    ],
)
def test_only_the_date_that_leads_on_is_told(signed_on: date, day: date, told: list[str]) -> None:
    period, said = replace(PERIOD, in_force_on=signed_on), stretch("09:00", "14:00", day=day)
    refusals = rules.period_refusal(said, period), rules.force_refusal(said, period)
    assert [each.code for each in refusals if each] == told


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [
        ("10:00", "09:00", "hours.end_before_start"),
        ("22:00", "06:01", "hours.end_before_start"),
        ("22:00", "06:00", ""),
        ("09:00", "18:00", "hours.daily_cap"),
    ],
)
def test_a_night_too_long_to_be_one_is_asked_about(starts: str, ends: str, refused: str) -> None:
    assert code(rules.daily_cap_refusal(stretch(starts, ends), [], 480)) == refused


def test_the_day_of_the_last_signature_counts_as_a_whole() -> None:
    assert rules.force_refusal(stretch("00:00", "05:00", day=date(2026, 11, 3)), PERIOD) is None
    assert rules.force_refusal(stretch("23:00", "23:30", day=date(2026, 11, 2)), PERIOD)


@pytest.mark.parametrize(
    ("age", "reason", "refused"),
    [
        (7, "", ""),
        (8, "", "hours.reason_needed"),
        (8, "Olin haige", ""),
        (14, "x", ""),
        (15, "x", "hours.backdate_closed"),
    ],
)
def test_back_dating_is_free_then_needs_a_reason_then_is_closed(age: int, reason: str, refused: str) -> None:
    now = instant(DAY + timedelta(days=age), time(0, 1))
    assert code(rules.backdate_refusal(stretch("09:00", "14:00"), now, LIMITS, reason)) == refused


def test_times_of_the_spring_gap_do_not_exist() -> None:
    assert rules.clock_gap_refusal(stretch("03:30", "08:00", day=date(2027, 3, 28)))
    assert rules.clock_gap_refusal(stretch("04:00", "08:00", day=date(2027, 3, 28))) is None


def test_a_break_as_long_as_the_entry_is_refused() -> None:
    assert rules.break_length_refusal(stretch("09:00", "10:00", 59)) is None
    assert code(rules.break_length_refusal(stretch("09:00", "10:00", 60))) == "hours.break_too_long"


def test_a_confirmation_is_final_at_the_end_of_its_seventh_day() -> None:
    final = rules.final_at(instant(DAY, time(10)), 7)
    assert final == instant(DAY + timedelta(days=8), time(0))
    assert rules.window_refusal(final, final - timedelta(seconds=1), 7) is None
    assert rules.window_refusal(final, final, 7)


@given(st.dates(date(2024, 1, 1), date(2035, 12, 31)), st.times(), st.times())
def test_a_stretch_is_never_longer_than_a_day_and_an_hour(day: date, starts: time, ends: time) -> None:
    one = Stretch(day, starts.replace(second=0, microsecond=0), ends.replace(second=0, microsecond=0), 0)
    assert -60 <= one.minutes <= 25 * 60
