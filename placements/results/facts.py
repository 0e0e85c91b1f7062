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
    plans = {cohort: _planned(courses[cohort], now) for cohort in set(learners.values())}
    return {
        pk: _results(
            plans[cohort], courses[cohort].registered.get(pk, set()), attended.get(pk, 0), attempts[pk], accepted[pk]
        )
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


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of a course is over and what is ahead now; the same for all its learners."""

    sessions: tuple[int, ...]
    last_session_on: date | None
    remaining_minutes: int
    attendance_complete: bool
    required: frozenset[int]
    tasks: tuple[int, ...]
    overdue: frozenset[int]
    has_results: bool
    unmarked: frozenset[int]
    ahead: tuple[tuple[int, bool], ...]


def _planned(course: _Course, now: datetime) -> _Plan:
    ends = [(each, each.ends_at <= now) for each in course.sessions]
    past = [each for each, is_over in ends if is_over]
    sittings = sorted(course.sittings.values(), key=lambda each: (each.held_at, each.pk))
    unmarked = [each for each in sittings if each.completed_at is None]
    return _Plan(
        sessions=tuple(each.pk for each in past),
        last_session_on=past[-1].held_on if past else None,
        remaining_minutes=sum(each.minutes for each, is_over in ends if not is_over),
        attendance_complete=bool(course.sessions) and all(each.marked_at for each in past),
        required=frozenset(each.pk for each in course.tasks),
        tasks=tuple(each.pk for each in course.tasks),
        overdue=frozenset(
            each.pk for each in course.tasks if each.due_on < local_date(now) and each.completed_at is None
        ),
        has_results=any(each.completed_at for each in sittings),
        unmarked=frozenset(each.pk for each in unmarked if each.held_at <= now),
        ahead=tuple((each.pk, _is_open(each, now)) for each in unmarked if each.held_at > now),
    )


def _is_open(sitting: ExamSitting, now: datetime) -> bool:
    """Whether anybody can still register for it."""
    return sitting.register_until is None or sitting.register_until > now


def _results(
    plan: _Plan, coming: set[int], attended: int, attempts: list[AttemptFact], accepted: dict[int, int]
) -> LearnerResults:
    return LearnerResults(
        attended_minutes=attended,
        remaining_minutes=plan.remaining_minutes,
        attendance_complete=plan.attendance_complete,
        sessions_held=len(plan.sessions),
        attempts=tuple(attempts),
        # Some sitting was marked complete, and none that this learner came to still waits for it.
        exam_complete=plan.has_results and not plan.unmarked & coming,
        accepted=len(plan.required & accepted.keys()),
        required=len(plan.required),
        independent_complete=bool(plan.required) and plan.overdue <= accepted.keys(),
        task_results=tuple(pk for task, pk in accepted.items() if task in plan.required),
        sessions=plan.sessions,
        last_session_on=plan.last_session_on,
        next_sitting=_next_sitting(plan, coming),
        missing_tasks=tuple(pk for pk in plan.tasks if pk not in accepted),
    )


def _next_sitting(plan: _Plan, coming: set[int]) -> int | None:
    """The next sitting that this learner comes to, or else can still register for."""
    mine = [pk for pk, _is_open in plan.ahead if pk in coming] or [pk for pk, is_open in plan.ahead if is_open]
    return mine[0] if mine else None
