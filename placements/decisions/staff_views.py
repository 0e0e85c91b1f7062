"""One learner's decision as the school reads it, with its history; and what the school does about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements import clock
from placements.cohorts.loaders import GUIDES, MANAGERS
from placements.cohorts.models import Enrolment, Role
from placements.completion.forms import SecondAnswerForm
from placements.decisions.appealing import dismiss_appeal, uphold_appeal
from placements.decisions.card import card_of
from placements.decisions.confirming import confirm
from placements.decisions.deciding import RECHECK
from placements.decisions.differing import since
from placements.decisions.forms import AnswerForm, OverrideForm, ReasonForm
from placements.decisions.loaders import last_appeal, last_override, read_enrolment, standing_decision
from placements.decisions.overriding import answer_override, propose_override
from placements.decisions.rechecking import decide_anew, leave_as_it_is
from placements.decisions.selectors import overrides_of
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.refusals import Refused
from placements.refused_page import reasons_of

PAGE = "decisions/learner.html"
# Who reads the register of documents.
REGISTER = (Role.Kind.MANAGER, Role.Kind.AUDITOR)


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what: the enrolment, the person, the data of the form, the digest of the proposal that was shown."""

    enrolment: Enrolment
    person: Person
    data: dict[str, Any]
    seen: str


def _confirm(deed: Deed) -> None:
    confirm([deed.enrolment.pk], deed.person, {deed.enrolment.pk: deed.seen})


def _anew(deed: Deed) -> None:
    decide_anew(standing_decision(deed.enrolment), deed.person, deed.seen, deed.data["reason"])


def _leave(deed: Deed) -> None:
    leave_as_it_is(standing_decision(deed.enrolment), deed.person, deed.data["reason"])


def _override(deed: Deed) -> None:
    propose_override(deed.enrolment.pk, deed.person, deed.data)


def _second(deed: Deed) -> None:
    answer_override(last_override(deed.enrolment), deed.person, deed.data)


def _dismiss(deed: Deed) -> None:
    dismiss_appeal(last_appeal(deed.enrolment), deed.person, deed.data["answer"])


def _uphold(deed: Deed) -> None:
    uphold_appeal(last_appeal(deed.enrolment), deed.person, deed.seen, deed.data["answer"])


# Act: its verb, its form, and who may do it.
ACTS: dict[str, tuple[Callable[[Deed], None], type[forms.Form], tuple[str, ...]]] = {
    "confirm": (_confirm, forms.Form, MANAGERS),
    "anew": (_anew, ReasonForm, MANAGERS),
    "leave": (_leave, ReasonForm, MANAGERS),
    "override": (_override, OverrideForm, MANAGERS),
    "second": (_second, SecondAnswerForm, GUIDES),
    "dismiss": (_dismiss, AnswerForm, GUIDES),
    "uphold": (_uphold, AnswerForm, GUIDES),
}


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def decision_of(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The decision of one learner; by POST one of ACTS, named by act."""
    person = person_of(request)
    enrolment, kinds = read_enrolment(person, enrolment_id)
    if request.method != "POST":
        return _page(request, enrolment, kinds)
    act = request.POST.get("act", "")
    if act not in ACTS or not kinds.intersection(ACTS[act][2]):
        raise Http404
    verb, form_of, _whose = ACTS[act]
    form = form_of(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, enrolment, kinds, {act: form}, status=422)
    try:
        verb(Deed(enrolment, person, form.cleaned_data, request.POST.get("seen", "")))
    except Refused as refused:
        return _page(request, enrolment, kinds, {act: form}, reasons_of(refused))
    messages.success(request, _("Saved."))
    return redirect("decision-of", enrolment.pk)


def _page(
    request: HttpRequest,
    enrolment: Enrolment,
    kinds: frozenset[str],
    typed: dict[str, forms.Form] | None = None,
    reasons: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    person, given = person_of(request), typed or {}
    context = card_of(enrolment, clock.now())
    decision, overrides = context["decision"], overrides_of(enrolment)
    answer = given.get("dismiss") or given.get("uphold") or AnswerForm()
    context |= {
        "title": _("The learner has left the course") if _has_left(context) else context["title"],
        "overrides": overrides,
        "open_override": next((each for each in overrides if each.state == "open"), None),
        "asks_again": decision is not None and _asks_again(decision.pk),
        "may_decide": bool(kinds.intersection(MANAGERS)),
        "may_confirm": bool(kinds.intersection(GUIDES)),
        "reasons": reasons or [],
        "since": since(decision, context["line"].case, context["line"].hour_minutes) if decision else None,
        "shows_document": bool(kinds.intersection(REGISTER)),
        "anew": given.get("anew", ReasonForm(auto_id="anew-%s")),
        "leave": given.get("leave", ReasonForm(auto_id="leave-%s")),
        "override": given.get("override", OverrideForm(auto_id="override-%s")),
        "second": given.get("second", SecondAnswerForm(auto_id="second-%s")),
        "answer": answer,
        "person_id": person.pk,
        "typed": _typed(given) if reasons else [],
        "failed": next(iter(given.values()), None) if status == 422 else None,
    }
    return render(request, PAGE, context, status=409 if reasons else status)


def _has_left(context: dict[str, Any]) -> bool:
    return context["decision"] is None and context["line"].waits_for_request


def _typed(given: dict[str, forms.Form]) -> list[tuple[Any, str]]:
    """What somebody wrote in a form that the page may no longer show."""
    fields = [field for form in given.values() for field in form]
    return [(field.label, str(field.value())) for field in fields if field.widget_type == "textarea" and field.value()]


def _asks_again(decision_id: int) -> bool:
    return WorkItem.objects.open().filter(kind=RECHECK, subject_id=decision_id).exists()
