"""What the pages of results need, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from placements import clock
from placements.cohorts.models import Cohort, Enrolment
from placements.results.models import (
    Attendance,
    ExamAttempt,
    ExamRegistration,
    ExamSitting,
    IndependentTask,
    Session,
    TaskResult,
)
from placements.results.registering import (
    closes_at,
    exam_limits,
    registering_refusals,
    retake_standing,
    retake_standings,
)
from placements.results.replaced import Replaced, replaced_in
from placements.results.rules import ExamLimits, RetakeStanding, is_passed
from placements.sentences import sentence

ACTIVE = Enrolment.State.ACTIVE


@dataclass(frozen=True, slots=True)
class Counted:
    """A session, exam or task; how many of those who study have a result of it, and what it waits for.

    state: ahead, unmarked (its time is over and it is not complete), or complete.
    """

    row: Any
    recorded: int
    state: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A learner of a session, exam or task, what is recorded for him and what stood before.

    Of a retake also whether he comes to it, and the sentence that stands against it.
    """

    enrolment: Enrolment
    result: Any
    is_registered: bool = False
    replaced: Replaced | None = None
    barrier: str = ""


def learners_of(cohort: Cohort) -> list[Enrolment]:
    """Those who study in the cohort, by name; one query."""
    return list(cohort.enrolments.filter(state=ACTIVE).select_related("learner").order_by("learner__name", "pk"))


def sessions_of(cohort: Cohort, now: datetime) -> list[Counted]:
    """The sessions that take place, in their order; one query."""
    rows = Session.objects.filter(cohort=cohort, cancelled_at=None).select_related("trainer", "marked_by")
    counted = rows.annotate(recorded=Count("attendances", filter=Q(attendances__enrolment__state=ACTIVE))).order_by(
        "held_on", "starts_at", "pk"
    )
    return [Counted(each, each.recorded, _state(each.marked_at, each.ends_at, now)) for each in counted]


def sittings_of(cohort: Cohort, now: datetime) -> list[Counted]:
    """The exams that take place, in their order; one query. coming counts who is registered."""
    rows = ExamSitting.objects.filter(cohort=cohort, cancelled_at=None).select_related("completed_by")
    coming = Count("registrations", filter=Q(registrations__withdrawn_at=None), distinct=True)
    counted = rows.annotate(
        recorded=Count("attempts", filter=Q(attempts__enrolment__state=ACTIVE), distinct=True), coming=coming
    ).order_by("held_at", "pk")
    return [Counted(each, each.recorded, _state(each.completed_at, each.held_at, now)) for each in counted]


def tasks_of(cohort: Cohort, now: datetime) -> list[Counted]:
    """The tasks that are set, by number; one query. accepted counts the accepted results."""
    rows = IndependentTask.objects.filter(cohort=cohort, cancelled_at=None)
    accepted = Count("results", filter=Q(results__is_accepted=True, results__enrolment__state=ACTIVE))
    counted = rows.annotate(
        recorded=Count("results", filter=Q(results__enrolment__state=ACTIVE)), accepted=accepted
    ).order_by("number", "pk")
    return [Counted(each, each.recorded, _state(each.completed_at, _due_at(each), now)) for each in counted]


def _due_at(task: IndependentTask) -> datetime:
    return clock.end_of_day(task.due_on)


def _state(complete_at: datetime | None, over_at: datetime, now: datetime) -> str:
    if complete_at:
        return "complete"
    return "unmarked" if over_at <= now else "ahead"


def register_lines(session: Session) -> list[SheetLine]:
    """Everybody who studies, and who has left but was there; three queries."""
    return _lines(session, {each.enrolment_id: each for each in _rows(Attendance, session=session)}, set())


def sitting_lines(sitting: ExamSitting) -> list[SheetLine]:
    """Everybody who may sit an exam; of a retake first those who come; four queries, six for a retake."""
    results = {each.enrolment_id: each for each in _rows(ExamAttempt, sitting=sitting)}
    coming = set(sitting.registrations.filter(withdrawn_at=None).values_list("enrolment", flat=True))
    lines = _lines(sitting, results, coming)
    return sorted(_barred(sitting, lines), key=lambda each: not each.is_registered) if sitting.is_retake else lines


def _barred(sitting: ExamSitting, lines: Sequence[SheetLine]) -> list[SheetLine]:
    """The lines with what stands against the school's registering each learner."""
    standings = retake_standings([each.enrolment for each in lines], besides=sitting.pk)
    found = []
    for line in lines:
        standing, limits = standings[line.enrolment.pk], exam_limits(line.enrolment)
        refusals = registering_refusals(sitting, standing, limits, clock.now(), is_own=False)
        found.append(replace(line, barrier=" ".join(sentence(each) for each in refusals)))
    return found


def task_lines(task: IndependentTask) -> list[SheetLine]:
    """Everybody who studies, and who has left but handed it in; three queries."""
    return _lines(task, {each.enrolment_id: each for each in _rows(TaskResult, task=task)}, set())


def _rows(model: Any, **of: Any) -> Any:
    return model.objects.filter(**of).select_related("recorded_by", "file")


def _lines(of: Any, results: Mapping[int, Any], coming: set[int]) -> list[SheetLine]:
    studying = Q(state=ACTIVE) | Q(pk__in=[*results, *coming])
    learners = Enrolment.objects.filter(studying, cohort=of.cohort_id).select_related("learner")
    before = replaced_in(of)
    return [
        SheetLine(each, results.get(each.pk), each.pk in coming, before.get(each.pk))
        for each in learners.order_by("learner__name", "pk")
    ]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A learner, the result of each task (None: not known), and how many required ones are accepted."""

    enrolment: Enrolment
    cells: Sequence[tuple[IndependentTask, TaskResult | None]]
    accepted: int


def matrix_of(cohort: Cohort, tasks: Sequence[Counted]) -> list[MatrixRow]:
    """Learners by tasks; two queries."""
    found = {
        (each.enrolment_id, each.task_id): each for each in TaskResult.objects.filter(task__in=[t.row for t in tasks])
    }
    rows = []
    for learner in learners_of(cohort):
        cells = [(task.row, found.get((learner.pk, task.row.pk))) for task in tasks]
        accepted = sum(bool(result and result.is_accepted and task.is_required) for task, result in cells)
        rows.append(MatrixRow(learner, cells, accepted))
    return rows


@dataclass(frozen=True, slots=True)
class RetakeOffer:
    """A retake ahead: until when one registers, whether this learner is, and what stands against it, in sentences."""

    sitting: ExamSitting
    closes_at: datetime
    is_registered: bool
    may_withdraw: bool
    reasons: Sequence[str]


def retakes_for(enrolment: Enrolment, now: datetime) -> list[RetakeOffer]:
    """The retakes of the learner's cohort that have not begun, in their order; four queries at most.

    Who has passed sees only those he is still registered for.
    """
    sittings = list(
        ExamSitting.objects.filter(
            cohort=enrolment.cohort_id, cancelled_at=None, completed_at=None, is_retake=True, held_at__gt=now
        ).order_by("held_at", "pk")
    )
    if not sittings:
        return []
    mine = ExamRegistration.objects.filter(enrolment=enrolment, withdrawn_at=None, sitting__in=sittings)
    registered, standing = set(mine.values_list("sitting", flat=True)), retake_standing(enrolment)
    limits = exam_limits(enrolment)
    shown = [each for each in sittings if each.pk in registered or not is_passed(standing.attempts, limits)]
    return [_offer(each, standing, limits, now, is_registered=each.pk in registered) for each in shown]


def _offer(
    sitting: ExamSitting, standing: RetakeStanding, limits: ExamLimits, now: datetime, *, is_registered: bool
) -> RetakeOffer:
    refusals = [] if is_registered else registering_refusals(sitting, standing, limits, now, is_own=True)
    may_withdraw = is_registered and now <= closes_at(sitting)
    reasons = [sentence(each) for each in refusals]
    return RetakeOffer(sitting, closes_at(sitting), is_registered, may_withdraw, reasons)
