"""What may be planned, recorded and registered for: the values on both sides of every limit."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from placements.refusals import Refusal
from placements.results import rules
from placements.results.rules import ExamLimits, RetakeStanding

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)
COURSE = (date(2026, 9, 1), date(2026, 12, 18))
BEST, LAST = ExamLimits(65, 2, "best"), ExamLimits(65, 2, "last")


def codes(answers: Any) -> list[str]:
    return [each.code for each in answers if each]


@pytest.mark.parametrize(
    ("day", "minutes", "wanted"),
    [
        (COURSE[0], 1, []),
        (COURSE[1], 720, []),
        (COURSE[0] - timedelta(days=1), 1, ["session.outside"]),
        (COURSE[1] + timedelta(days=1), 720, ["session.outside"]),
        (COURSE[0], 0, ["session.minutes"]),
        (COURSE[0], 721, ["session.minutes"]),
    ],
)
def test_a_session_lies_in_the_course_and_in_a_day(day: date, minutes: int, wanted: list[str]) -> None:
    assert codes(rules.session_refusals(day, minutes, COURSE)) == wanted


@pytest.mark.parametrize(("minutes", "is_refused"), [(-1, True), (0, False), (90, False), (91, True)])
def test_attendance_lies_within_the_session(minutes: int, is_refused: bool) -> None:
    assert bool(rules.minutes_refusal("Anu Kask", minutes, 90)) == is_refused


@pytest.mark.parametrize(("correct", "is_refused"), [(-1, True), (0, False), (40, False), (41, True)])
def test_right_answers_are_at_most_the_questions(correct: int, is_refused: bool) -> None:
    assert bool(rules.answers_refusal("Anu Kask", correct, 40)) == is_refused


@pytest.mark.parametrize(("minutes", "is_refused"), [(44, True), (45, False)])
def test_a_session_is_not_shorter_than_what_was_attended(minutes: int, is_refused: bool) -> None:
    assert bool(rules.shorter_refusal(minutes, 45)) == is_refused


@pytest.mark.parametrize(("begins", "is_refused"), [(NOW, False), (NOW + SECOND, True)])
def test_results_come_after_the_beginning(begins: datetime, is_refused: bool) -> None:
    assert bool(rules.ahead_refusal("session.ahead", begins, NOW)) == is_refused
    assert bool(rules.moved_refusal("session.moved", begins, NOW, 1)) == is_refused
    assert rules.moved_refusal("session.moved", begins, NOW, 0) is None


@pytest.mark.parametrize(
    ("closes", "is_retake", "wanted"),
    [
        (NOW, True, None),
        (NOW + SECOND, True, "sitting.registration_late"),
        (None, False, None),
        (NOW, False, "sitting.no_registration"),
    ],
)
def test_registration_ends_before_a_retake(closes: datetime | None, is_retake: bool, wanted: str | None) -> None:
    found = rules.registration_refusal(closes, NOW, is_retake=is_retake)
    assert (found.code if found else None) == wanted


@pytest.mark.parametrize(("now", "is_refused"), [(NOW, False), (NOW + SECOND, True)])
def test_registration_is_open_until_its_last_instant(now: datetime, is_refused: bool) -> None:
    assert bool(rules.open_refusal(NOW, now)) == is_refused


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [
        (COURSE[0], False),
        (COURSE[0] - timedelta(days=1), True),
        (COURSE[1] + rules.LATEST_AFTER_END, False),
        (COURSE[1] + rules.LATEST_AFTER_END + timedelta(days=1), True),
    ],
)
def test_exams_and_tasks_lie_around_the_course(day: date, is_refused: bool) -> None:
    assert bool(rules.day_refusal("task.due", day, *COURSE)) == is_refused


@pytest.mark.parametrize(
    ("attempts", "limits", "passed"),
    [
        ([], BEST, False),
        ([(26, 40)], BEST, True),
        ([(25, 40)], BEST, False),
        ([(65, 100)], BEST, True),
        ([(649, 1000)], BEST, False),
        ([(26, 40), (25, 40)], BEST, True),
        ([(26, 40), (25, 40)], LAST, False),
        ([(25, 40), (26, 40)], LAST, True),
        ([(1, 40), (1, 40), (40, 40)], BEST, False),
    ],
)
def test_the_attempt_that_counts_reaches_the_limit(
    attempts: list[tuple[int, int]], limits: ExamLimits, passed: bool
) -> None:
    assert rules.is_passed(attempts, limits) == passed


@pytest.mark.parametrize(
    ("standing", "wanted"),
    [
        (RetakeStanding([], 0, 0, is_studying=True), None),
        (RetakeStanding([(25, 40)], 1, 0, is_studying=True), None),
        (RetakeStanding([(25, 40)], 1, 1, is_studying=True), "retake.elsewhere"),
        (RetakeStanding([(25, 40)], 2, 0, is_studying=True), "retake.attempts"),
        (RetakeStanding([(26, 40)], 1, 0, is_studying=True), "retake.passed"),
        (RetakeStanding([], 0, 0, is_studying=False), "retake.not_studying"),
    ],
)
def test_a_retake_is_for_who_has_an_attempt_left(standing: RetakeStanding, wanted: str | None) -> None:
    found = rules.retake_refusal(standing, BEST)
    assert (found.code if found else None) == wanted


@pytest.mark.parametrize(("count", "shown"), [(5, 5), (6, 6)])
def test_who_is_not_marked_is_named_up_to_five(count: int, shown: int) -> None:
    found = rules.unmarked_refusal(["Anu Kask"] * count)
    assert found
    assert found.values["n"] == count
    assert len(found.values["names"]) == shown


def test_questions_stay_while_there_are_results() -> None:
    assert rules.questions_refusal(40, None) is None
    assert rules.questions_refusal(40, 40) is None
    assert rules.questions_refusal(41, 40) == Refusal("sitting.questions_kept", {"questions": 41, "recorded": 40})
