"""The second look before a decision is withdrawn."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements import clock
from placements.cohorts.loaders import MANAGERS
from placements.cohorts.models import Enrolment
from placements.decisions import rules
from placements.decisions.differing import since
from placements.decisions.documents import document_of
from placements.decisions.forms import ReasonForm
from placements.decisions.loaders import read_enrolment, standing_decision
from placements.decisions.selectors import line_of
from placements.decisions.withdrawing import withdraw_decision, withdrawn_to
from placements.decisions.words import OUTCOMES
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import reasons_of


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def decision_withdraw(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """What would become of the decision; by POST it is withdrawn."""
    person = person_of(request)
    enrolment, kinds = read_enrolment(person, enrolment_id)
    if not kinds.intersection(MANAGERS):
        raise Http404
    if request.method != "POST":
        return _page(request, enrolment, ReasonForm())
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, enrolment, form, status=422)
    try:
        seen, reason = request.POST.get("seen", ""), form.cleaned_data["reason"]
        withdraw_decision(standing_decision(enrolment), person, seen, reason)
    except Refused as refused:
        return _page(request, enrolment, form, reasons_of(refused), status=409)
    messages.success(request, _("The decision is withdrawn, the learner gets a mail."))
    return redirect("decision-of", enrolment.pk)


def _page(
    request: HttpRequest, enrolment: Enrolment, form: forms.Form, reasons: list[str] | None = None, status: int = 200
) -> HttpResponse:
    line = line_of(enrolment, clock.now())
    if line.decision is None:
        raise Http404
    judged = withdrawn_to(line.case)
    context = {
        "enrolment": enrolment,
        "line": line,
        "decision": line.decision,
        "judged": OUTCOMES[str(judged.outcome)],
        "is_open": line.is_changed and judged.outcome in rules.FINAL and not line.is_held,
        "since": since(line.decision, line.case, line.hour_minutes),
        "document": document_of(enrolment.pk),
        "form": form,
        "reasons": reasons or [],
    }
    return render(request, "decisions/withdraw.html", context, status=status)
