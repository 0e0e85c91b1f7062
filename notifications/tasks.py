"""Celery tasks of the outbox: they carry ids, and doing one twice is harmless."""

from celery import shared_task

from notifications.delivery import deliver_message
from notifications.relay import relay


@shared_task(ignore_result=True)
def relay_outbox() -> None:
    """Publish what is due."""
    relay()


@shared_task(ignore_result=True)
def deliver(message_id: int) -> None:
    """Deliver one message."""
    deliver_message(message_id)
