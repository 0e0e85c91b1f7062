"""What a decision rests on: known, unknown and none, by every reading of what is complete."""

from datetime import timedelta
from typing import Any

import pytest

from placements import clock
from placements.cohorts.models import Enrolment
from placements.results.completing import complete_register, complete_sitting, complete_task
from placements.results.facts import LearnerResults, results_of
from placements.results.models import Session
from placements.results.planning import TaskDetails, cancel_session, cancel_task, change_task
from placements.results.recording import record_attempts, record_attendance, record_task_results
from placements.results.registering import register_for_retake
from tests.results.world import Course, accepted, right, there

pytestmark = pytest.mark.django_db


def facts(course: Course, place: int = 0, days: int = 0) -> LearnerResults:
    learner = course.learners[place]
    return results_of([learner], clock.now() + timedelta(days=days))[learner.pk]


def marked(course: Course, days: int, *minutes: int) -> Session:
    session = course.session(days)
    lines = [there(each, amount) for each, amount in zip(course.learners, minutes, strict=True)]
    record_attendance(session, lines, course.marika)
    return complete_register(session, course.marika)


def test_without_anything_planned_nothing_is_known(course: Course) -> None:
    found = facts(course)
    assert (found.attendance_complete, found.exam_complete, found.independent_complete) == (False, False, False)
    assert (found.attended_minutes, found.attempts, found.required) == (0, (), 0)


def test_minutes_are_summed_and_those_ahead_are_left(course: Course) -> None:
    marked(course, -3, 90, 45, 0)
    marked(course, -2, 75, 0, 0)
    course.session(2, minutes=180)
    assert [facts(course, place).attended_minutes for place in range(3)] == [165, 45, 0]
    assert (facts(course).remaining_minutes, facts(course).sessions_held) == (180, 2)
    assert facts(course).attendance_complete


def test_one_unmarked_session_makes_attendance_unknown(course: Course) -> None:
    marked(course, -3, 90, 90, 90)
    session = course.session(-2)
    record_attendance(session, [there(each, 90) for each in course.learners], course.marika)
    assert not facts(course).attendance_complete
    complete_register(session, course.marika)
    assert facts(course).attendance_complete


def test_a_session_that_runs_is_neither_over_nor_unmarked(course: Course) -> None:
    session = course.session(0, minutes=60, hour=10)
    learner = course.learners[0]
    for minute, remaining, complete in ((59, 60, True), (60, 0, False)):
        at = clock.instant(session.held_on, session.starts_at) + timedelta(minutes=minute)
        found = results_of([learner], at)[learner.pk]
        assert (found.remaining_minutes, found.attendance_complete) == (remaining, complete)


def test_a_cancelled_session_counts_for_nothing(course: Course) -> None:
    marked(course, -3, 90, 90, 90)
    cancel_session(course.session(-2), course.marika)
    cancel_session(course.session(3), course.marika)
    assert (facts(course).attendance_complete, facts(course).remaining_minutes) == (True, 0)


def test_excused_absence_is_not_attendance(course: Course) -> None:
    session = course.session()
    record_attendance(session, [there(course.learners[0], 0, excused=True)], course.marika)
    assert facts(course).attended_minutes == 0


def test_an_exam_is_known_when_marked_complete(course: Course) -> None:
    sitting, (anu, jelena, _) = course.sitting(), course.learners
    record_attempts(sitting, [right(anu, 30)], course.marika)
    assert (facts(course).attempts, facts(course).exam_complete) == ((), False)
    complete_sitting(sitting, course.marika)
    (attempt,) = facts(course).attempts
    assert (attempt.correct, attempt.total, facts(course).exam_complete) == (30, 40, True)
    absent = results_of([jelena], clock.now())[jelena.pk]
    assert (absent.attempts, absent.exam_complete) == ((), True)


def test_a_retake_that_one_came_to_is_waited_for(course: Course) -> None:
    first, anu = course.sitting(-9), course.learners[0]
    record_attempts(first, [right(anu, 20)], course.marika)
    complete_sitting(first, course.marika)
    retake = course.sitting(3, is_retake=True)
    register_for_retake(retake, anu, anu.learner)
    assert facts(course, days=2).exam_complete
    assert not facts(course, days=4).exam_complete
    assert facts(course, place=1, days=4).exam_complete


def test_attempts_are_in_the_order_of_their_exams(course: Course) -> None:
    late, early, anu = course.sitting(-2), course.sitting(-9), course.learners[0]
    for sitting, correct in ((late, 30), (early, 20)):
        record_attempts(sitting, [right(anu, correct)], course.marika)
        complete_sitting(sitting, course.marika)
    assert [each.correct for each in facts(course).attempts] == [20, 30]


@pytest.mark.parametrize(("days", "known"), [(0, True), (-1, False)])
def test_a_task_is_unknown_from_the_day_after_its_last_one(course: Course, days: int, known: bool) -> None:
    course.task(days=days)
    assert facts(course).independent_complete == known


def test_a_complete_task_without_result_is_not_accepted(course: Course) -> None:
    task = course.task()
    record_task_results(task, [accepted(course.learners[0])], course.marika)
    assert [facts(course, place).independent_complete for place in (0, 1)] == [True, False]
    complete_task(task, course.marika)
    found = facts(course, place=1)
    assert (found.independent_complete, found.accepted, found.required) == (True, 0, 1)


def test_only_required_tasks_that_are_set_count(course: Course) -> None:
    anu, first, second = course.learners[0], course.task(1), course.task(2, is_required=False)
    record_task_results(first, [accepted(anu)], course.marika)
    record_task_results(second, [accepted(anu)], course.marika)
    cancel_task(course.task(3), course.marika)
    assert (facts(course).accepted, facts(course).required) == (1, 1)
    wanted = TaskDetails(second.number, second.title, second.due_on, is_required=True)
    change_task(second, wanted, second.version, course.marika)
    assert (facts(course).accepted, facts(course).required) == (2, 2)


def test_the_facts_of_all_cost_what_those_of_one_do(course: Course, django_assert_num_queries: Any) -> None:
    marked(course, -3, 90, 90, 90)
    for count in (1, 3):
        learners = list(Enrolment.objects.filter(pk__in=[each.pk for each in course.learners[:count]]))
        with django_assert_num_queries(6):
            results_of(learners, clock.now())
