"""Celery tasks of the domain."""

from celery import shared_task

from placements import clock
from placements.certificates import batches, making
from placements.cohorts import policy_changes
from placements.decisions import asking
from placements.journal import contesting, drafts, nightly
from placements.overview import digests, reminders
from placements.records import sealing, uploads


@shared_task(ignore_result=True)
def seal_history() -> None:
    """Seal new history entries into the hash chain."""
    sealing.seal_history()


@shared_task(ignore_result=True)
def follow_up() -> None:
    """Remind those who are late, tell whom it falls to next, and hand unanswered corrections to the curator."""
    reminders.follow_up(clock.now())
    contesting.pass_unanswered(clock.now())


@shared_task(ignore_result=True)
def queue_digests() -> None:
    """Queue the school's daily digests once the morning has come."""
    digests.queue_digests(clock.now())


@shared_task(ignore_result=True)
def mend_documents() -> None:
    """Queue again what a document or a batch of them still waits for and nobody would bring."""
    batches.requeue_batches(clock.now())
    making.requeue_editions(clock.now())


@shared_task(ignore_result=True)
def purge_uploads() -> None:
    """Delete uploaded files that nobody confirmed within a day."""
    uploads.purge_uploads(clock.now())


@shared_task(ignore_result=True)
def purge_drafts() -> None:
    """Delete drafts of days that nobody touched for half a year."""
    drafts.purge_drafts(clock.now())


@shared_task(ignore_result=True)
def reconcile_hours() -> None:
    """Once a night hold every counter against the ledger."""
    nightly.reconcile_nightly(clock.now())


@shared_task(ignore_result=True)
def apply_policy_changes() -> None:
    """Let changes of the rules hold whose day has come."""
    policy_changes.apply_policy_changes(clock.now())


@shared_task(ignore_result=True)
def ask_for_decisions() -> None:
    """Ask the managers of cohorts in which something can be decided."""
    asking.ask_for_decisions(clock.now())
