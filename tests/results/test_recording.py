"""Results are recorded for many at once; what changes is told, and a refusal changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from notifications.models import OutboxMessage
from placements.cohorts.models import Enrolment
from placements.records.models import HistoryEntry
from placements.refusals import Refused
from placements.results import completing, planning
from placements.results.models import Attendance, ExamAttempt, Source, TaskResult
from placements.results.planning import SessionDetails, SittingDetails, TaskDetails
from placements.results.recording import record_attempts, record_attendance, record_task_results
from tests.results.world import Course, accepted, nothing, right, there

pytestmark = pytest.mark.django_db


def told() -> list[int]:
    """Of whose results a change is queued; asked once, then forgotten."""
    rows = OutboxMessage.objects.filter(kind="results_changed").order_by("pk")
    found = [payload["enrolment"] for payload in rows.values_list("payload", flat=True)]
    rows.delete()
    return found


def refused(deed: Callable[[], object]) -> list[str]:
    """The codes of a refusal that leaves everything as it was."""
    before = [list(model.objects.order_by("pk").values_list()) for model in (Attendance, ExamAttempt, TaskResult)]
    acts = HistoryEntry.objects.count()
    with pytest.raises(Refused) as caught:
        deed()
    after = [list(model.objects.order_by("pk").values_list()) for model in (Attendance, ExamAttempt, TaskResult)]
    assert (after, HistoryEntry.objects.count(), told()) == (before, acts, [])
    return [each.code for each in caught.value.refusals]


def test_attendance_of_many_is_one_act_with_source_and_actor(course: Course) -> None:
    session = course.session()
    told()
    anu, jelena, _ = course.learners
    assert record_attendance(session, [there(anu, 90), there(jelena, 0, excused=True)], course.marika) == 2
    row = Attendance.objects.get(enrolment=jelena)
    assert (row.minutes, row.is_excused, row.source, row.recorded_by) == (0, True, Source.FORM, course.marika)
    assert told() == [anu.pk, jelena.pk]
    assert HistoryEntry.objects.filter(action="attendance.recorded").count() == 2


def test_a_correction_names_before_and_after(course: Course) -> None:
    session, anu = course.session(), course.learners[0]
    record_attendance(session, [there(anu, 90)], course.marika)
    record_attendance(session, [there(anu, 45, seen=1)], course.office.liis)
    said = HistoryEntry.objects.get(action="attendance.corrected")
    assert (said.details["minutes_before"], said.details["minutes"], said.actor) == (90, 45, course.office.liis)
    row = Attendance.objects.get()
    assert (row.version, row.recorded_by) == (2, course.office.liis)


def test_the_same_again_changes_nothing_and_tells_nobody(course: Course) -> None:
    session, anu = course.session(), course.learners[0]
    record_attendance(session, [there(anu, 90)], course.marika)
    told()
    acts = HistoryEntry.objects.count()
    assert record_attendance(session, [there(anu, 90, seen=0)], course.office.liis) == 0
    assert (told(), HistoryEntry.objects.count()) == ([], acts)


def test_only_what_changed_is_told(course: Course) -> None:
    session, (anu, jelena, _) = course.session(), course.learners
    record_attendance(session, [there(anu, 90), there(jelena, 90)], course.marika)
    told()
    record_attendance(session, [there(anu, 90), there(jelena, 45)], course.marika)
    assert told() == [jelena.pk]


def test_a_result_is_taken_back_and_its_value_stays_in_history(course: Course) -> None:
    sitting, anu = course.sitting(), course.learners[0]
    record_attempts(sitting, [right(anu, 30)], course.marika)
    record_attempts(sitting, [nothing(anu, seen=1)], course.marika)
    assert not ExamAttempt.objects.exists()
    assert HistoryEntry.objects.get(action="exam.removed").details["correct_before"] == 30


def test_what_somebody_else_changed_is_told_with_both_values(course: Course) -> None:
    session, (anu, jelena, _) = course.session(), course.learners
    record_attendance(session, [there(anu, 90)], course.marika)
    record_attendance(session, [there(anu, 45, seen=1)], course.office.liis)
    told()
    deed = lambda: record_attendance(session, [there(anu, 75, seen=1), there(jelena, 90, 0)], course.marika)  # noqa: E731
    assert refused(deed) == ["attendance.conflict"]
    with pytest.raises(Refused) as caught:
        deed()
    values = caught.value.refusals[0].values
    assert (values["theirs"], values["mine"], values["by"]) == (45, 75, "Liis Saar")


@pytest.mark.parametrize(
    ("minutes", "days", "wanted"),
    [(91, -1, ["attendance.minutes"]), (-1, -1, ["attendance.minutes"]), (90, 1, ["session.ahead"])],
)
def test_attendance_that_cannot_be_is_refused(course: Course, minutes: int, days: int, wanted: list[str]) -> None:
    session = course.session(days)
    told()
    lines = [there(course.learners[0], 90 if minutes == 90 else 30), there(course.learners[1], minutes)]
    assert refused(lambda: record_attendance(session, lines, course.marika)) == wanted


def test_of_a_cancelled_session_nothing_is_recorded(course: Course) -> None:
    session = planning.cancel_session(course.session(), course.marika)
    told()
    lines = [there(course.learners[0], 90)]
    assert refused(lambda: record_attendance(session, lines, course.marika)) == ["session.cancelled"]


def test_forty_one_of_forty_is_refused(course: Course) -> None:
    sitting = course.sitting()
    told()
    assert refused(lambda: record_attempts(sitting, [right(course.learners[0], 41)], course.marika)) == ["exam.answers"]


def test_a_retake_is_only_for_who_is_registered(course: Course) -> None:
    sitting = course.sitting(is_retake=True)
    told()
    deed = lambda: record_attempts(sitting, [right(course.learners[0], 30)], course.marika)  # noqa: E731
    assert refused(deed) == ["exam.not_registered"]


def test_a_register_is_complete_when_everybody_who_studies_is_marked(course: Course) -> None:
    session, (anu, jelena, toomas) = course.session(), course.learners
    Enrolment.objects.filter(pk=toomas.pk).update(state="withdrawn")
    record_attendance(session, [there(anu, 90)], course.marika)
    told()
    assert refused(lambda: completing.complete_register(session, course.marika)) == ["attendance.unmarked"]
    completing.record_and_complete(session, [there(jelena, 0)], course.marika)
    session.refresh_from_db()
    assert (session.marked_at is not None, session.marked_by) == (True, course.marika)


def test_recording_and_completing_is_one_act(course: Course) -> None:
    session, lines = course.session(), [there(course.learners[0], 90)]
    told()
    assert refused(lambda: completing.record_and_complete(session, lines, course.marika)) == ["attendance.unmarked"]


def test_marking_complete_tells_of_everybody_once(course: Course) -> None:
    sitting = course.sitting()
    told()
    completing.complete_sitting(sitting, course.marika)
    everybody = [each.pk for each in course.learners]
    assert told() == everybody
    completing.complete_sitting(sitting, course.marika)
    assert told() == []
    completing.reopen_sitting(sitting, course.marika)
    assert told() == everybody
    assert HistoryEntry.objects.filter(action__in=["exam.completed", "exam.reopened"]).count() == 2


def test_a_task_is_accepted_and_marked_complete(course: Course) -> None:
    task, anu = course.task(), course.learners[0]
    record_task_results(task, [accepted(anu)], course.marika)
    record_task_results(task, [accepted(anu, seen=1, yes=False)], course.marika)
    assert not TaskResult.objects.get().is_accepted
    task = completing.complete_task(task, course.marika)
    assert completing.reopen_task(task, course.marika).completed_at is None


def test_what_has_results_is_neither_cancelled_nor_shortened(course: Course) -> None:
    session, anu = course.session(), course.learners[0]
    record_attendance(session, [there(anu, 80)], course.marika)
    told()
    shorter = SessionDetails(session.held_on, session.starts_at, 79)
    assert refused(lambda: planning.change_session(session, shorter, 1, course.marika)) == ["session.shorter"]
    assert refused(lambda: planning.cancel_session(session, course.marika)) == ["session.attended"]
    ahead = SessionDetails(course.day(1), session.starts_at, 90)
    assert refused(lambda: planning.change_session(session, ahead, 1, course.marika)) == ["session.moved"]


def test_a_stale_plan_is_refused_and_the_same_plan_is_not(course: Course) -> None:
    session = course.session()
    other = SessionDetails(session.held_on, session.starts_at, 45)
    planning.change_session(session, other, 1, course.marika)
    told()
    again = SessionDetails(session.held_on, session.starts_at, 60)
    assert refused(lambda: planning.change_session(session, again, 1, course.marika)) == ["session.changed"]
    planning.change_session(session, other, 1, course.marika)
    said = HistoryEntry.objects.get(action="session.changed").details
    assert (said["minutes_before"], said["minutes"]) == (90, 45)


def test_a_time_and_a_number_are_taken_once(course: Course) -> None:
    session, task = course.session(), course.task()
    told()
    same = SessionDetails(session.held_on, session.starts_at, 45)
    assert refused(lambda: planning.plan_session(course.cohort, same, course.marika)) == ["session.taken"]
    again = TaskDetails(task.number, "Teine", course.day(3))
    assert refused(lambda: planning.plan_task(course.cohort, again, course.marika)) == ["task.taken"]


def test_an_exam_with_results_keeps_its_questions(course: Course) -> None:
    sitting = course.sitting()
    record_attempts(sitting, [right(course.learners[0], 30)], course.marika)
    told()
    more = SittingDetails(sitting.held_at, 50)
    assert refused(lambda: planning.change_sitting(sitting, more, 1, course.marika)) == ["sitting.questions_kept"]
    assert refused(lambda: planning.cancel_sitting(sitting, course.marika)) == ["sitting.attended"]


def test_recording_for_three_and_for_one_costs_the_same(course: Course, django_assert_num_queries: Any) -> None:
    lines = [there(each, 90) for each in course.learners]
    for part in (lines[:1], lines):
        session = course.session(-len(part))
        with django_assert_num_queries(8):
            record_attendance(session, part, course.marika)
