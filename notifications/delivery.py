"""Delivering one message: claim it, do it outside any transaction, mark it done."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from notifications.daily import deliver_day
from notifications.leases import claim, mark_done
from notifications.mail import send_mail
from notifications.models import OutboxMessage
from notifications.registry import Consumer, builder_of, consumer_of, daily_of, dead_letter_hooks

log = structlog.get_logger("praktika.outbox")
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=15)
State = OutboxMessage.State


def deliver_message(message_id: int) -> None:
    """Deliver a message; a failure is kept with the message and tried again after a pause."""
    message = claim(message_id, timezone.now())
    if message is None:
        return
    try:
        _do(message)
    except Exception as error:  # noqa: BLE001 - any failure of any consumer is kept, and tried again
        # The message of an error may hold an address: only its kind is logged and kept.
        log.warning("outbox.failed", message=message.pk, kind=message.kind, error=type(error).__name__)
        _fail(message, type(error).__name__)


def _do(message: OutboxMessage) -> None:
    consumer, daily = consumer_of(message.kind), daily_of(message)
    if daily is not None:
        deliver_day(message, daily)
    elif consumer is None:
        _send(message)
        mark_done(message)
    elif consumer.touches_only_database:
        _consume_in_one_transaction(consumer, message)
    else:
        consumer.consume(message.payload)
        mark_done(message)


@transaction.atomic
def _consume_in_one_transaction(consumer: Consumer, message: OutboxMessage) -> None:
    consumer.consume(message.payload)
    mark_done(message)


def _send(message: OutboxMessage) -> None:
    content = builder_of(message.kind)(message.payload, message.person)
    if content is not None and content.to:
        send_mail(content, tag=f"outbox-{message.pk}")


@transaction.atomic
def _fail(message: OutboxMessage, error: str) -> None:
    is_dead = message.attempts >= ATTEMPTS
    pause = FIRST_PAUSE * 4 ** (message.attempts - 1)
    mine = OutboxMessage.objects.filter(pk=message.pk, state=State.CLAIMED, attempts=message.attempts)
    mine.update(
        state=State.DEAD if is_dead else State.WAITING,
        due_at=timezone.now() + pause,
        published_until=None,
        lease_until=None,
        last_error=error[:120],
    )
    if is_dead:
        for hook in dead_letter_hooks():
            hook(message)
