"""The register: gapless numbers by kind and year, and the rows written with them."""

import json
from datetime import date
from typing import Any

from placements.agreements.models import Practicum
from placements.certificates.content import Content, canonical, public_content
from placements.certificates.models import DocumentEdition, IssuedDocument, Kind, RegisterYear
from placements.certificates.public_ids import new_public_id
from placements.decisions.models import Decision
from placements.people.models import Person
from placements.records.models import Channel
from placements.records.rules import number_of
from placements.records.selectors import provider_settings
from placements.records.services import record

PATTERNS = {Kind.CERTIFICATE: "certificate_pattern", Kind.ATTESTATION: "attestation_pattern"}
Sort = DocumentEdition.Kind


def take_number(kind: str, year: int) -> tuple[int, str]:
    """The next number of a kind in a year, and how it is printed. Locks: the year's register.

    The lock holds until the transaction ends; one that is rolled back gives its number back: none is ever missing.
    """
    RegisterYear.objects.get_or_create(kind=kind, year=year)
    row = RegisterYear.objects.select_for_update(of=("self",)).get(kind=kind, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last, number_of(getattr(provider_settings(), PATTERNS[Kind(kind)]), year, row.last)


def enter(
    decision: Decision, content: Content, actor: Person, language: str, replaces: IssuedDocument | None = None
) -> IssuedDocument:
    """Take a number and write the register's line; the number comes last, so that nobody waits longer than needed."""
    issued_on = date.fromisoformat(content["issued_on"])
    public_id = new_public_id()
    sequence, number = take_number(content["kind"], issued_on.year)
    whole = content | {"number": number, "public_id": public_id}
    return IssuedDocument.objects.create(
        kind=content["kind"],
        year=issued_on.year,
        sequence=sequence,
        number=number,
        public_id=public_id,
        decision=decision,
        enrolment=decision.enrolment,
        cohort=decision.cohort,
        learner=decision.learner,
        content=canonical(whole),
        public_content=public_content(whole),
        language=language,
        issued_on=issued_on,
        issued_by=actor,
        replaces=replaces,
    )


def content_kept(document: IssuedDocument) -> Content:
    """What the document says, as it was kept."""
    kept: Content = json.loads(document.content)
    return kept


def shows_personal_code(document: IssuedDocument) -> bool:
    """Whether the personal code stands on it; else the date of birth does."""
    holder = content_kept(document).get("holder", {})
    return bool(holder.get("identity_kind") == "personal_code")


def practicum_of(document: IssuedDocument) -> Practicum | None:
    """The practicum on whose timeline the document is told: the latest one of these studies; one query."""
    return Practicum.objects.filter(enrolment=document.enrolment_id).order_by("pk").last()


def note(
    action: str,
    document: IssuedDocument,
    actor: Person | None,
    *,
    states: tuple[str, str] = ("", ""),
    reason: str = "",
    **details: Any,
) -> None:
    """Append what was done to a document to the history, numbers and codes only."""
    practicum = practicum_of(document)
    record(
        action,
        actor=actor,
        practicum_id=practicum.pk if practicum else None,
        subject_id=document.pk,
        states=states,
        reason=reason,
        channel=Channel.WEB if actor else Channel.SYSTEM,
        number=document.number,
        **details,
    )
