"""Delivers what is due, in this process, without Celery."""

from datetime import datetime

from django.core import mail
from django.core.mail.message import EmailMessage
from django.test import override_settings
from django.utils import timezone

from notifications.delivery import deliver_message
from notifications.models import OutboxMessage


def deliver_all() -> list[EmailMessage]:
    """Deliver all that waits, host mails of later hours too; returns the mails sent meanwhile."""
    before = len(mail.outbox)
    # As in the demo: neither hours nor days are waited for.
    with override_settings(DEMO=True):
        while ids := list(OutboxMessage.objects.filter(state="waiting").order_by("pk").values_list("pk", flat=True)):
            OutboxMessage.objects.filter(pk__in=ids).update(due_at=timezone.now())
            for pk in ids:
                deliver_message(pk)
    return list(mail.outbox[before:])


def due_times(kind: str) -> list[datetime]:
    """When the waiting messages of a kind are due."""
    return list(OutboxMessage.objects.filter(kind=kind, state="waiting").values_list("due_at", flat=True))
