"""Celery tasks of the domain."""

from celery import shared_task

from placements import clock
from placements.overview import digests
from placements.records import sealing


@shared_task(ignore_result=True)
def seal_history() -> None:
    """Seal new history entries into the hash chain."""
    sealing.seal_history()


@shared_task(ignore_result=True)
def queue_digests() -> None:
    """Queue the school's daily digests once the morning has come."""
    digests.queue_digests(clock.now())
