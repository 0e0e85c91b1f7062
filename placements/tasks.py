"""Celery tasks of the domain."""

from celery import shared_task

from placements.records import sealing


@shared_task(ignore_result=True)
def seal_history() -> None:
    """Seal new history entries into the hash chain."""
    sealing.seal_history()
