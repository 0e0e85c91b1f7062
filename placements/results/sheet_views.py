"""Entering results: one session, exam or task with all its learners, saved by one press."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from placements import clock
from placements.cohorts.models import Cohort, Enrolment
from placements.cohorts.selectors import curriculum_of
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.refusals import Refused
from placements.refused_page import reasons_of
from placements.results import completing, registering
from placements.results.forms import RegisterForm, SheetForm, SittingSheetForm, TaskSheetForm
from placements.results.loaders import enters_results, planned_or_404, results_cohort
from placements.results.models import ExamSitting, Session
from placements.results.selectors import SheetLine, register_lines, sitting_lines, task_lines

METHODS = ["GET", "HEAD", "POST"]
REGISTRATIONS = ("register:", "withdraw:")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of sheet: its address, form and template, where its rows come from, and how it is opened again."""

    name: str
    form: type[SheetForm]
    template: str
    rows: str
    lines: Callable[[Any], list[SheetLine]]
    reopen: Callable[[Any, Person], object]


REGISTER = Kind(
    "attendance-register", RegisterForm, "results/register.html", "sessions", register_lines, completing.reopen_register
)
SITTING = Kind(
    "sitting", SittingSheetForm, "results/sitting.html", "sittings", sitting_lines, completing.reopen_sitting
)
TASK = Kind(
    "independent-task", TaskSheetForm, "results/task.html", "independent_tasks", task_lines, completing.reopen_task
)


@require_http_methods(METHODS)
@person_required
def register(request: HttpRequest, code: str, session_id: int) -> HttpResponse:
    """The register of one session."""
    return _run(request, REGISTER, code, session_id)


@require_http_methods(METHODS)
@person_required
def sitting(request: HttpRequest, code: str, sitting_id: int) -> HttpResponse:
    """The results of one exam, and who comes to a retake."""
    return _run(request, SITTING, code, sitting_id)


@require_http_methods(METHODS)
@person_required
def independent_task(request: HttpRequest, code: str, task_id: int) -> HttpResponse:
    """The results of one task."""
    return _run(request, TASK, code, task_id)


def _run(request: HttpRequest, kind: Kind, code: str, number: int) -> HttpResponse:
    person, writes = person_of(request), request.method == "POST"
    cohort = results_cohort(person, code, writes=writes)
    row = planned_or_404(getattr(cohort, kind.rows), number)
    do = request.POST.get("do", "")
    if do == "reopen" or (kind is SITTING and do.startswith(REGISTRATIONS)):
        return _apart(request, kind, cohort, row)
    form = kind.form(request.POST if writes else None, lines=kind.lines(row), row=row)
    if not writes:
        return _page(request, kind, cohort, form)
    if not form.is_valid():
        return _page(request, kind, cohort, form, status=422)
    try:
        said = _save(form, person, do)
    except Refused as refused:
        return _refused(request, kind, cohort, form, refused)
    messages.success(request, said)
    return redirect(kind.name, cohort.code, row.pk)


def _apart(request: HttpRequest, kind: Kind, cohort: Cohort, row: Any) -> HttpResponse:
    """A deed that asks nothing of the results: what was typed in them stays on the page, unsaved."""
    person, do = person_of(request), request.POST["do"]
    try:
        said = _reopen(kind, row, person) if do == "reopen" else _register(row, person, do)
    except Refused as refused:
        return _page(request, kind, cohort, _unsaved(request, kind, row), refused, status=409)
    messages.success(request, said)
    form = _unsaved(request, kind, row)
    return _page(request, kind, cohort, form) if form.initial else redirect(kind.name, cohort.code, row.pk)


def _unsaved(request: HttpRequest, kind: Kind, row: Any) -> SheetForm:
    """The form as it stands, with what was typed and not saved, if anything was."""
    form = kind.form(lines=kind.lines(row), row=row)
    sent = {name: request.POST[name] for name in form.fields if name in request.POST}
    shown = {name: form[name].value() for name in sent}
    is_typed = any(("" if shown[name] is None else str(shown[name])) != value for name, value in sent.items())
    return kind.form(initial=sent, lines=form.lines, row=row) if is_typed else form


def _reopen(kind: Kind, row: Any, person: Person) -> str:
    kind.reopen(row, person)
    return _("Open again: until it is marked complete, these results are not known.")


def _save(form: SheetForm, person: Person, do: str) -> str:
    row = form.row
    lines = form.with_all_present() if do == "all" and isinstance(form, RegisterForm) else form.typed()
    if do == "complete":
        return _changed(completing.record_and_complete(row, lines, person)) + " " + _("Marked complete.")
    return _changed(completing.RECORD[type(row)](row, lines, person))


def _changed(count: int) -> str:
    if not count:
        return _("Nothing was changed: everything stood so already.")
    return ngettext("Saved: {n} result changed.", "Saved: {n} results changed.", count).format(n=count)


def _register(row: Any, person: Person, do: str) -> str:
    deed, _colon, number = do.partition(":")
    pk = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    learner = get_object_or_404(Enrolment.objects.select_related("learner"), cohort=row.cohort_id, pk=pk)
    if deed == "register":
        registering.register_for_retake(row, learner, person)
        return _("{name} is registered for the retake.").format(name=learner.learner.name)
    registering.withdraw_from_retake(row, learner, person)
    return _("{name} does not come to the retake.").format(name=learner.learner.name)


def _refused(request: HttpRequest, kind: Kind, cohort: Cohort, form: SheetForm, refused: Refused) -> HttpResponse:
    """What was entered is kept; who has been told of another one's change means it when saving again."""
    data, lines = request.POST.copy(), kind.lines(form.row)
    if any(each.code.endswith(".conflict") for each in refused.refusals):
        for line in lines:
            data[f"seen-{line.enrolment.pk}"] = str(line.result.version if line.result else 0)
    fresh = kind.form(data, lines=lines, row=form.row)
    return _page(request, kind, cohort, fresh, refused, status=409)


def _page(
    request: HttpRequest, kind: Kind, cohort: Cohort, form: SheetForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    person, row = person_of(request), form.row
    complete_at = row.marked_at if kind is REGISTER else row.completed_at
    context = {
        "cohort": cohort,
        "row": row,
        "form": form,
        "complete_at": complete_at,
        "complete_by": (row.marked_by if kind is REGISTER else row.completed_by) if complete_at else None,
        "is_ahead": _is_ahead(row),
        "may_write": enters_results(person, cohort),
        "reasons": reasons_of(refused) if refused else [],
        "hour_minutes": curriculum_of(cohort.programme_version_id).academic_hour_minutes,
    }
    return render(request, kind.template, context, status=status)


def _is_ahead(row: Any) -> bool:
    """Whether it has not begun: a task has no beginning."""
    if isinstance(row, Session):
        return clock.instant(row.held_on, row.starts_at) > clock.now()
    return isinstance(row, ExamSitting) and row.held_at > clock.now()
