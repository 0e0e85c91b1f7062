"""The rules of absences, opened days, corrections, contests and evidence, just inside and just outside."""

import ast
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from placements.clock import ONE_DAY, instant
from placements.journal import flags, rules, rules_of_days
from placements.journal.flags import is_night, short_rests
from placements.journal.rules import Period, Stretch
from tests.journal.test_rules import DAY, LIMITS, PERIOD, code, neighbour, stretch

AUTUMN = date(2026, 10, 25)
NIGHT = (time(22), time(6))
REST = 660


@pytest.mark.parametrize("module", [rules, rules_of_days, flags])
def test_every_rule_names_its_source(module: object) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text())  # type: ignore[attr-defined]
    functions = [each for each in tree.body if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")]
    assert [each.name for each in functions if "Source:" not in (ast.get_docstring(each) or "")] == []


@pytest.mark.parametrize(("ends", "refused"), [("09:01", ""), ("09:00", "hours.equal_times")])
def test_start_and_end_differ(ends: str, refused: str) -> None:
    assert code(rules.equal_times_refusal(stretch("09:00", ends))) == refused


@pytest.mark.parametrize(
    ("clock", "fold", "refused"),
    [
        ("02:59", None, ""),
        ("03:00", None, "hours.clock_twice"),
        ("03:59", None, "hours.clock_twice"),
        ("04:00", None, ""),
        ("03:30", 0, ""),
        ("03:30", 1, ""),
    ],
)
def test_in_the_repeated_hour_it_is_said_which(clock: str, fold: int | None, refused: str) -> None:
    one = Stretch(AUTUMN, time.fromisoformat(clock), time(8), 0, starts_fold=fold)
    assert code(rules.clock_twice_refusal(one)) == refused


@pytest.mark.parametrize(("folds", "refused"), [((0, 0), ""), ((1, 1), ""), ((0, 1), ""), ((1, 0), "hours.order")])
def test_the_end_is_later_in_real_time(folds: tuple[int, int], refused: str) -> None:
    assert code(rules.order_refusal(Stretch(AUTUMN, time(3, 10), time(3, 20), 0, *folds))) == refused


@pytest.mark.parametrize(
    ("clock", "refused"), [("02:59", ""), ("03:00", "hours.clock_gap"), ("03:59", "hours.clock_gap")]
)
def test_the_gap_is_as_long_as_an_hour(clock: str, refused: str) -> None:
    one = Stretch(date(2027, 3, 27), time(22), time.fromisoformat(clock), 0)
    assert code(rules.clock_gap_refusal(one)) == refused


@pytest.mark.parametrize(("offset", "refused"), [(-1, ""), (0, "hours.absent"), (1, "")])
def test_an_absence_excludes_hours_of_its_day_only(offset: int, refused: str) -> None:
    assert code(rules.absence_refusal(stretch("09:00", "14:00"), [DAY + offset * ONE_DAY])) == refused


@pytest.mark.parametrize(("days", "refused"), [(-1, ""), (0, "hours.suspended"), (2, "hours.suspended"), (3, "")])
def test_suspended_days_take_nothing_and_the_day_of_resuming_is_free(days: int, refused: str) -> None:
    rests = [(DAY, DAY + 3 * ONE_DAY)]
    assert code(rules.resting_refusal(DAY + days * ONE_DAY, rests)) == refused
    one = stretch("09:00", "14:00", day=DAY + days * ONE_DAY)
    assert code(rules.suspension_refusal(one, rests)) == refused


def test_a_suspension_that_runs_has_no_end() -> None:
    assert rules.resting_refusal(DAY + timedelta(days=400), [(DAY, None)])
    assert rules.resting_refusal(DAY - ONE_DAY, [(DAY, None)]) is None


@pytest.mark.parametrize(("offset", "refused"), [(0, ""), (1, "hours.after_placement")])
def test_a_former_place_takes_its_last_day(offset: int, refused: str) -> None:
    one = stretch("09:00", "14:00", day=DAY + offset * ONE_DAY)
    assert code(rules.former_refusal(one, DAY, "Kodukandi Kaubad OÜ")) == refused


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (date(2024, 12, 31), "hours.outside_period"),
        (date(2025, 1, 1), ""),
        (date(2027, 12, 31), ""),
        (date(2028, 1, 1), "hours.outside_period"),
        (date.min, "hours.outside_period"),
        (date.max, "hours.outside_period"),
    ],
)
def test_a_day_of_another_age_is_outside(day: date, refused: str) -> None:
    assert code(rules.far_refusal(day, PERIOD)) == refused


def test_at_least_one_task_was_done() -> None:
    assert rules.task_refusal(["advise"]) is None
    assert code(rules.task_refusal([])) == "hours.no_task"


def test_the_gap_of_a_day_is_not_taken_from_inside_a_longer_entry() -> None:
    others = [neighbour("09:00", "13:00"), neighbour("09:30", "10:00"), neighbour("11:00", "11:30")]
    assert code(rules.break_refusal(stretch("13:00", "16:00"), others, LIMITS)) == "hours.break_missing"


@pytest.mark.parametrize(("is_recorded", "refused"), [(True, ""), (False, "confirm.no_briefing")])
def test_nothing_is_confirmed_before_the_briefing(*, is_recorded: bool, refused: str) -> None:
    assert code(rules.briefing_refusal(is_recorded=is_recorded)) == refused


def test_a_returned_day_has_a_reason() -> None:
    assert rules.return_refusal(DAY, "time_wrong") is None
    assert code(rules.return_refusal(DAY, "")) == "confirm.reason_needed"


@pytest.mark.parametrize(
    ("times", "refused"),
    [
        (("09:00", "14:00", 30), "confirm.same_times"),
        (("09:00", "14:00", 29), ""),
        (("09:00", "13:59", 30), ""),
        (("09:01", "14:00", 30), ""),
    ],
)
def test_a_correction_says_something_else(times: tuple[str, str, int], refused: str) -> None:
    assert code(rules.correction_refusal(stretch(*times), neighbour("09:00", "14:00", 30))) == refused


@pytest.mark.parametrize(("text", "refuses"), [("x", False), (" x ", False), ("", True), (" \n", True)])
def test_texts_that_are_needed_are_no_blanks(text: str, *, refuses: bool) -> None:
    assert bool(rules.contest_refusal(text)) == refuses
    assert bool(rules.settlement_refusal(text)) == refuses
    assert bool(rules_of_days.absent_reason_refusal("other", text)) == refuses
    assert rules_of_days.absent_reason_refusal("illness", text) is None


@pytest.mark.parametrize(
    ("channel", "reason", "has_file", "note", "refused"),
    [
        ("paper", "Ei vasta", True, "", ""),
        ("paper", "Ei vasta", False, "Helistasin", "behalf.sheet_needed"),
        ("phone", "Ei vasta", False, "Helistasin", ""),
        ("phone", "Ei vasta", True, "", ""),
        ("phone", "Ei vasta", False, " ", "behalf.note_needed"),
        ("phone", " ", True, "", "behalf.reason_needed"),
        ("web", "Ei vasta", True, "", "behalf.channel"),
    ],
)
def test_on_behalf_takes_channel_reason_and_evidence(
    channel: str, reason: str, *, has_file: bool, note: str, refused: str
) -> None:
    assert code(rules.evidence_refusal(channel, reason, has_file=has_file, note=note)) == refused


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (PERIOD.starts_on, ""),
        (PERIOD.ends_on, ""),
        (PERIOD.starts_on - ONE_DAY, "hours.outside_period"),
        (PERIOD.ends_on + ONE_DAY, "hours.outside_period"),
    ],
)
def test_a_day_off_lies_inside_one_of_the_agreements(day: date, refused: str) -> None:
    earlier = Period(date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 1))
    assert code(rules_of_days.absent_outside_refusal(day, [earlier, PERIOD])) == refused


def test_a_day_off_has_no_hours_and_is_said_once() -> None:
    assert rules_of_days.absent_hours_refusal(DAY, has_hours=False) is None
    assert code(rules_of_days.absent_hours_refusal(DAY, has_hours=True)) == "absence.hours"
    assert rules_of_days.absent_twice_refusal(DAY, [DAY + ONE_DAY]) is None
    assert code(rules_of_days.absent_twice_refusal(DAY, [DAY])) == "absence.twice"


@pytest.mark.parametrize(("age", "refused"), [(7, "day.not_late"), (8, "")])
def test_a_day_is_opened_only_when_it_is_late(age: int, refused: str) -> None:
    assert code(rules_of_days.not_late_refusal(DAY, DAY + age * ONE_DAY, 7)) == refused


def test_a_day_is_opened_once() -> None:
    assert rules_of_days.opened_refusal(DAY, is_open=False) is None
    assert code(rules_of_days.opened_refusal(DAY, is_open=True)) == "day.opened"


@pytest.mark.parametrize(("starts", "short"), [("05:00", {}), ("04:59", {DAY + ONE_DAY: 659})])
def test_eleven_hours_of_rest_are_enough(starts: str, short: dict[date, int]) -> None:
    entries = [neighbour("12:00", "18:00"), neighbour(starts, "08:00", day=DAY + ONE_DAY)]
    assert short_rests(entries, REST) == short


def test_rest_is_real_time_when_the_clocks_change() -> None:
    spring = date(2027, 3, 28)
    entries = [neighbour("12:00", "19:00", day=spring - ONE_DAY), neighbour("06:30", "09:00", day=spring)]
    assert short_rests(entries, REST) == {spring: 630}


@pytest.mark.parametrize(
    ("starts", "ends", "is_so"),
    [
        ("06:00", "22:00", False),
        ("05:59", "09:00", True),
        ("18:00", "22:01", True),
        ("23:00", "23:30", True),
        ("02:00", "03:00", True),
    ],
)
def test_night_is_from_ten_until_six(starts: str, ends: str, *, is_so: bool) -> None:
    one = stretch(starts, ends)
    assert is_night(one.starts_at, one.ends_at, NIGHT) == is_so


def test_the_evening_before_is_no_night_of_an_early_shift() -> None:
    assert not is_night(instant(DAY, time(6)), instant(DAY, time(14)), NIGHT)
