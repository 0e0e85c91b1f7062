"""Pages of enrolling: one learner by a form, several by a file with preview."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.cohorts import learner_columns
from placements.cohorts.learner_forms import LearnerFileForm, LearnerForm
from placements.cohorts.loaders import guided_cohort
from placements.cohorts.models import Cohort
from placements.cohorts.selectors import policy_of
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.records.models import UploadDraft
from placements.records.tables import BadTable
from placements.records.uploads import own_draft, row_number
from placements.refusals import Refusal, Refused, refuse_if
from placements.sentences import sentence
from workflows import importing
from workflows.enrolling import AlreadyEnrolled, cohort_refusals, enrol

MOST_REASONS, MOST_LINES = 50, 200


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def learner_new(request: HttpRequest, code: str) -> HttpResponse:
    """Enrol one learner."""
    actor = person_of(request)
    cohort = guided_cohort(actor, code)
    form = LearnerForm(request.POST if request.method == "POST" else None, initial={"language": cohort.language})
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, cohort, form)
    try:
        practicum = enrol(cohort, form.details, actor)
    except Refused as refused:
        return _form_page(request, cohort, form, refused)
    told = _("{name} has a mail. The first task is the placement request.")
    messages.success(request, told.format(name=practicum.learner.name))
    return redirect("cohort", cohort.code)


def _form_page(request: HttpRequest, cohort: Cohort, form: LearnerForm, refused: Refused | None = None) -> HttpResponse:
    stands_against = [each for each in cohort_refusals(cohort) if each]
    refusals = refused.refusals if refused else stands_against
    practicum = refused.practicum if isinstance(refused, AlreadyEnrolled) else None
    context = {
        "cohort": cohort,
        "form": form,
        "reasons": [sentence(each) for each in refusals],
        "asks_same": any(each.code == importing.SAME_NAME for each in refusals),
        "present": reverse("learner", args=[practicum.pk]) if practicum else "",
        "is_possible": not stands_against,
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "workflows/learner_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def learner_import(request: HttpRequest, code: str) -> HttpResponse:
    """Enrol learners from a file: choose it, look at what will happen, confirm."""
    actor = person_of(request)
    cohort = guided_cohort(actor, code)
    if request.method == "POST" and "draft" in request.POST:
        return _confirm(request, cohort, actor)
    if request.method == "POST":
        return _upload(request, cohort, actor)
    draft = own_draft(actor, importing.kind_of(cohort), request.GET.get("draft", ""))
    return _preview(request, cohort, draft) if draft else _file_page(request, cohort, LearnerFileForm())


def _upload(request: HttpRequest, cohort: Cohort, actor: Person) -> HttpResponse:
    form = LearnerFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _file_page(request, cohort, form)
    file = form.cleaned_data["file"]
    try:
        refuse_if(importing.too_big(cohort, file.size or 0))
        draft = importing.keep_draft(cohort, actor, file.name or "", file.read())
    except Refused as refused:
        return _file_page(request, cohort, LearnerFileForm(), refused.refusals)
    except BadTable as bad:
        return _file_page(request, cohort, LearnerFileForm(), bad.problems)
    return redirect(f"{reverse('learner-import', args=[cohort.code])}?draft={draft.pk}")


def _file_page(
    request: HttpRequest, cohort: Cohort, form: LearnerFileForm, problems: Sequence[Refusal] = ()
) -> HttpResponse:
    stands_against = [sentence(each) for each in cohort_refusals(cohort) if each]
    limits = policy_of(cohort).limits
    context = {
        "cohort": cohort,
        "form": form,
        "whole": sentence(Refusal("import.whole", {"n": len(problems)})) if problems else "",
        "reasons": [sentence(each) for each in problems[:MOST_REASONS]],
        "hidden_reasons": max(0, len(problems) - MOST_REASONS),
        "stands_against": stands_against,
        "columns": [
            (learner_columns.LAYOUT.title_of(name), name in learner_columns.NEEDED) for name in learner_columns.HEADERS
        ],
        "limits": limits,
    }
    return render(request, "workflows/learner_import.html", context, status=422 if problems or form.errors else 200)


def _preview(
    request: HttpRequest, cohort: Cohort, draft: UploadDraft, refused: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    try:
        planned = importing.plan(cohort, importing.lines_of(cohort, draft))
    except BadTable as bad:
        return _file_page(request, cohort, LearnerFileForm(), bad.problems)
    counts = {fate: sum(each.fate == fate for each in planned) for fate in ("new", "known", "enrolled", "asked")}
    # Those that need an answer come first, so that none of them is beyond the end of the list.
    ordered = sorted(planned, key=lambda each: each.fate != importing.ASKED)
    shown = ordered[: max(MOST_LINES, counts["asked"])]
    context: dict[str, Any] = {
        "cohort": cohort,
        "draft": draft,
        "lines": shown,
        "hidden_lines": len(planned) - len(shown),
        "counts": counts,
        "todo": len(planned) - counts["enrolled"],
        "same": {row_number(each) for each in request.POST.getlist("same")},
        "reasons": refused or [sentence(each) for each in cohort_refusals(cohort) if each],
    }
    return render(request, "workflows/learner_preview.html", context, status=status)


def _confirm(request: HttpRequest, cohort: Cohort, actor: Person) -> HttpResponse:
    same = {row_number(each) for each in request.POST.getlist("same")}
    number = request.POST["draft"]
    try:
        done = importing.take_over(cohort, row_number(number), same, actor)
    except (Refused, BadTable) as refused:
        reasons = [sentence(each) for each in _broken(refused)]
        draft = own_draft(actor, importing.kind_of(cohort), number)
        if draft:
            return _preview(request, cohort, draft, reasons, 409)
        context = {"reasons": reasons, "typed": [], "way_on": reverse("cohort", args=[cohort.code])}
        return render(request, "409.html", context, status=409)
    messages.success(request, _told(done))
    return redirect("cohort", cohort.code)


def _broken(refused: Refused | BadTable) -> Sequence[Refusal]:
    return refused.refusals if isinstance(refused, Refused) else refused.problems


def _told(done: importing.Imported) -> str:
    if not done.enrolled:
        return _("Nothing was changed: every learner in the file is in the cohort already.")
    told = ngettext(
        "{n} learner is enrolled and has a mail. The first task is the placement request.",
        "{n} learners are enrolled and have a mail. The first task is the placement request.",
        done.enrolled,
    )
    return told.format(n=done.enrolled)


@require_safe
@person_required
def learner_sample(request: HttpRequest, code: str) -> HttpResponse:
    """A file to fill in, with the header in the reader's language."""
    guided_cohort(person_of(request), code)
    response = HttpResponse(
        learner_columns.sample((get_language() or "et")[:2]), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="learners.csv"'
    return response
