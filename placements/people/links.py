"""Links without an account: the token, what is wrong with one, and granting, renewing, revoking."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from notifications.services import queue_message
from placements import clock
from placements.people.keys import keyed_digest
from placements.people.models import AccessLink, Person
from placements.people.tokens import is_public_id, is_secret, secret_of, was_secret

VALID_DAYS = 14
PURPOSE = "access-link"
EXPIRED, RENEWED, REVOKED, ALTERED, UNKNOWN = "expired", "renewed", "revoked", "altered", "unknown"


@dataclass(frozen=True, slots=True)
class LinkProblem(Exception):
    """Why a link does not open; the link itself where whoever came holds its secret, or held it once."""

    code: str
    link: AccessLink | None = None


def token_for(link: AccessLink) -> str:
    """What stands in the mailed address; the same for as long as the generation stays."""
    return f"{link.public_id}.{secret_of(PURPOSE, link.pk, link.generation)}"


def enter_url(link: AccessLink) -> str:
    """The path of the mailed address."""
    return reverse("host-enter", args=[token_for(link)])


def problem_of(link: AccessLink, now: datetime) -> LinkProblem | None:
    """Why this link does not open now."""
    if link.revoked_at is not None or not link.person.is_active:
        return LinkProblem(REVOKED, link)
    if link.expires_at <= now:
        return LinkProblem(EXPIRED, link)
    return None


def read_token(token: str, now: datetime) -> AccessLink:
    """The link of a token. Raises: LinkProblem."""
    public_id, _, secret = token.partition(".")
    links = AccessLink.objects.select_related("person", "placement")
    link = links.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if link is None:
        raise LinkProblem(UNKNOWN)
    if not is_secret(secret, PURPOSE, link.pk, link.generation):
        if not was_secret(secret, PURPOSE, link.pk, link.generation):
            raise LinkProblem(ALTERED)
        raise LinkProblem(REVOKED if link.revoked_at else RENEWED, link)
    problem = problem_of(link, now)
    if problem:
        raise problem
    return link


@transaction.atomic
def grant_link(person: Person, placement: Any) -> AccessLink:
    """The person's link to this placement, valid for two weeks from now; the same one as before where there is one.

    After a revocation the old token stays dead: the link goes on with the next generation.
    """
    expires_at = clock.now() + timedelta(days=VALID_DAYS)
    link, is_new = AccessLink.objects.select_for_update(of=("self",)).get_or_create(
        person=person,
        placement=placement,
        defaults={"public_id": secrets.token_urlsafe(9), "expires_at": expires_at},
    )
    if not is_new:
        link.generation += link.revoked_at is not None
        link.revoked_at, link.expires_at = None, max(link.expires_at, expires_at)
        link.save(update_fields=["generation", "revoked_at", "expires_at"])
    return link


@transaction.atomic
def renew_link(link: AccessLink) -> None:
    """Send a new link to the same address at once; the old one stops working.

    Does nothing when the link was revoked, or renewed since the given one was read: pressing twice sends one mail.
    """
    locked = AccessLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if locked.revoked_at is not None or locked.generation != link.generation:
        return
    locked.generation += 1
    locked.expires_at = clock.now() + timedelta(days=VALID_DAYS)
    locked.save(update_fields=["generation", "expires_at"])
    queue_message("link_renewed", person_id=locked.person_id, link=locked.pk)


@transaction.atomic
def revoke_link(link: AccessLink) -> None:
    """Let the link never open again."""
    AccessLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now())


@transaction.atomic
def send_link(link: AccessLink) -> None:
    """Send the link to its address at once: as it is while it opens, else renewed. One that was revoked stays shut."""
    if link.expires_at <= clock.now():
        renew_link(link)
    elif link.revoked_at is None:
        queue_message("link_renewed", person_id=link.person_id, link=link.pk)


def _digest_of(email: str) -> str:
    return keyed_digest("lost-link", email).hex()


@transaction.atomic
def ask_lost_links(email: str) -> None:
    """Let the links of this address be sent again, if anybody has it.

    Whether anybody does is found out later, by the outbox: the answer takes as long for a known as for an unknown one.
    """
    queue_message("lost_link", address=_digest_of(email))


def find_lost_links(payload: Mapping[str, Any]) -> None:
    """Find whose address was typed, and send the links."""
    people = Person.objects.filter(access_links__revoked_at=None, email__isnull=False).distinct()
    for email in people.order_by("email").values_list("email", flat=True):
        if hmac.compare_digest(_digest_of(email or ""), payload["address"]):
            send_lost_links(email or "")


@transaction.atomic
def send_lost_links(email: str) -> None:
    """Send the links of this address again, expired ones renewed.

    A link that still opens stays as it is: whoever types another's address must not break it.
    """
    links = AccessLink.objects.filter(person__email=email, revoked_at=None, person__is_active=True)
    for link in links.exclude(placement__state="declined").order_by("pk"):
        send_link(link)


@transaction.atomic
def leave_address(person: Person) -> None:
    """Let every link that was mailed to the former address die, and send those still running to the present one."""
    now = clock.now()
    links = AccessLink.objects.select_for_update(of=("self",)).filter(person=person, revoked_at=None)
    for link in links.order_by("pk"):
        link.generation += 1
        link.save(update_fields=["generation"])
        if link.expires_at > now:
            queue_message("link_renewed", person_id=person.pk, link=link.pk)
