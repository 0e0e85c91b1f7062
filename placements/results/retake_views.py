"""The learner comes to a retake, or does not after all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import refused_page
from placements.results.loaders import own_retake_or_404
from placements.results.registering import register_for_retake, withdraw_from_retake


@require_POST
@person_required
def retake_register(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Register for a retake of one's own cohort."""
    return _act(request, sitting_id, register_for_retake, _("You are registered for the retake."))


@require_POST
@person_required
def retake_withdraw(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Withdraw from it."""
    return _act(request, sitting_id, withdraw_from_retake, _("You do not come to the retake. You can register again."))


def _act(request: HttpRequest, sitting_id: int, verb: Callable[..., Any], said: str) -> HttpResponse:
    person = person_of(request)
    sitting, enrolment = own_retake_or_404(person, sitting_id)
    back = request.POST.get("back", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("decision")
    try:
        verb(sitting, enrolment, person)
    except Refused as refused:
        return refused_page(request, "results/retake_refused.html", {"sitting": sitting, "back": back}, refused)
    messages.success(request, said)
    return redirect(back)
