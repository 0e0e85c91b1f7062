"""What has changed since a decision: each value then and now, and who recorded which result otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from placements import formats
from placements.clock import local_date
from placements.decisions.conditions import cell_text, rows_of
from placements.decisions.facts import Case
from placements.decisions.models import Decision
from placements.decisions.snapshots import proposal_of
from placements.decisions.words import CONDITIONS
from placements.people.models import Person
from placements.records.models import HistoryEntry
from placements.results.models import Attendance, ExamAttempt, ExamSitting, IndependentTask, Session, TaskResult

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """A condition whose value is another than the one that the decision rests on."""

    label: "str | _StrPromise"
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One result recorded otherwise after the decision; file names the file it came from, with its row, or nothing."""

    label: str
    before: str
    after: str
    by: Person | None
    at: datetime
    file: str
    file_row: int | None


@dataclass(frozen=True, slots=True)
class Since:
    """Both together."""

    differences: Sequence[Difference]
    corrections: Sequence[Correction]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a result belongs to, by which condition it counts, and which column says how much."""

    condition: str
    rows: Any
    parents: Any
    column: str


KINDS: Mapping[str, tuple[str, _Kind]] = {
    "attendance": ("session", _Kind("attendance", Attendance, Session, "minutes")),
    "exam": ("sitting", _Kind("exam", ExamAttempt, ExamSitting, "correct")),
    "task": ("task", _Kind("independent", TaskResult, IndependentTask, "is_accepted")),
}
ACTIONS = [f"{kind}.{what}" for kind in KINDS for what in ("recorded", "corrected", "removed")]


def since(decision: Decision, case: Case, hour_minutes: int) -> Since:
    """What is otherwise than the decision rests on; at most seven queries."""
    then = rows_of(decision.content, proposal_of(decision.content), hour_minutes)
    now = {row.name: row for row in rows_of(case.content, case.proposal, hour_minutes)}
    pairs = [(row, cell_text(row), cell_text(now[row.name])) for row in then if row.name in now]
    differences = [Difference(row.label, before, after) for row, before, after in pairs if before != after]
    return Since(differences, corrections_of(decision))


def corrections_of(decision: Decision) -> list[Correction]:
    """Results of this learner that were recorded, corrected or removed after the decision, the latest first."""
    rows = HistoryEntry.objects.filter(
        practicum=None, subject_id=decision.enrolment_id, action__in=ACTIONS, at__gte=decision.decided_at
    )
    entries = list(rows.select_related("actor").order_by("-at", "-pk"))
    found = {entry.pk: correction for kind in KINDS for entry, correction in _of_kind(kind, entries)}
    return [found[entry.pk] for entry in entries if entry.pk in found]


def _of_kind(kind: str, entries: Sequence[HistoryEntry]) -> list[tuple[HistoryEntry, Correction]]:
    parent, about = KINDS[kind]
    mine = [each for each in entries if each.action.startswith(f"{kind}.")]
    if not mine:
        return []
    ids = {each.details[parent] for each in mine}
    parents = about.parents.objects.in_bulk(ids)
    standing = about.rows.objects.filter(enrolment=mine[0].subject_id, **{f"{parent}__in": ids}).select_related("file")
    rows = {getattr(each, f"{parent}_id"): each for each in standing}
    # The row that stands says where the latest of its changes came from; entries come latest first.
    return [(entry, _correction(about, entry, parents[pk], rows.pop(pk, None))) for entry, pk in _with(mine, parent)]


def _with(entries: Sequence[HistoryEntry], parent: str) -> list[tuple[HistoryEntry, int]]:
    return [(each, each.details[parent]) for each in entries]


def _correction(about: _Kind, entry: HistoryEntry, parent: Any, row: Any) -> Correction:
    file = row.file if row and entry.details.get(about.column) is not None else None
    return Correction(
        label=f"{CONDITIONS[about.condition]}, {_named(parent)}",
        before=_told(about.column, entry.details.get(f"{about.column}_before"), entry.details.get("total_before")),
        after=_told(about.column, entry.details.get(about.column), entry.details.get("total")),
        by=entry.actor,
        at=entry.at,
        file=file.name if file else "",
        file_row=row.file_row if file else None,
    )


def _named(parent: Any) -> str:
    if isinstance(parent, IndependentTask):
        return f"{parent.number}. {parent.title}"
    held = parent.held_on if isinstance(parent, Session) else local_date(parent.held_at)
    return formats.day(held)


def _told(column: str, value: int | None, total: int | None) -> str:
    if value is None:
        return NOTHING
    if column == "is_accepted":
        return _("accepted") if value else _("not accepted")
    if column == "minutes":
        return f"{value}{formats.NBSP}min"
    return f"{value}{formats.NBSP}/{formats.NBSP}{total}" if total else str(value)
