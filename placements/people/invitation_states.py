"""What has become of invitations: whether the mail has gone, whether it was followed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from notifications.models import OutboxMessage
from placements.people.models import Invitation, Person

ACCEPTED, EXPIRED, FAILED, WAITING, SENT, NONE = "accepted", "expired", "failed", "waiting", "sent", "none"


@dataclass(frozen=True, slots=True)
class InvitationState:
    """One person's invitation: a code for its look, and the row where there is one."""

    code: str
    invitation: Invitation | None = None

    @property
    def is_open(self) -> bool:
        """Whether the person has not come yet, so that it may be sent again."""
        return self.invitation is not None and self.code != ACCEPTED


def invitation_states(people: Iterable[Person], now: datetime) -> dict[int, InvitationState]:
    """The state of each person's invitation, by the person's id; two queries. Of several mails the latest counts."""
    ids = [person.pk for person in people]
    invitations = {each.person_id: each for each in Invitation.objects.filter(person__in=ids).order_by("pk")}
    mails = OutboxMessage.objects.filter(kind="invitation", person__in=ids).order_by("pk")
    latest = dict(mails.values_list("person", "state"))
    return {pk: _state(invitations.get(pk), latest.get(pk, ""), now) for pk in ids}


def _state(invitation: Invitation | None, mail: str, now: datetime) -> InvitationState:
    if invitation is None:
        return InvitationState(NONE)
    if invitation.accepted_at is not None:
        return InvitationState(ACCEPTED, invitation)
    if invitation.expires_at <= now:
        return InvitationState(EXPIRED, invitation)
    # Rows of mails long sent are purged: no row means sent.
    codes = {"waiting": WAITING, "claimed": WAITING, "dead": FAILED}
    return InvitationState(codes.get(mail, SENT), invitation)
