"""The pages of turnings: what this practicum may do now, one turning with its form, beginning again, its files."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.agreements.loaders import guided_practicum, visible_practicum
from placements.agreements.models import Practicum
from placements.cohorts.models import Enrolment
from placements.cohorts.selectors import kinds_of
from placements.completion.selectors import proposals_of, stands_elsewhere
from placements.journal.exceptions import PURPOSE as CONFIRMATION
from placements.overview.wording import ACTS
from placements.people.decorators import person_of, person_required
from placements.records.files import content_type_of
from placements.records.models import StoredFile
from placements.refusals import Refused
from placements.refused_page import reasons_of, refused_page
from workflows import acting
from workflows.turnings import TURNINGS, Turning, offered, situation_of

LIST_PAGE, FORM_PAGE = "workflows/turnings.html", "workflows/turning.html"


def _list_context(request: HttpRequest, practicum: Practicum) -> dict[str, Any]:
    kinds = kinds_of(person_of(request), practicum.cohort)
    return {
        "practicum": practicum,
        "turnings": offered(situation_of(practicum), kinds),
        "proposals": proposals_of(practicum),
        "suspensions": list(practicum.suspensions.order_by("from_on", "pk")),
        "may_begin_again": _may_begin_again(practicum),
        "reasons": [],
    }


def _may_begin_again(practicum: Practicum) -> bool:
    """Whether the button shows: after an end, while the person studies and no other practicum stands; the verb refuses
    the rest."""
    is_studying = practicum.enrolment.state == Enrolment.State.ACTIVE
    return practicum.ended_at is not None and is_studying and not stands_elsewhere(practicum)


@require_safe
@person_required
def turnings(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """Everything that the practicum may do now, and what two people have decided or must decide."""
    practicum = guided_practicum(person_of(request), practicum_id)
    return render(request, LIST_PAGE, _list_context(request, practicum))


def _turning(request: HttpRequest, practicum: Practicum, code: str) -> Turning:
    found = TURNINGS.get(code)
    if found is None or not found.roles & kinds_of(person_of(request), practicum.cohort):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def turning(request: HttpRequest, practicum_id: int, code: str) -> HttpResponse:
    """One turning: what it does, its form, and the deed."""
    practicum = guided_practicum(person_of(request), practicum_id)
    chosen = _turning(request, practicum, code)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = chosen.form(*data, practicum=practicum)
    context = {"practicum": practicum, "turning": chosen, "form": form, "reasons": []}
    if request.method != "POST":
        return render(request, FORM_PAGE, context)
    if not form.is_valid():
        return render(request, FORM_PAGE, context, status=422)
    try:
        acting.turn(chosen, practicum, person_of(request), form.cleaned_data)
    except Refused as refused:
        return refused_page(request, FORM_PAGE, context, refused)
    messages.success(request, f"{ACTS[chosen.act][0]}.")
    return redirect("learner", practicum.pk)


@require_POST
@person_required
def again(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """Open a new practicum after one that ended."""
    practicum = guided_practicum(person_of(request), practicum_id)
    try:
        opened = acting.begin_again(practicum, person_of(request))
    except Refused as refused:
        context = _list_context(request, practicum) | {"reasons": reasons_of(refused)}
        return render(request, LIST_PAGE, context, status=409)
    messages.success(request, _("A new practicum is open: the learner fills in the request."))
    return redirect("learner", opened.pk)


@require_safe
@never_cache
@person_required
def stored_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """A file of a practicum, for those of the school who may read it; what confirms days for the learner too."""
    stored = get_object_or_404(StoredFile.objects.select_related("practicum"), pk=file_id)
    person = person_of(request)
    if not (stored.purpose == CONFIRMATION and stored.practicum.learner_id == person.pk):
        visible_practicum(person, stored.practicum_id)
    with default_storage.open(stored.path) as file:
        response = HttpResponse(file.read(), content_type=content_type_of(stored))
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=stored.name)
    return response
