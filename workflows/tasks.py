"""Celery tasks of the process."""

from celery import shared_task

from workflows.waking import sweep as sweep_processes


@shared_task(ignore_result=True)
def sweep() -> None:
    """Bring on every process whose wake was lost or whose time has come."""
    sweep_processes()
