"""Planning, changing and cancelling sessions, exams and independent tasks."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max, Model

from placements import clock
from placements.cohorts.models import Cohort
from placements.cohorts.selectors import curriculum_of
from placements.people.models import Person
from placements.records.services import record
from placements.records.versions import write
from placements.refusals import Refusal, Refused, refuse_if
from placements.results import rules
from placements.results.models import ExamSitting, IndependentTask, Session
from placements.results.telling import tell_cohort_changed

MOST_QUESTIONS, MOST_TASKS = 1000, 200
Planned = TypeVar("Planned", Session, ExamSitting, IndependentTask)
CODES: dict[type[Model], str] = {Session: "session", ExamSitting: "sitting", IndependentTask: "task"}


@dataclass(frozen=True, slots=True)
class SessionDetails:
    """A contact session as somebody wants it."""

    held_on: date
    starts_at: time
    minutes: int
    topic: str = ""
    trainer: Person | None = None


@dataclass(frozen=True, slots=True)
class SittingDetails:
    """An exam as somebody wants it; register_until closes the registration for a retake, None means its beginning."""

    held_at: datetime
    questions: int
    place: str = ""
    is_retake: bool = False
    register_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskDetails:
    """A task of the independent work as somebody wants it."""

    number: int
    title: str
    due_on: date
    is_required: bool = True


Details = SessionDetails | SittingDetails | TaskDetails


def values_of(details: Details) -> dict[str, Any]:
    """The columns that the details name."""
    return {name: getattr(details, name) for name in details.__dataclass_fields__}


@transaction.atomic
def plan_session(cohort: Cohort, details: SessionDetails, actor: Person) -> Session:
    """Plan a contact session. Raises: Refused with every broken rule, and for a time that is taken."""
    return _plan(Session(cohort=cohort, **values_of(details)), actor)


@transaction.atomic
def change_session(session: Session, details: SessionDetails, seen: int, actor: Person) -> Session:
    """Change a session. Locks: the session. Raises: Refused with every broken rule, or when it is not as seen."""
    return _change(session, values_of(details), seen, actor)


@transaction.atomic
def cancel_session(session: Session, actor: Person) -> Session:
    """Let a session not take place; once. Locks: the session. Raises: Refused while it has attendance."""
    return _cancel(session, actor)


@transaction.atomic
def plan_sitting(cohort: Cohort, details: SittingDetails, actor: Person) -> ExamSitting:
    """Plan an exam or a retake. Raises: Refused with every broken rule."""
    return _plan(ExamSitting(cohort=cohort, **values_of(details)), actor)


@transaction.atomic
def change_sitting(sitting: ExamSitting, details: SittingDetails, seen: int, actor: Person) -> ExamSitting:
    """Change an exam. Locks: the exam. Raises: Refused with every broken rule, or when it is not as seen."""
    return _change(sitting, values_of(details), seen, actor)


@transaction.atomic
def cancel_sitting(sitting: ExamSitting, actor: Person) -> ExamSitting:
    """Let an exam not take place; once. Locks: the exam. Raises: Refused while it has results."""
    return _cancel(sitting, actor)


@transaction.atomic
def plan_task(cohort: Cohort, details: TaskDetails, actor: Person) -> IndependentTask:
    """Set a task. Raises: Refused with every broken rule, and for a number that is taken."""
    return _plan(IndependentTask(cohort=cohort, **values_of(details)), actor)


@transaction.atomic
def change_task(task: IndependentTask, details: TaskDetails, seen: int, actor: Person) -> IndependentTask:
    """Change a task. Locks: the task. Raises: Refused with every broken rule, or when it is not as seen."""
    return _change(task, values_of(details), seen, actor)


@transaction.atomic
def cancel_task(task: IndependentTask, actor: Person) -> IndependentTask:
    """Withdraw a task; once. Locks: the task. Raises: Refused while it has results."""
    return _cancel(task, actor)


def locked(row: Planned) -> Planned:
    """The row, locked until the transaction ends, with its cohort. Raises: Refused when it is cancelled."""
    rows: Any = type(row).objects.select_for_update(of=("self",)).select_related("cohort")
    current: Planned = rows.get(pk=row.pk)
    refuse_if(Refusal(f"{CODES[type(row)]}.cancelled") if current.cancelled_at else None)
    return current


def _plan(row: Planned, actor: Person) -> Planned:
    refuse_if(*_refusals(row))
    _save(row, lambda: row.save())
    code = CODES[type(row)]
    record(f"{code}.planned", actor=actor, subject_id=row.pk, cohort=row.cohort_id, **_recorded(row))
    tell_cohort_changed(row.cohort_id)
    return row


def _change(row: Planned, values: dict[str, Any], seen: int, actor: Person) -> Planned:
    current, code = locked(row), CODES[type(row)]
    before = {name: getattr(current, name) for name in values}
    if values == before:
        return current
    refuse_if(rules.stale_refusal(_STALE[code], current.version, seen))
    wanted = type(row)(pk=current.pk, cohort=current.cohort, **values)
    refuse_if(*_refusals(wanted))
    changed: list[str] = []
    _save(wanted, lambda: changed.extend(write(current, values)))
    said: dict[str, Any] = {f"{name}_before": _plain(before[name]) for name in changed}
    said |= {name: _plain(values[name]) for name in changed}
    record(f"{code}.changed", actor=actor, subject_id=current.pk, cohort=current.cohort_id, **said)
    tell_cohort_changed(current.cohort_id)
    return current


def _cancel(row: Planned, actor: Person) -> Planned:
    code = CODES[type(row)]
    current: Planned = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if current.cancelled_at:
        return current
    refuse_if(rules.emptied_refusal(_EMPTIED[code], results_of_row(current).count()))
    write(current, {"cancelled_at": clock.now()})
    record(f"{code}.cancelled", actor=actor, subject_id=current.pk, cohort=current.cohort_id)
    tell_cohort_changed(current.cohort_id)
    return current


_STALE = {"session": "session.changed", "sitting": "sitting.changed", "task": "task.changed"}
_EMPTIED = {"session": "session.attended", "sitting": "sitting.attended", "task": "task.has_results"}


def results_of_row(row: Session | ExamSitting | IndependentTask) -> Any:
    """The attendance, attempts or results that were recorded for it."""
    names = {Session: "attendances", ExamSitting: "attempts", IndependentTask: "results"}
    return getattr(row, names[type(row)])


def _refusals(row: Session | ExamSitting | IndependentTask) -> list[Refusal | None]:
    match row:
        case Session():
            return _session_refusals(row)
        case ExamSitting():
            return _sitting_refusals(row)
        case _:
            cohort = row.cohort
            number = None if 1 <= row.number <= MOST_TASKS else Refusal("task.number", {"most": MOST_TASKS})
            return [number, rules.day_refusal("task.due", row.due_on, cohort.starts_on, cohort.ends_on)]


def _session_refusals(session: Session) -> list[Refusal | None]:
    cohort, answers = session.cohort, []
    course, curriculum = (cohort.starts_on, cohort.ends_on), curriculum_of(cohort.programme_version_id)
    rows = dict(Session.objects.filter(cohort=cohort, cancelled_at=None).values_list("pk", "minutes"))
    before = rows.pop(session.pk, 0)
    most = curriculum.contact_hours * curriculum.academic_hour_minutes
    if session.pk:
        longest = session.attendances.aggregate(longest=Max("minutes"))["longest"] or 0
        begins = clock.instant(session.held_on, session.starts_at)
        count = session.attendances.count()
        answers = [
            rules.shorter_refusal(session.minutes, longest),
            rules.moved_refusal("session.moved", begins, clock.now(), count),
        ]
    return [
        *rules.session_refusals(session.held_on, session.minutes, course),
        rules.beyond_refusal(sum(rows.values()), session.minutes, before, most),
        *answers,
    ]


def _sitting_refusals(sitting: ExamSitting) -> list[Refusal | None]:
    cohort, day = sitting.cohort, clock.local_date(sitting.held_at)
    fits = 1 <= sitting.questions <= MOST_QUESTIONS
    found = [
        rules.day_refusal("sitting.outside", day, cohort.starts_on, cohort.ends_on),
        None if fits else Refusal("sitting.questions", {"most": MOST_QUESTIONS}),
        rules.registration_refusal(sitting.register_until, sitting.held_at, is_retake=sitting.is_retake),
    ]
    if not sitting.pk:
        return found
    recorded = list(sitting.attempts.values_list("total", flat=True))
    coming = 0 if sitting.is_retake else sitting.registrations.filter(withdrawn_at=None).count()
    return [
        *found,
        rules.questions_refusal(sitting.questions, recorded[0] if recorded else None),
        rules.moved_refusal("sitting.moved", sitting.held_at, clock.now(), len(recorded)),
        rules.emptied_refusal("sitting.registered", coming),
    ]


def _save(row: Session | ExamSitting | IndependentTask, save: Any) -> None:
    # Asked of the database, not beforehand: of two at once one gets this answer.
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        if isinstance(row, Session):
            raise Refused(Refusal("session.taken", {"date": row.held_on, "begins": row.starts_at})) from error
        if isinstance(row, IndependentTask):
            raise Refused(Refusal("task.taken", {"number": row.number})) from error
        raise


def _recorded(row: Session | ExamSitting | IndependentTask) -> dict[str, Any]:
    kinds: dict[type[Model], Any] = {Session: SessionDetails, ExamSitting: SittingDetails, IndependentTask: TaskDetails}
    return {name: _plain(getattr(row, name)) for name in kinds[type(row)].__dataclass_fields__}


def _plain(value: Any) -> int | str:
    """As history keeps it: numbers, days and instants; a person by number, a text as it is."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Person):
        return int(value.pk)
    return "" if value is None else value
