"""Whose a message is while it is delivered: claimed for a while, then done, put off, or given back."""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from notifications.models import OutboxMessage

LEASE = timedelta(minutes=2)
State = OutboxMessage.State


def claim(message_id: int, now: datetime) -> OutboxMessage | None:
    """Lease the message to this worker by one conditional update; None when another one has it or it is done."""
    free = Q(state=State.WAITING, due_at__lte=now) | Q(state=State.CLAIMED, lease_until__lte=now)
    claimed = OutboxMessage.objects.filter(free, pk=message_id).update(
        state=State.CLAIMED, lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    return OutboxMessage.objects.select_related("person").get(pk=message_id) if claimed else None


def mark_done(message: OutboxMessage) -> None:
    """It is delivered, or there was nothing to say."""
    mine = OutboxMessage.objects.filter(pk=message.pk, state=State.CLAIMED, attempts=message.attempts)
    mine.update(state=State.DONE, done_at=timezone.now(), lease_until=None, last_error="")


def put_off(message: OutboxMessage, at: datetime) -> None:
    """Let it wait until then; that was no attempt."""
    mine = OutboxMessage.objects.filter(pk=message.pk, state=State.CLAIMED, attempts=message.attempts)
    mine.update(state=State.WAITING, due_at=at, attempts=F("attempts") - 1, published_until=None, lease_until=None)
