"""The learner's own documents."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from placements.certificates.addresses import verification_address
from placements.certificates.forms import LanguageForm
from placements.certificates.issuing import translate
from placements.certificates.loaders import own_document, own_documents
from placements.certificates.models import IssuedDocument
from placements.certificates.seals import seal_key
from placements.decisions.leaving import may_ask_for_attestation
from placements.people.decorators import person_of, person_required, private_page
from placements.refusals import Refused
from placements.refused_page import refused_page
from placements.typesetting import square_code

PAGE = "certificates/certificate.html"


@require_safe
@private_page
@person_required
def certificate(request: HttpRequest) -> HttpResponse:
    """One's own documents: to download, to share, in every language."""
    return render(request, PAGE, _context(request))


@require_POST
@person_required
def certificate_language(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for one's own document in another language."""
    person = person_of(request)
    document, form = own_document(person, public_id), LanguageForm(request.POST)
    if form.is_valid():
        try:
            translate(document, person, form.cleaned_data["language"])
        except Refused as refused:
            return refused_page(request, PAGE, _context(request), refused)
        messages.success(request, _("The document is being made: load the page again in a moment."))
    return redirect("certificate")


def _context(request: HttpRequest) -> dict[str, Any]:
    person = person_of(request)
    documents = own_documents(person)
    may_ask = not documents and may_ask_for_attestation(person)
    return {"documents": [shown(each) for each in documents], "may_ask": may_ask, "reasons": [], "seal": seal_key()}


def shown(document: IssuedDocument) -> dict[str, Any]:
    """A document with its editions, its address to share, its square code, and the languages it is not made in yet."""
    editions, address = list(document.editions.all()), verification_address(document.public_id)
    made = {edition.language for edition in editions if edition.kind != edition.Kind.DUPLICATE}
    return {
        "document": document,
        "editions": editions,
        "is_making": any(not edition.path for edition in editions),
        "address": address,
        # Drawn here from an address of our own; nothing typed is in it.
        "code": mark_safe(square_code(address)),  # noqa: S308
        "unmade": [choice for choice in LanguageForm().fields["language"].choices if choice[0] not in made],  # type: ignore[attr-defined]
    }
