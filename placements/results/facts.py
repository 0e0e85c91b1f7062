"""What a learner reached so far: the sums that the certificate decision rests on, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, Sum

from placements.clock import local_date
from placements.cohorts.models import Enrolment
from placements.results.models import Attendance, ExamAttempt, ExamSitting, IndependentTask, Session, TaskResult


@dataclass(frozen=True, slots=True)
class AttemptFact:
    """One attempt, in the order of the sittings."""

    pk: int
    sitting_id: int
    held_at: datetime
    correct: int
    total: int


@dataclass(frozen=True, slots=True)
class LearnerResults:
    """Minutes are minutes; complete says that nothing that took place is still unmarked. Source: section 9 (2)."""

    attended_minutes: int
    remaining_minutes: int
    attendance_complete: bool
    sessions_held: int
    attempts: tuple[AttemptFact, ...]
    exam_complete: bool
    accepted: int
    required: int
    independent_complete: bool
    task_results: tuple[int, ...]
    # What it rests on and what may still come: sessions held, the sitting that this learner can come to, open tasks.
    sessions: tuple[int, ...] = ()
    last_session_on: date | None = None
    next_sitting: int | None = None
    missing_tasks: tuple[int, ...] = ()


@dataclass(slots=True)
class _Course:
    """What a cohort planned; registered holds who comes to which sitting."""

    sessions: list[Session] = field(default_factory=list)
    sittings: dict[int, ExamSitting] = field(default_factory=dict)
    tasks: list[IndependentTask] = field(default_factory=list)
    registered: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def results_of(enrolments: Iterable[Enrolment], now: datetime) -> dict[int, LearnerResults]:
    """The results of these learners, by enrolment; six queries whatever the number."""
    learners = {each.pk: each.cohort_id for each in enrolments}
    courses = _courses(set(learners.values()))
    attended = dict(
        Attendance.objects.filter(enrolment__in=learners, session__cancelled_at=None)
        .order_by()
        .values_list("enrolment")
        .annotate(total=Sum("minutes"))
    )
    attempts = _attempts(learners)
    accepted = _accepted(learners)
    return {
        pk: _results(pk, courses[cohort], now, attended.get(pk, 0), attempts[pk], accepted[pk])
        for pk, cohort in learners.items()
    }


def _courses(cohorts: Collection[int]) -> Mapping[int, _Course]:
    courses: dict[int, _Course] = defaultdict(_Course)
    planned: dict[str, Any] = {"cohort__in": cohorts, "cancelled_at": None}
    for session in Session.objects.filter(**planned):
        courses[session.cohort_id].sessions.append(session)
    for task in IndependentTask.objects.filter(**planned, is_required=True):
        courses[task.cohort_id].tasks.append(task)
    coming = FilteredRelation("registrations", condition=Q(registrations__withdrawn_at=None))
    sittings = ExamSitting.objects.filter(**planned).annotate(coming=coming, learner=F("coming__enrolment"))
    for sitting in sittings:
        course = courses[sitting.cohort_id]
        course.sittings[sitting.pk] = sitting
        course.registered[sitting.learner].add(sitting.pk)
    return courses


def _attempts(learners: Collection[int]) -> Mapping[int, list[AttemptFact]]:
    """Those of sittings marked complete: until then a result is not known. Source: section 9, Decision (2)."""
    found = defaultdict(list)
    rows = ExamAttempt.objects.filter(
        enrolment__in=learners, sitting__completed_at__isnull=False, sitting__cancelled_at=None
    ).order_by("sitting__held_at", "pk")
    for pk, enrolment, sitting, held_at, correct, total in rows.values_list(
        "pk", "enrolment", "sitting", "sitting__held_at", "correct", "total"
    ):
        found[enrolment].append(AttemptFact(pk, sitting, held_at, correct, total))
    return found


def _accepted(learners: Collection[int]) -> Mapping[int, dict[int, int]]:
    """By learner the accepted tasks with their results."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = TaskResult.objects.filter(enrolment__in=learners, is_accepted=True).order_by("task__number", "pk")
    for pk, enrolment, task in rows.values_list("pk", "enrolment", "task"):
        found[enrolment][task] = pk
    return found


def _results(
    enrolment: int, course: _Course, now: datetime, attended: int, attempts: list[AttemptFact], accepted: dict[int, int]
) -> LearnerResults:
    past = [each for each in course.sessions if each.ends_at <= now]
    required = {each.pk for each in course.tasks}
    overdue = {each.pk for each in course.tasks if each.due_on < local_date(now) and each.completed_at is None}
    return LearnerResults(
        attended_minutes=attended,
        remaining_minutes=sum(each.minutes for each in course.sessions if each.ends_at > now),
        attendance_complete=bool(course.sessions) and all(each.marked_at for each in past),
        sessions_held=len(past),
        attempts=tuple(attempts),
        exam_complete=_is_exam_complete(course, course.registered.get(enrolment, set()), now),
        accepted=len(required & accepted.keys()),
        required=len(required),
        independent_complete=bool(required) and overdue <= accepted.keys(),
        task_results=tuple(pk for task, pk in accepted.items() if task in required),
        sessions=tuple(each.pk for each in past),
        last_session_on=past[-1].held_on if past else None,
        next_sitting=_next_sitting(course, course.registered.get(enrolment, set()), now),
        missing_tasks=tuple(each.pk for each in course.tasks if each.pk not in accepted),
    )


def _next_sitting(course: _Course, registered: set[int], now: datetime) -> int | None:
    """The next sitting that this learner comes to, or can still register for."""
    ahead = [each for each in course.sittings.values() if each.held_at > now and each.completed_at is None]
    open_ones = [each for each in ahead if each.register_until is None or each.register_until > now]
    chosen = [each for each in ahead if each.pk in registered] or open_ones
    return min(chosen, key=lambda each: each.held_at).pk if chosen else None


def _is_exam_complete(course: _Course, registered: set[int], now: datetime) -> bool:
    """Some sitting was marked complete, and none that this learner came to still waits for it."""
    waiting = any(course.sittings[pk].held_at <= now and course.sittings[pk].completed_at is None for pk in registered)
    return any(each.completed_at for each in course.sittings.values()) and not waiting
