"""Putting messages into the outbox, in the transaction of the change that causes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from notifications.bulk import insert_at_once
from notifications.models import OutboxMessage

log = structlog.get_logger("praktika.outbox")
LONGEST_CODE = 64


def queue_message(
    kind: str,
    *,
    person_id: int | None = None,
    due_at: datetime | None = None,
    dedupe_key: str | None = None,
    **ids: int | str,
) -> OutboxMessage:
    """Queue a message: kind and ids only. With a dedupe_key the same message is queued once.

    Raises: AssertionError outside a transaction; ValueError for a value that is neither an id nor a short code.
    """
    assert connection.in_atomic_block, "a message belongs to the transaction of the change that causes it"
    for name, value in ids.items():
        if isinstance(value, str) and (len(value) > LONGEST_CODE or " " in value):
            raise ValueError(f"the outbox holds ids and codes, not texts: {name}")
    values = {"kind": kind, "payload": ids, "person_id": person_id, "due_at": due_at or timezone.now()}
    if dedupe_key is None:
        message = OutboxMessage.objects.create(**values)
    else:
        message, _ = OutboxMessage.objects.get_or_create(dedupe_key=dedupe_key, defaults=values)
    transaction.on_commit(ring)
    return message


@dataclass(frozen=True, slots=True)
class Queued:
    """One message of several that are queued together."""

    kind: str
    payload: Mapping[str, int]
    person_id: int | None = None


def queue_messages(kind: str, payloads: Sequence[dict[str, int]], *, people: Sequence[int] | None = None) -> None:
    """Queue several messages of one kind, due now, in one statement; people as many as payloads, or none."""
    to: Sequence[int | None] = people or [None] * len(payloads)
    queue_all([Queued(kind, payload, person) for payload, person in zip(payloads, to, strict=True)])


def queue_all(messages: Sequence[Queued]) -> None:
    """Queue messages of whatever kinds, due now, in one statement."""
    assert connection.in_atomic_block, "a message belongs to the transaction of the change that causes it"
    now = timezone.now()
    insert_at_once(
        OutboxMessage(kind=each.kind, payload=dict(each.payload), person_id=each.person_id, due_at=now)
        for each in messages
    )
    if messages:
        transaction.on_commit(ring)


def ring() -> None:
    """Wake the relay at once. It would wake by itself a second later, so a silent bell is only logged."""
    # A queue in memory is each process's own: a bell rung here would be heard by nobody, and kept for ever.
    if not settings.CELERY_BROKER_URL or settings.CELERY_BROKER_URL.startswith("memory"):
        return
    from kombu.exceptions import OperationalError

    from notifications.tasks import relay_outbox

    try:
        relay_outbox.apply_async(retry=False)
    except (OperationalError, OSError) as error:
        log.warning("doorbell.silent", kind=type(error).__name__)


@transaction.atomic
def cancel_message(message_id: int) -> bool:
    """Take a message back while it waits; returns whether it was still there."""
    waiting = OutboxMessage.objects.filter(pk=message_id, state=OutboxMessage.State.WAITING)
    return waiting.delete()[0] > 0


@transaction.atomic
def send_again(message_id: int) -> bool:
    """Give a dead message its attempts back; returns whether it was dead."""
    dead = OutboxMessage.objects.filter(pk=message_id, state=OutboxMessage.State.DEAD)
    fresh = {"state": OutboxMessage.State.WAITING, "attempts": 0, "due_at": timezone.now(), "last_error": ""}
    return dead.update(**fresh) > 0
