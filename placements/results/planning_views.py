"""Forms in which sessions, exams and tasks are planned, changed and cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from placements import clock
from placements.cohorts.models import Cohort
from placements.people.decorators import person_of, person_required
from placements.records.sheets import Sheet, run_sheet
from placements.results import planning
from placements.results.forms import SessionForm, SittingForm, TaskForm
from placements.results.loaders import planned_or_404, results_cohort
from placements.results.models import Session

METHODS = ["GET", "HEAD", "POST"]
SAVED = _("Saved.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what is planned: its list's address, its form, and its verbs."""

    list_name: str
    rows: str
    new: Any
    cancel_label: Any
    form: Callable[[Cohort], Callable[..., Any]]
    plan: Callable[..., object]
    change: Callable[..., object]
    cancel: Callable[..., object]
    saved: Any = SAVED


def _saved_session(session: Session) -> str:
    """A session that is over makes everybody's attendance unknown until its register is marked."""
    if session.marked_at or session.ends_at > clock.now():
        return gettext("Saved.")
    return gettext(
        "Saved. This session is over: until its register is marked complete, the attendance of the whole group is "
        "unknown."
    )


SESSION = Kind(
    "attendance", "sessions", _("New session"), _("Cancel this session"),
    lambda cohort: partial(SessionForm, cohort=cohort),
    planning.plan_session, planning.change_session, planning.cancel_session, _saved_session,
)  # fmt: skip
SITTING = Kind(
    "exam", "sittings", _("New exam"), _("Cancel this exam"), lambda _cohort: SittingForm,
    planning.plan_sitting, planning.change_sitting, planning.cancel_sitting,
)  # fmt: skip
TASK = Kind(
    "independent", "independent_tasks", _("New task"), _("Cancel this task"), lambda _cohort: TaskForm,
    planning.plan_task, planning.change_task, planning.cancel_task,
)  # fmt: skip


@require_http_methods(METHODS)
@person_required
def session_new(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a session."""
    return _new(request, SESSION, code)


@require_http_methods(METHODS)
@person_required
def session_edit(request: HttpRequest, code: str, session_id: int) -> HttpResponse:
    """Change or cancel a session."""
    return _edit(request, SESSION, code, session_id)


@require_http_methods(METHODS)
@person_required
def sitting_new(request: HttpRequest, code: str) -> HttpResponse:
    """Plan an exam or a retake."""
    return _new(request, SITTING, code)


@require_http_methods(METHODS)
@person_required
def sitting_edit(request: HttpRequest, code: str, sitting_id: int) -> HttpResponse:
    """Change or cancel an exam."""
    return _edit(request, SITTING, code, sitting_id)


@require_http_methods(METHODS)
@person_required
def task_new(request: HttpRequest, code: str) -> HttpResponse:
    """Set a task."""
    return _new(request, TASK, code)


@require_http_methods(METHODS)
@person_required
def task_edit(request: HttpRequest, code: str, task_id: int) -> HttpResponse:
    """Change or cancel a task."""
    return _edit(request, TASK, code, task_id)


def _new(request: HttpRequest, kind: Kind, code: str) -> HttpResponse:
    person = person_of(request)
    cohort = results_cohort(person, code, writes=True)
    next_url = reverse(kind.list_name, args=[cohort.code])
    sheet = Sheet(
        kind.new, kind.form(cohort), lambda form: kind.plan(cohort, form.details(), person), kind.saved, next_url,
        cohort.code,
    )  # fmt: skip
    return run_sheet(request, sheet)


def _edit(request: HttpRequest, kind: Kind, code: str, number: int) -> HttpResponse:
    person = person_of(request)
    cohort = results_cohort(person, code, writes=True)
    row = planned_or_404(getattr(cohort, kind.rows), number)
    deeds = {"cancel": (kind.cancel_label, lambda: kind.cancel(row, person), _("Cancelled."))}

    def save(form: Any) -> object:
        return kind.change(row, form.details(), form.cleaned_data["version"], person)

    sheet = Sheet(
        _("Change"), kind.form(cohort), save, kind.saved, reverse(kind.list_name, args=[cohort.code]), cohort.code,
        row, deeds=deeds,
    )  # fmt: skip
    return run_sheet(request, sheet)
