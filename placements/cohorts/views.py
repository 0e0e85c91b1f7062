"""Opening and changing a cohort."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements.cohorts.forms import CohortForm, newest
from placements.cohorts.loaders import managed_cohort, school_manager_or_404
from placements.cohorts.models import Cohort
from placements.cohorts.services import FIELDS, change_cohort, open_cohort
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import reasons_of

PAGE = "cohorts/cohort_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def cohort_new(request: HttpRequest) -> HttpResponse:
    """Open a cohort."""
    manager = school_manager_or_404(request)
    form = _form(request, newest())
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    try:
        cohort = open_cohort(form.details, manager)
    except Refused as refused:
        return _page(request, form, refused=refused)
    messages.success(request, _("The cohort is open. Next: name its curator and trainers."))
    return redirect("cohort-people", cohort.code)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def cohort_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a cohort's dates, and while nobody is enrolled its code and versions."""
    manager = person_of(request)
    cohort = managed_cohort(manager, code)
    form = _form(request, _values(cohort))
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, cohort)
    try:
        changed = change_cohort(cohort, form.details, manager)
    except Refused as refused:
        return _page(request, form, cohort, refused)
    messages.success(request, _("Saved."))
    return redirect("cohort", changed.code)


def _form(request: HttpRequest, initial: dict[str, Any]) -> CohortForm:
    return CohortForm(request.POST if request.method == "POST" else None, initial=initial)


def _values(cohort: Cohort) -> dict[str, Any]:
    return {name: getattr(cohort, name) for name in (*FIELDS, "version")}


def _page(
    request: HttpRequest, form: CohortForm, cohort: Cohort | None = None, refused: Refused | None = None
) -> HttpResponse:
    learners = cohort.enrolments.count() if cohort else 0
    reasons = reasons_of(refused) if refused else []
    context = {"form": form, "cohort": cohort, "learners": learners, "reasons": reasons}
    status = 409 if refused else 422 if form.errors else 200
    return render(request, PAGE, context, status=status)
