"""The register of issued documents, and what may be done with one of its lines."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from placements.certificates.comparing import differences_of
from placements.certificates.forms import LanguageForm, ReasonForm, SearchForm
from placements.certificates.issuing import correct, duplicate, issue_again, revoke, translate
from placements.certificates.learner_views import shown
from placements.certificates.loaders import (
    managed_document,
    read_document,
    read_register,
    register_reader_or_404,
)
from placements.certificates.models import IssuedDocument
from placements.certificates.register import shows_personal_code
from placements.certificates.seals import seal_key
from placements.certificates.selectors import found_in_register, history_of, standing_of
from placements.cohorts.loaders import MANAGERS, may
from placements.people.decorators import person_of, person_required, private_page
from placements.people.models import Person
from placements.records.selectors import provider_settings
from placements.refusals import Refused
from placements.refused_page import reasons_of

Verb = Callable[[IssuedDocument, Person, str], Any]
# What is done, what it is called, what it comes to, and what is said afterwards.
ACTS: Mapping[str, tuple[Verb, Any, Any, Any]] = {
    "revoke": (
        revoke,
        _("Revoke the document"),
        _("The verification page says at once that it is revoked. The learner gets a mail. It cannot be undone."),
        _("The document is revoked."),
    ),
    "duplicate": (
        duplicate,
        _("Issue a duplicate"),
        _("The same document with the same number is made again, marked as a duplicate with today's date."),
        _("The duplicate is being made."),
    ),
    "again": (
        issue_again,
        _("Issue again"),
        _(
            "This one stays revoked. A new document with a new number is made for the same decision, from what stands "
            "today. The learner gets a mail."
        ),
        _("The document is issued again: this is the new one."),
    ),
    "correct": (
        correct,
        _("Correct the document"),
        _("This one is replaced by a new document with a new number, made from what stands today."),
        _("The document is replaced: this is the new one."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def register(request: HttpRequest) -> HttpResponse:
    """All documents, the newest first; searched by POST, for a name or code does not belong in an address."""
    person = person_of(request)
    register_reader_or_404(person)
    # Searching for nothing shows all of them again.
    form = SearchForm(request.POST if request.POST.get("q", "").strip() else None)
    text = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    context = {
        "form": form,
        "documents": found_in_register(read_register(person), text),
        "is_search": bool(text),
        "provider": provider_settings(),
        "seal": seal_key(),
    }
    return render(request, "certificates/register.html", context)


@require_http_methods(["GET", "HEAD"])
@private_page
@person_required
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """One line of the register with its editions and its history."""
    person = person_of(request)
    return _document_page(request, read_document(person, public_id), person)


@require_POST
@person_required
def document_act(request: HttpRequest, public_id: str, act: str) -> HttpResponse:
    """Revoke, duplicate or correct: first a page that says what comes of it, then the deed."""
    person = person_of(request)
    found, form = managed_document(person, public_id), ReasonForm(request.POST)
    if act not in ACTS:
        raise Http404
    if not form.is_valid():
        return _document_page(request, found, person, form=form)
    verb, _title, _text, done = ACTS[act]
    if "sure" not in request.POST:
        return _check_page(request, found, act, form)
    try:
        result = verb(found, person, form.cleaned_data["reason"])
    except Refused as refused:
        return _document_page(request, read_document(person, public_id), person, refused=refused, form=form)
    messages.success(request, str(done))
    return redirect("register-document", getattr(result, "public_id", found.public_id))


@require_POST
@person_required
def document_language(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a document of the register in another language."""
    person = person_of(request)
    found, form = managed_document(person, public_id), LanguageForm(request.POST)
    if form.is_valid():
        try:
            translate(found, person, form.cleaned_data["language"])
        except Refused as refused:
            return _document_page(request, found, person, refused=refused)
        messages.success(request, _("The document is being made: load the page again in a moment."))
    return redirect("register-document", public_id)


def _check_page(request: HttpRequest, found: IssuedDocument, act: str, form: ReasonForm) -> HttpResponse:
    """What comes of it; before a correction also what the new document would say otherwise."""
    _verb, title, text, _done = ACTS[act]
    context = {"document": found, "act": act, "title": title, "text": text, "form": form}
    if act == "correct":
        context["differences"] = differences_of(found)
    return render(request, "certificates/check.html", context)


def _document_page(
    request: HttpRequest,
    found: IssuedDocument,
    person: Person,
    *,
    refused: Refused | None = None,
    form: ReasonForm | None = None,
) -> HttpResponse:
    status, standing = 409 if refused else 422 if form else 200, standing_of(found)
    context = {
        **shown(found),
        "replacement": getattr(found, "replacement", None),
        "form": form or ReasonForm(),
        "history": history_of(found),
        "may_act": found.learner_id != person.pk and may(person, found.cohort, MANAGERS),
        "acts": [(act, ACTS[act][1]) for act in standing.acts_on(found)],
        "successor": standing.successor,
        "can_correct": "correct" in standing.acts_on(found),
        "shows_personal_code": shows_personal_code(found),
        "seal": seal_key(),
        "reasons": reasons_of(refused) if refused else [],
    }
    return render(request, "certificates/document.html", context, status=status)
