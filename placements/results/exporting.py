"""Results as rows of a file: a form to fill in for the learners of a cohort, and everything that is recorded."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import get_language

from placements import clock
from placements.cohorts.models import Cohort, Enrolment
from placements.results.columns import ANSWERS, COLUMNS, LAYOUTS, ORIGIN
from placements.results.importing import RESULTS
from placements.results.models import ExamSitting, ImportedFile, IndependentTask, Session
from placements.results.selectors import Counted, learners_of, sessions_of, sittings_of, tasks_of

Kind = ImportedFile.Kind
Row = list[Any]


def form_rows(cohort: Cohort, kind: str, number: int) -> Iterator[Row]:
    """The header, and a row for each learner of one session or exam, or of each task, with what is known already.

    number names the session or exam; without it the one that waits longest. Learners are named by their address,
    never by personal code. Three queries.
    """
    yield header(kind)
    planned = {Kind.ATTENDANCE: sessions_of, Kind.EXAM: sittings_of, Kind.INDEPENDENT: tasks_of}[Kind(kind)]
    listed = planned(cohort, clock.now())
    chosen = [each.row for each in listed] if kind == Kind.INDEPENDENT else _chosen(listed, number)
    model, parent = RESULTS[kind]
    rows = model.objects.filter(**{f"{parent}__in": [each for each in chosen if each]})
    found = {(getattr(row, f"{parent}_id"), row.enrolment_id): row for row in rows}
    for row in chosen:
        for learner in learners_of(cohort):
            cells = _row(learner, row, found.get((row and row.pk, learner.pk)))
            yield cells + [""] * (len(COLUMNS[kind]) - len(cells))


def _chosen(listed: Sequence[Counted], number: int) -> list[Any]:
    named = [each.row for each in listed if each.row.pk == number]
    waiting = [each.row for each in listed if each.state == "unmarked"]
    return (named or waiting or [each.row for each in listed] or [None])[:1]


def export_rows(cohort: Cohort, kind: str) -> Iterator[Row]:
    """The header, and every result of this kind with its source; one query."""
    yield [*header(kind), *(LAYOUTS[kind].title_of(name) for name in ORIGIN)]
    model, parent = RESULTS[kind]
    rows = model.objects.filter(enrolment__cohort=cohort, **{f"{parent}__cancelled_at": None})
    related = rows.select_related(parent, "enrolment__learner", "recorded_by", "file")
    order = {"session": ("session__held_on", "session__starts_at"), "sitting": ("sitting__held_at",)}
    for each in related.order_by(*order.get(parent, ("task__number",)), "enrolment__learner__name", "pk"):
        yield [*_row(each.enrolment, getattr(each, parent), each), *_origin(each)]


def header(kind: str) -> Row:
    """The titles of the columns in the reader's language."""
    return [LAYOUTS[kind].title_of(name) for name in COLUMNS[kind]]


def _origin(result: Any) -> Row:
    source = result.get_source_display()
    if result.file:
        source = f"{source}: {result.file.name}, {result.file_row}"
    local = result.recorded_at.astimezone(clock.TALLINN)
    return [source, result.recorded_by.name, f"{local:%d.%m.%Y %H:%M}"]


def _row(learner: Enrolment, row: Any, result: Any) -> Row:
    person = [learner.learner.name, learner.learner.email or ""]
    match row:
        case Session():
            said = [result.minutes, _answer(result.is_excused)] if result else ["", ""]
            return [*person, row.held_on, row.starts_at, *said]
        case ExamSitting():
            return [*person, clock.local_date(row.held_at), result.correct if result else "", row.questions]
        case IndependentTask():
            return [*person, row.number, _answer(result.is_accepted) if result else ""]
    return person


def _answer(said: bool) -> str:
    return ANSWERS[(get_language() or "et")[:2]][0 if said else 1]
