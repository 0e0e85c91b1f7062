"""Mails of this room: a document is issued, or revoked. No file goes with them, and no personal code."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.registry import MailContent, register_consumer, register_mail
from placements import formats
from placements.certificates.addresses import verification_address
from placements.certificates.batches import KIND as BATCH
from placements.certificates.batches import issue_next
from placements.certificates.hours import counted_total
from placements.certificates.issuing import TYPESET
from placements.certificates.making import typeset_edition
from placements.certificates.models import IssuedDocument, Kind
from placements.certificates.printing import heading_of
from placements.certificates.register import shows_personal_code
from placements.certificates.superseding import decision_superseded
from placements.people.models import Person

Payload = Mapping[str, Any]


def certificate_issued(payload: Payload, person: Person) -> MailContent | None:
    """The learner's document is there; nothing when it was revoked or replaced meanwhile."""
    document = IssuedDocument.objects.select_related("cohort", "replaces").get(pk=payload["document"])
    if document.state != IssuedDocument.State.VALID:
        return None
    with translation.override(person.language):
        return compose(_issued(document, person))


def _issued(document: IssuedDocument, person: Person) -> Letter:
    heading, said, language = heading_of(document.kind), document.public_content, person.language
    return Letter(
        to=person.email or "",
        language=language,
        subject=_("Your document is ready: {number}").format(number=document.number),
        heading=_("Your document is ready"),
        paragraphs=list(_told(document, person)),
        rows=[
            (heading, document.number),
            (said["programme"][language], f"{_volume(document, language)}; {formats.day(document.issued_on)}"),
        ],
        button=(_("Open the document"), reverse("certificate")),
        closing=[
            _("On the page you can download the PDF in Estonian, Russian and English."),
            _not_sent(document),
            _(
                "Anybody can verify it by the square code or at {address}. If something is wrong, ask us on the page "
                "“Questions”: {questions}"
            ).format(address=_plain(verification_address(document.public_id)), questions=_plain(_questions())),
        ],
        reason=_("your studies in the group {group} have been decided on").format(group=document.cohort.code),
    )


def _told(document: IssuedDocument, person: Person) -> Iterator[str]:
    if document.kind == Kind.CERTIFICATE:
        told = _("Congratulations, {name}! All four conditions are met and the certificate is issued.")
    else:
        told = _("{name}, the attestation of the hours that you really took part in is issued.")
    if document.replaces is None:
        yield told.format(name=person.name)
        return
    yield _("{name}, your document was corrected and issued anew.").format(name=person.name)
    yield _("The former document {number} is void: use only the new one.").format(number=document.replaces.number)


def _volume(document: IssuedDocument, language: str) -> str:
    """The whole course; of an attestation the hours really done."""
    said = document.public_content
    hour, whole = said["hour_minutes"], said["total_hours"] * said["hour_minutes"]
    if document.kind == Kind.CERTIFICATE:
        return formats.academic(whole, hour, language)
    amount = formats.progress(counted_total(said), whole, hour, language)
    return _("really done {amount}").format(amount=amount)


def _not_sent(document: IssuedDocument) -> str:
    if shows_personal_code(document):
        return _("We do not send the file by mail, for it shows your personal code.")
    return _("We do not send the file by mail, for it shows your date of birth.")


def _questions() -> str:
    return f"{settings.PUBLIC_URL}{reverse('questions')}"


def _plain(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


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
