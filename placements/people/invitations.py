"""Invitations: the mailed address by which somebody signs in for the first time; sending, renewing, accepting."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from notifications.services import queue_message
from placements import clock
from placements.people.models import Invitation, Person
from placements.people.tokens import is_public_id, is_secret, secret_of, was_secret
from placements.records.models import Channel
from placements.records.services import record
from placements.refusals import Refusal, refuse_if

VALID_DAYS = 14
PURPOSE = "invitation"
PAUSE = timedelta(minutes=1)
EXPIRED, REVOKED, ALTERED, UNKNOWN = "expired", "revoked", "altered", "unknown"


@dataclass(frozen=True, slots=True)
class InvitationProblem(Exception):
    """Why an invitation does not open; the invitation itself where a new one may be sent."""

    code: str
    invitation: Invitation | None = None


def token_for(invitation: Invitation) -> str:
    """What stands in the mailed address; the same for as long as the generation stays."""
    return f"{invitation.public_id}.{secret_of(PURPOSE, invitation.pk, invitation.generation)}"


def invitation_url(invitation: Invitation) -> str:
    """The path of the mailed address."""
    return reverse("invitation", args=[token_for(invitation)])


def read_invitation(token: str, now: datetime) -> Invitation:
    """The invitation of a token; one query. An accepted one still opens, it leads to signing in.

    Raises: InvitationProblem.
    """
    public_id, _, secret = token.partition(".")
    invitations = Invitation.objects.select_related("person", "invited_by")
    invitation = invitations.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if invitation is None:
        raise InvitationProblem(UNKNOWN)
    known = (secret, PURPOSE, invitation.pk, invitation.generation)
    if not is_secret(*known):
        raise InvitationProblem(REVOKED if was_secret(*known) else ALTERED)
    if not invitation.person.is_active or not invitation.person.email:
        raise InvitationProblem(REVOKED)
    if invitation.accepted_at is None and invitation.expires_at <= now:
        raise InvitationProblem(EXPIRED, invitation)
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("person").get(pk=invitation.pk)


def _send(invitation: Invitation) -> None:
    queue_message(
        "invitation",
        person_id=invitation.person_id,
        invitation=invitation.pk,
        generation=invitation.generation,
    )


def _renew(invitation: Invitation) -> None:
    now = clock.now()
    invitation.generation += 1
    invitation.sent_at, invitation.expires_at = now, now + timedelta(days=VALID_DAYS)
    invitation.save(update_fields=["generation", "sent_at", "expires_at", "language", "invited_by"])
    _send(invitation)


@transaction.atomic
def invite(person: Person, actor: Person | None) -> Invitation | None:
    """Invite the person by mail; None for somebody without an address, or who has signed in before.

    Who is invited already and has not come gets the mail once more, for what it invites to has grown; the link stays
    unless it has expired. Locks: the person's invitation.
    """
    if not person.email or person.last_login is not None:
        return None
    now = clock.now()
    values = {
        "public_id": secrets.token_urlsafe(9),
        "language": person.language,
        "invited_by": actor,
        "expires_at": now + timedelta(days=VALID_DAYS),
    }
    invitation, is_new = Invitation.objects.select_for_update(of=("self",)).get_or_create(
        person=person, defaults=values
    )
    if is_new:
        _send(invitation)
        record("invitation.sent", actor=actor, subject_id=person.pk, language=person.language)
    elif invitation.accepted_at is not None:
        return None
    elif invitation.expires_at <= now:
        invitation.invited_by = actor
        _renew(invitation)
    else:
        _send(invitation)
    return invitation


@transaction.atomic
def resend_invitation(invitation: Invitation, actor: Person, language: str) -> Invitation:
    """Send a new link in this language; the former one stops working, and the person reads this language from now on.

    Raises: Refused once it is accepted, for a person without an address, and within a minute of the last mail.
    """
    locked, now = _locked(invitation), clock.now()
    refuse_if(
        _sending_refusal(locked),
        Refusal("invitation.too_soon", {"name": locked.person.name}) if now - locked.sent_at < PAUSE else None,
    )
    locked.language, locked.invited_by = language, actor
    Person.objects.filter(pk=locked.person_id).update(language=language)
    _renew(locked)
    record(
        "invitation.sent_again",
        actor=actor,
        subject_id=locked.person_id,
        language=language,
        generation=locked.generation,
    )
    return locked


def _sending_refusal(invitation: Invitation) -> Refusal | None:
    if invitation.accepted_at is not None:
        return Refusal("invitation.accepted", {"name": invitation.person.name, "date": invitation.accepted_at})
    if not invitation.person.email:
        return Refusal("invitation.no_address", {"name": invitation.person.name})
    return None


@transaction.atomic
def renew_invitation(invitation: Invitation) -> None:
    """Send a new link to the same address, for somebody who holds an expired one.

    Does nothing when it was accepted, or renewed since the given one was read: pressing twice sends one mail.
    """
    locked = _locked(invitation)
    if locked.accepted_at is not None or locked.generation != invitation.generation or not locked.person.is_active:
        return
    _renew(locked)
    record("invitation.renewed", actor=None, subject_id=locked.person_id, channel=Channel.LINK)


@transaction.atomic
def accept_invitation(person: Person) -> None:
    """Signing in accepts the invitation, whichever way it was done."""
    if Invitation.objects.filter(person=person, accepted_at=None).update(accepted_at=clock.now()):
        record("invitation.accepted", actor=person, subject_id=person.pk)


@transaction.atomic
def withdraw_invitation(person: Person, actor: Person | None) -> None:
    """Let the address that was mailed open nothing any more, when it has not been followed yet."""
    for invitation in Invitation.objects.select_for_update(of=("self",)).filter(person=person, accepted_at=None):
        invitation.generation += 1
        invitation.expires_at = clock.now()
        invitation.save(update_fields=["generation", "expires_at"])
        record("invitation.withdrawn", actor=actor, subject_id=person.pk)


@transaction.atomic
def readdress_invitation(person: Person) -> None:
    """With another address of the person the link that was mailed to the former one dies, and a new one is mailed."""
    for invitation in Invitation.objects.select_for_update(of=("self",)).filter(person=person, accepted_at=None):
        if person.email and invitation.expires_at > clock.now():
            _renew(invitation)
        else:
            invitation.generation += 1
            invitation.save(update_fields=["generation"])


def is_shut_out(person: Person, now: datetime) -> bool:
    """Whether the person was invited, did not come in time, and so cannot sign in by code; one query."""
    return Invitation.objects.filter(person=person, accepted_at=None, expires_at__lte=now).exists()
