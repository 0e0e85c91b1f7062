"""Handing out a file of an edition: it shows the personal code, so every look is recorded and nothing is kept."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from placements.certificates.files import read_file
from placements.certificates.loaders import openable_edition
from placements.certificates.making import make_again
from placements.certificates.models import DocumentEdition
from placements.certificates.register import note
from placements.people.decorators import person_of, person_required, private_page
from placements.people.models import Person
from placements.refusals import Refusal, Refused
from placements.refused_page import reasons_of


@require_POST
@private_page
@person_required
def document_file(request: HttpRequest, public_id: str, ordinal: int) -> HttpResponse:
    """The PDF of an edition: one's own, or one of the register."""
    person = person_of(request)
    edition = openable_edition(person, public_id, ordinal)
    try:
        content = _opened(edition, person)
    except Refused as refused:
        context = {"document": edition.document, "reasons": reasons_of(refused)}
        context["is_own"] = edition.document.learner_id == person.pk
        return render(request, "certificates/no_file.html", context, status=409)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=_name(edition))
    return response


def _name(edition: DocumentEdition) -> str:
    """Number and language; a duplicate says so, with its place among the editions."""
    parts = [slugify(edition.document.number) or "document", edition.language]
    if edition.kind == DocumentEdition.Kind.DUPLICATE:
        parts += ["duplicate", str(edition.ordinal)]
    return f"{'-'.join(parts)}.pdf"


def _opened(edition: DocumentEdition, person: Person) -> bytes:
    if not edition.path:
        raise Refused(Refusal("document.file_pending"))
    try:
        content = read_file(edition)
    except FileNotFoundError as error:
        make_again(edition)
        raise Refused(Refusal("document.file_lost")) from error
    with transaction.atomic():
        note("document.opened", edition.document, person, edition=edition.ordinal, language=edition.language)
    return content
