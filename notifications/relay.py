"""The relay: hands the ids of due messages to the workers. Any number may run; the queue may lose everything."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from notifications.models import OutboxFence, OutboxMessage

BATCH = 100
LONGEST_QUEUE = 1000
PUBLISHED_FOR = timedelta(seconds=60)


def due_messages(now: datetime) -> QuerySet[OutboxMessage]:
    """Messages whose time has come, or whose worker's lease is over, and that nobody was handed lately."""
    waiting = Q(state=OutboxMessage.State.WAITING, due_at__lte=now)
    abandoned = Q(state=OutboxMessage.State.CLAIMED, lease_until__lte=now)
    unpublished = Q(published_until=None) | Q(published_until__lte=now)
    messages = OutboxMessage.objects.filter(waiting | abandoned, unpublished)
    fence = OutboxFence.objects.order_by("-before").values_list("before", flat=True).first()
    return messages.filter(created_at__gte=fence) if fence else messages


def claim_batch(now: datetime) -> list[int]:
    """Mark a batch as published by one conditional update a row; two relays never take the same one."""
    ids = list(due_messages(now).order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH])
    until = now + PUBLISHED_FOR
    return [pk for pk in ids if due_messages(now).filter(pk=pk).update(published_until=until)]


def queue_length() -> int:
    """How many tasks wait in the broker; 0 where the broker cannot tell."""
    if not settings.CELERY_BROKER_URL.startswith(("redis", "unix")):
        return 0
    from celery import current_app

    with current_app.connection_for_read() as connection:
        channel: Any = connection.default_channel
        return int(channel.client.llen("celery"))


def relay(now: datetime | None = None) -> int:
    """Publish what is due, unless the queue is long; returns how many ids were handed over."""
    from notifications.tasks import deliver

    if queue_length() > LONGEST_QUEUE:
        return 0
    ids = claim_batch(now or timezone.now())
    for pk in ids:
        deliver.delay(pk)
    return len(ids)


def waiting_count() -> int:
    """How many messages wait or are under way."""
    return OutboxMessage.objects.exclude(state__in=["done", "dead"]).filter(due_at__lte=timezone.now()).count()
