"""Mails of this room: a document is issued, or revoked. No file goes with them, and no personal code."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.registry import MailContent, register_consumer, register_mail
from placements import formats
from placements.certificates.addresses import verification_address
from placements.certificates.batches import KIND as BATCH
from placements.certificates.batches import issue_next
from placements.certificates.issuing import TYPESET
from placements.certificates.making import typeset_edition
from placements.certificates.models import IssuedDocument
from placements.certificates.printing import heading_of
from placements.certificates.superseding import decision_superseded
from placements.people.models import Person

Payload = Mapping[str, Any]


def certificate_issued(payload: Payload, person: Person) -> MailContent | None:
    """The learner's document is there; nothing when it was revoked or replaced meanwhile."""
    document = IssuedDocument.objects.select_related("cohort").get(pk=payload["document"])
    if document.state != IssuedDocument.State.VALID:
        return None
    with translation.override(person.language):
        return compose(_issued(document, person))


def _issued(document: IssuedDocument, person: Person) -> Letter:
    heading, said = heading_of(document.kind), document.public_content
    if document.kind == "tunnistus":
        told = _("Congratulations, {name}! All four conditions are met and the certificate is issued.")
    else:
        told = _("{name}, the attestation of the hours that you really took part in is issued.")
    volume = formats.academic(said["total_hours"] * said["hour_minutes"], said["hour_minutes"], person.language)
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=_("Your document is ready: {number}").format(number=document.number),
        heading=_("Your document is ready"),
        paragraphs=[told.format(name=person.name)],
        rows=[
            (heading, document.number),
            (said["programme"][person.language], f"{volume}; {formats.day(document.issued_on)}"),
        ],
        button=(_("Open the document"), reverse("certificate")),
        closing=[
            _(
                "On the page you can download the PDF in Estonian, Russian and English. We do not send the file by "
                "mail, for it shows your personal code."
            ),
            _(
                "Anybody can verify it by the square code or at {address}. If something is wrong, write to us from "
                "the same page."
            ).format(address=verification_address(document.public_id).partition("://")[2].rstrip("/")),
        ],
        reason=_("your studies in the group {group} have been decided on").format(group=document.cohort.code),
    )


def document_revoked(payload: Payload, person: Person) -> MailContent | None:
    """The learner's document is revoked, and why."""
    document = IssuedDocument.objects.select_related("cohort").get(pk=payload["document"])
    with translation.override(person.language):
        subject = _("Document revoked: {number}").format(number=document.number)
        text = _("Reason: “{reason}”. If you do not agree, file an objection on the page of the decision.")
        letter = Letter(
            to=person.email or "",
            language=person.language,
            subject=subject,
            heading=subject,
            paragraphs=[text.format(reason=document.state_reason.rstrip(". "))],
            button=(_("Open"), reverse("certificate")),
            reason=_("your studies in the group {group} have been decided on").format(group=document.cohort.code),
        )
        return compose(letter)


def register() -> None:
    """Let the outbox know these mails, and who makes and issues what is queued."""
    register_mail("certificate_issued", certificate_issued)
    register_mail("document_revoked", document_revoked)
    register_consumer(TYPESET, typeset_edition)
    register_consumer(BATCH, issue_next, touches_only_database=True)
    register_consumer("decision_superseded", decision_superseded, touches_only_database=True)
