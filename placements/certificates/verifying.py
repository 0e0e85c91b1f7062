"""What anybody may know of a document whose public id he holds."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from placements import formats
from placements.certificates.hours import beyond, counted, counted_total
from placements.certificates.models import IssuedDocument, Kind
from placements.certificates.public_ids import typed_public_id
from placements.clock import local_date

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

State = IssuedDocument.State
SHAPE = "praktika-verification-1"
NOT_FOUND = {"shape": SHAPE, "state": "not_found"}
# The document's own Estonian name stands beside the translated one, as it is printed.
PRINTED_KIND = {Kind.CERTIFICATE: "tunnistus", Kind.ATTESTATION: "tõend"}
HEADINGS: "dict[tuple[str, str], _StrPromise]" = {
    (Kind.CERTIFICATE, State.VALID): _("The certificate is valid"),
    (Kind.CERTIFICATE, State.REVOKED): _("The certificate was revoked"),
    (Kind.CERTIFICATE, State.SUPERSEDED): _("The certificate was replaced"),
    (Kind.ATTESTATION, State.VALID): _("The attestation is valid"),
    (Kind.ATTESTATION, State.REVOKED): _("The attestation was revoked"),
    (Kind.ATTESTATION, State.SUPERSEDED): _("The attestation was replaced"),
}
PARTS = {"contact": _("Contact hours"), "practicum": _("Practicum"), "independent": _("Independent work")}
# What a paper that no longer holds still tells: enough to recognise it, nobody's name.
ALWAYS_TOLD = ("kind", "number", "programme", "provider", "issued_on")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page: label, value, and what stands below it."""

    label: "str | _StrPromise"
    value: "str | _StrPromise"
    note: str = ""
    url: str = ""


def document_of(typed: str) -> IssuedDocument | None:
    """The document of a public id as somebody typed it; at most one query."""
    public_id = typed_public_id(typed)
    return IssuedDocument.objects.filter(public_id=public_id).first() if public_id else None


def document_of_pair(number: str, typed: str) -> IssuedDocument | None:
    """The document that has both this number and this public id: one of them alone shows nothing. At most one query.

    Source: domain, section 5 (a search by number alone never shows a name).
    """
    document = document_of(typed)
    return document if document and _plain(document.number) == _plain(number) else None


def _plain(number: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", number).casefold() if each.isalnum())


def verification_url(public_id: str) -> str:
    """The address behind the square code."""
    return f"{settings.PUBLIC_URL}{reverse('verify', args=[public_id])}"


def machine_answer(document: IssuedDocument, now: datetime) -> dict[str, Any]:
    """The page for machines, as docs/verification.md describes it."""
    content = document.public_content
    is_valid = document.state == State.VALID
    return {
        "shape": SHAPE,
        "state": document.state,
        "since": local_date(document.state_at).isoformat(),
        "checked_at": now.replace(microsecond=0).isoformat(),
        "verify_url": verification_url(document.public_id),
        "replaced_by_another": document.state == State.SUPERSEDED,
        "document": _told(document) if is_valid else {name: content[name] for name in ALWAYS_TOLD},
    }


def _told(document: IssuedDocument) -> dict[str, Any]:
    """All that everybody may see; of a certificate only the planned volume, for what was really done is a result."""
    hidden = ("minutes",) if document.kind == Kind.CERTIFICATE else ()
    return {name: value for name, value in document.public_content.items() if name not in hidden}


def heading(document: IssuedDocument) -> "_StrPromise":
    """Kind and state in one sentence."""
    return HEADINGS[document.kind, document.state]


def rows(document: IssuedDocument) -> list[Row]:
    """The lines of the page in the reader's language; name and volume only while the document holds."""
    content = document.public_content
    return [
        Row(_("Kind of document"), _kind(document)),
        Row(_("Document number"), content["number"]),
        *(_valid_rows(document) if document.state == State.VALID else [_programme_row(document)]),
        _provider_row(content["provider"]),
        Row(_("Issued on"), formats.day(date.fromisoformat(content["issued_on"]))),
        *_ending_rows(document),
    ]


def _provider_row(provider: dict[str, Any]) -> Row:
    code = provider["registry_code"]
    note = _("Registry code: {code}").format(code=code) if code else ""
    return Row(_("Educational institution"), provider["name"], note)


def _kind(document: IssuedDocument) -> str:
    """In the reader's language, and beside it the Estonian word that is printed, where that is another one."""
    own, printed = document.get_kind_display(), PRINTED_KIND[Kind(document.kind)]
    return own if own.lower() == printed else f"{own} ({printed})"


def _valid_rows(document: IssuedDocument) -> Iterator[Row]:
    content = document.public_content
    yield Row(_("Holder"), content["name"])
    yield _programme_row(document)
    days = (date.fromisoformat(content[name]) for name in ("starts_on", "ends_on"))
    yield Row(_("Studied"), formats.day_range(*days))
    yield _volume_row(content) if document.kind == Kind.CERTIFICATE else _done_row(content)


def _programme_row(document: IssuedDocument) -> Row:
    """As it is printed; the reader's own language below it where that is another one."""
    titles = document.public_content["programme"]
    printed, own = titles[document.language], titles[reading_language()]
    return Row(_("Programme"), printed, "" if own == printed else own)


def _volume_row(content: dict[str, Any]) -> Row:
    language, hour = reading_language(), content["hour_minutes"]
    practicum = content["planned"]["practicum"]
    amounts = {
        "academic": formats.academic(practicum, hour, language),
        "clock": formats.clock_hours(practicum, language),
    }
    note = _("of these practicum {academic} ({clock})").format(**amounts)
    return Row(_("Volume"), formats.academic(content["total_hours"] * hour, hour, language), note)


def _done_row(content: dict[str, Any]) -> Row:
    """The hours really done of those planned: all that an attestation says. Source: domain, section 5."""
    language, hour = reading_language(), content["hour_minutes"]
    done, planned = counted(content), content["planned"]
    parts = [
        f"{label}: {formats.progress(done[name], planned[name], hour, language)} {beyond(content, name, language)}"
        for name, label in PARTS.items()
    ]
    whole = formats.progress(counted_total(content), sum(planned.values()), hour, language)
    return Row(_("Hours really done"), whole, "; ".join(part.rstrip() for part in parts))


def _ending_rows(document: IssuedDocument) -> Iterator[Row]:
    day = formats.day(local_date(document.state_at))
    if document.state == State.REVOKED:
        yield Row(_("Revoked on"), day)
    elif document.state == State.SUPERSEDED:
        yield Row(_("Replaced on"), day)


def reading_language() -> str:
    """The language that is active, one of those with formats."""
    language = (get_language() or "et")[:2]
    return language if language in formats.ACADEMIC_UNIT else "et"
