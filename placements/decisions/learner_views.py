"""The learner's own decision: why it is so, what would change it, and the objection."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from placements import clock
from placements.cohorts.models import Enrolment
from placements.decisions.appealing import file_appeal, withdraw_appeal
from placements.decisions.card import card_of
from placements.decisions.forms import AppealForm
from placements.decisions.leaving import ask_for_attestation
from placements.decisions.loaders import last_appeal, own_enrolment, standing_decision
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.refusals import Refused
from placements.refused_page import reasons_of
from placements.results.selectors import retakes_for

PAGE = "decisions/card.html"


def _appeal(enrolment: Enrolment, person: Person, form: forms.Form) -> None:
    file_appeal(standing_decision(enrolment), person, form.cleaned_data["text"])


def _withdraw(enrolment: Enrolment, person: Person, _form: forms.Form) -> None:
    withdraw_appeal(last_appeal(enrolment), person)


def _ask(enrolment: Enrolment, person: Person, _form: forms.Form) -> None:
    ask_for_attestation(enrolment, person)


ACTS: dict[str, tuple[Callable[[Enrolment, Person, forms.Form], None], type[forms.Form], Any]] = {
    "appeal": (_appeal, AppealForm, _("Your objection is with the school: it is answered within five working days.")),
    "withdraw": (_withdraw, forms.Form, _("Your objection is taken back.")),
    "ask": (_ask, forms.Form, _("Your request is with the school: you will get a mail.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def decision(request: HttpRequest) -> HttpResponse:
    """The learner's decision card; by POST act: appeal, withdraw or ask."""
    person = person_of(request)
    enrolment = own_enrolment(person)
    if request.method != "POST":
        return _page(request, enrolment, AppealForm())
    if request.POST.get("act") not in ACTS:
        raise Http404
    verb, form_of, done = ACTS[request.POST["act"]]
    form = form_of(request.POST)
    if not form.is_valid():
        return _page(request, enrolment, form, status=422)
    try:
        verb(enrolment, person, form)
    except Refused as refused:
        return _page(request, enrolment, AppealForm(request.POST), reasons_of(refused), status=409)
    messages.success(request, done)
    return redirect("decision")


def _page(
    request: HttpRequest, enrolment: Enrolment, form: forms.Form, reasons: list[str] | None = None, status: int = 200
) -> HttpResponse:
    now = clock.now()
    context = card_of(enrolment, now) | {"form": form, "reasons": reasons or [], "offers": retakes_for(enrolment, now)}
    return render(request, PAGE, context, status=status)
