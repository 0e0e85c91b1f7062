"""Marking registers, exams and tasks complete: only then are results known. Source: section 9, Decision (2)."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from placements import clock
from placements.cohorts.models import Enrolment
from placements.people.models import Person
from placements.records.services import record
from placements.records.versions import write
from placements.refusals import refuse_if
from placements.results import rules
from placements.results.models import ExamSitting, IndependentTask, Session
from placements.results.planning import Planned, locked
from placements.results.recording import Line, record_attempts, record_attendance, record_task_results
from placements.results.telling import tell_cohort_changed

ACTIVE = Enrolment.State.ACTIVE


@transaction.atomic
def complete_register(session: Session, actor: Person) -> Session:
    """Say that everybody's attendance of a session is recorded; from now on it is known. Nothing when it was said.

    Locks: the session. Raises: Refused for a session ahead, and while a learner who studies is not marked.
    """
    current = locked(session)
    begins = clock.instant(current.held_on, current.starts_at)
    learners = Enrolment.objects.filter(cohort=current.cohort_id, state=ACTIVE)
    unmarked = learners.exclude(pk__in=current.attendances.values("enrolment")).order_by("learner__name", "pk")
    refuse_if(
        rules.ahead_refusal("session.ahead", begins, clock.now()),
        rules.unmarked_refusal(list(unmarked.values_list("learner__name", flat=True))),
    )
    return _mark(current, "attendance", "marked", actor, is_complete=True)


@transaction.atomic
def reopen_register(session: Session, actor: Person) -> Session:
    """Take back that a register is complete. Locks: the session."""
    return _mark(locked(session), "attendance", "marked", actor, is_complete=False)


@transaction.atomic
def complete_sitting(sitting: ExamSitting, actor: Person) -> ExamSitting:
    """Say that all results of an exam are recorded: who has none did not take it. Locks: the exam.

    Raises: Refused for an exam ahead.
    """
    current = locked(sitting)
    refuse_if(rules.ahead_refusal("sitting.ahead", current.held_at, clock.now()))
    return _mark(current, "exam", "completed", actor, is_complete=True)


@transaction.atomic
def reopen_sitting(sitting: ExamSitting, actor: Person) -> ExamSitting:
    """Take back that the results of an exam are complete. Locks: the exam."""
    return _mark(locked(sitting), "exam", "completed", actor, is_complete=False)


@transaction.atomic
def complete_task(task: IndependentTask, actor: Person) -> IndependentTask:
    """Say that all results of a task are recorded: what has none is not accepted. Locks: the task."""
    return _mark(locked(task), "task", "completed", actor, is_complete=True)


@transaction.atomic
def reopen_task(task: IndependentTask, actor: Person) -> IndependentTask:
    """Take back that the results of a task are complete. Locks: the task."""
    return _mark(locked(task), "task", "completed", actor, is_complete=False)


def _mark(row: Planned, code: str, column: str, actor: Person, *, is_complete: bool) -> Planned:
    if (getattr(row, f"{column}_at") is not None) == is_complete:
        return row
    when, who = (clock.now(), actor) if is_complete else (None, None)
    write(row, {f"{column}_at": when, f"{column}_by": who})
    action = f"{code}.{'completed' if is_complete else 'reopened'}"
    record(action, actor=actor, subject_id=row.pk, cohort=row.cohort_id)
    tell_cohort_changed(row.cohort_id)
    return row


RECORD: dict[type[Model], Any] = {
    Session: record_attendance, ExamSitting: record_attempts, IndependentTask: record_task_results,
}  # fmt: skip
COMPLETE: dict[type[Model], Any] = {
    Session: complete_register, ExamSitting: complete_sitting, IndependentTask: complete_task,
}  # fmt: skip


@transaction.atomic
def record_and_complete(row: Planned, lines: Sequence[Line], actor: Person) -> int:
    """Record results and mark them complete in one act, or do neither; returns how many changed. Raises: Refused."""
    changed: int = RECORD[type(row)](row, lines, actor)
    COMPLETE[type(row)](row, actor)
    return changed
