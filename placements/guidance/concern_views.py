"""Reporting a concern, and what became of it, as the learner sees it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements.agreements.loaders import own_practicum_or_404
from placements.guidance.concerns import report_concern
from placements.guidance.forms import ConcernForm
from placements.guidance.selectors import own_concerns
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import refused_page

PAGE = "guidance/concern.html"


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def concern(request: HttpRequest) -> HttpResponse:
    """Report a concern, at any time of one's practicum; earlier ones with their answers stand below."""
    person = person_of(request)
    practicum = own_practicum_or_404(person)
    form = ConcernForm(request.POST or None, initial={"client_id": uuid.uuid4()})
    context = {"form": form, "concerns": own_concerns(person), "reasons": []}
    if request.method != "POST":
        return render(request, PAGE, context)
    if not form.is_valid():
        return render(request, PAGE, context, status=422)
    try:
        report_concern(practicum, person, form.cleaned_data["client_id"], form.cleaned_data)
    except Refused as refused:
        return refused_page(request, PAGE, context, refused)
    messages.success(request, _("We have your message. The curator and the training manager got it at once."))
    return redirect("concern")
