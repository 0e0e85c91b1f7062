"""Recording attendance, exam results and results of tasks, for many learners at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from placements import clock
from placements.cohorts.models import Enrolment
from placements.people.models import Person
from placements.records.services import Recorded, record_all
from placements.refusals import Refusal, refuse_if
from placements.results import rules
from placements.results.models import (
    Attendance,
    ExamAttempt,
    ExamSitting,
    ImportedFile,
    IndependentTask,
    Session,
    Source,
    TaskResult,
)
from placements.results.planning import locked
from placements.results.telling import tell_changed

Values = Mapping[str, Any]
NOTHING: Values = {}


@dataclass(frozen=True, slots=True)
class Line:
    """What is to stand for one learner; no values means no result. seen is the version that the page showed, 0 where
    there was none, and None where nothing was seen, as in a file."""

    enrolment_id: int
    values: Values
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where lines come from: the page, or the rows of a file, by learner, whose taker tells of all changes at once."""

    source: str = Source.FORM
    file: ImportedFile | None = None
    rows: Mapping[int, int] = field(default_factory=dict)


ON_PAGE = Origin()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One session, exam or task, locked, and what is recorded for it."""

    model: type[Attendance] | type[ExamAttempt] | type[TaskResult]
    parent: str
    row: Any
    names: Mapping[int, str]
    present: Mapping[int, Any]

    @property
    def code(self) -> str:
        return {"session": "attendance", "sitting": "exam", "task": "task"}[self.parent]


@transaction.atomic
def record_attendance(session: Session, lines: Sequence[Line], actor: Person, origin: Origin = ON_PAGE) -> int:
    """Record how many minutes of a session learners were there; returns how many results changed.

    Values: minutes, is_excused. Locks: the session. Raises: Refused for a session ahead, minutes outside of it, and
    results that changed since the page was opened, naming both.
    """
    current = locked(session)
    sheet = _sheet(Attendance, "session", current, lines)
    begins = clock.instant(current.held_on, current.starts_at)
    refuse_if(rules.ahead_refusal("session.ahead", begins, clock.now()))
    refuse_if(
        *(
            rules.minutes_refusal(sheet.names[each.enrolment_id], each.values["minutes"], current.minutes)
            for each in lines
            if each.values
        )
    )
    return _write(sheet, lines, actor, origin)


@transaction.atomic
def record_attempts(sitting: ExamSitting, lines: Sequence[Line], actor: Person, origin: Origin = ON_PAGE) -> int:
    """Record right answers of an exam; returns how many results changed.

    Values: correct. Locks: the exam. Raises: Refused for an exam ahead, more right answers than questions, a learner
    not registered for a retake, and results that changed since the page was opened, naming both.
    """
    current = locked(sitting)
    sheet = _sheet(ExamAttempt, "sitting", current, lines)
    refuse_if(rules.ahead_refusal("sitting.ahead", current.held_at, clock.now()))
    coming = set(current.registrations.filter(withdrawn_at=None).values_list("enrolment", flat=True))
    given = [each for each in lines if each.values]
    refuse_if(
        *(
            rules.answers_refusal(sheet.names[each.enrolment_id], each.values["correct"], current.questions)
            for each in given
        ),
        *(
            Refusal("exam.not_registered", {"name": sheet.names[each.enrolment_id]})
            for each in given
            if current.is_retake and each.enrolment_id not in coming and each.enrolment_id not in sheet.present
        ),
    )
    whole = [Line(each.enrolment_id, _of(each, total=current.questions), each.seen) for each in lines]
    return _write(sheet, whole, actor, origin)


@transaction.atomic
def record_task_results(task: IndependentTask, lines: Sequence[Line], actor: Person, origin: Origin = ON_PAGE) -> int:
    """Record whether a task was accepted; returns how many results changed.

    Values: is_accepted. Locks: the task. Raises: Refused for results that changed since the page was opened.
    """
    current = locked(task)
    return _write(_sheet(TaskResult, "task", current, lines), lines, actor, origin)


def _of(line: Line, **more: int) -> Values:
    return {**line.values, **more} if line.values else NOTHING


def _sheet(model: Any, parent: str, row: Any, lines: Sequence[Line]) -> _Sheet:
    wanted = [each.enrolment_id for each in lines]
    learners = Enrolment.objects.filter(cohort=row.cohort_id, pk__in=wanted)
    names = dict(learners.values_list("pk", "learner__name"))
    present = model.objects.filter(**{parent: row}, enrolment__in=wanted).select_related("recorded_by")
    return _Sheet(model, parent, row, names, {each.enrolment_id: each for each in present})


def _write(sheet: _Sheet, lines: Sequence[Line], actor: Person, origin: Origin) -> int:
    """Make, change and remove what is not as it should be; the history names what was and what is."""
    todo = [each for each in lines if _values(sheet, each.enrolment_id, each.values) != each.values]
    refuse_if(*(_conflict(sheet, each) for each in todo))
    if not todo:
        return 0
    record_all([_history(sheet, each) for each in todo], actor=actor, channel="web")
    made = [each for each in todo if each.values and each.enrolment_id not in sheet.present]
    gone = [sheet.present[each.enrolment_id].pk for each in todo if not each.values]
    changed = [each for each in todo if each.values and each.enrolment_id in sheet.present]
    fresh = {"recorded_by": actor, "recorded_at": clock.now(), "source": origin.source, "file": origin.file}
    own: Callable[[Line], dict[str, Any]] = lambda line: {  # noqa: E731 - said once, used twice
        **fresh, **line.values, "file_row": origin.rows.get(line.enrolment_id)
    }  # fmt: skip
    rows: Any = sheet.model.objects
    rows.filter(pk__in=gone).delete()
    rows.bulk_create(
        sheet.model(enrolment_id=each.enrolment_id, **{sheet.parent: sheet.row}, **own(each)) for each in made
    )
    _update(sheet, changed, own)
    if origin.file is None:
        tell_changed(each.enrolment_id for each in todo)
    return len(todo)


def _update(sheet: _Sheet, lines: Sequence[Line], own: Callable[[Line], dict[str, Any]]) -> None:
    rows, names = [], {"version"}
    for line in lines:
        row, values = sheet.present[line.enrolment_id], own(line)
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        names |= values.keys()
        rows.append(row)
    if rows:
        sheet.model.objects.bulk_update(rows, sorted(names), batch_size=200)


def _values(sheet: _Sheet, enrolment_id: int, like: Values) -> Values:
    """What stands for a learner, in the columns of these values; of all columns where a result is to go."""
    row = sheet.present.get(enrolment_id)
    names = like or COLUMNS[sheet.parent]
    return {name: getattr(row, name) for name in names} if row else NOTHING


COLUMNS = {"session": ("minutes", "is_excused"), "sitting": ("correct", "total"), "task": ("is_accepted",)}
SHOWN = {"session": "minutes", "sitting": "correct"}


def _conflict(sheet: _Sheet, line: Line) -> Refusal | None:
    row = sheet.present.get(line.enrolment_id)
    version = row.version if row else 0
    if line.seen is None or line.seen == version:
        return None
    column = SHOWN.get(sheet.parent, "")
    values: dict[str, Any] = {"name": sheet.names[line.enrolment_id], "by": row.recorded_by.name if row else "–"}
    if column:
        values |= {"theirs": getattr(row, column, "–"), "mine": line.values.get(column, "–")}
    return Refusal(f"{sheet.code}.conflict", values)


def _history(sheet: _Sheet, line: Line) -> Recorded:
    """Numbers only: the learner by the enrolment."""
    before = _values(sheet, line.enrolment_id, NOTHING)
    said = {f"{name}_before": int(value) for name, value in before.items()}
    said |= {name: int(value) for name, value in line.values.items()}
    action = f"{sheet.code}.{'removed' if not line.values else 'corrected' if before else 'recorded'}"
    details = {sheet.parent: sheet.row.pk, "enrolment": line.enrolment_id, **said}
    return Recorded(action, None, line.enrolment_id, details=details)
