"""Documents for many learners: one after another in the background, by name; stopped and resumed at will.

One message issues one document and queues the next message, all in one transaction: after a kill at any point the
message is delivered again, and nothing is issued twice or left out. Files are made by messages of their own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from notifications.services import queue_message
from placements import clock
from placements.certificates import rules
from placements.certificates.issuing import issue
from placements.certificates.making import is_queued
from placements.certificates.models import IssueBatch, IssuedDocument, IssueItem
from placements.certificates.selectors import candidates
from placements.cohorts.models import Cohort
from placements.people.models import Person
from placements.records.models import HistoryEntry
from placements.records.services import record
from placements.refusals import Refusal, Refused

KIND = "issue_batch"
OF_LEARNERS, OF_COHORT = "learners", "cohort"
State = IssueItem.State


@transaction.atomic
def start_batch(cohort: Cohort, actor: Person, languages: str = OF_LEARNERS) -> IssueBatch:
    """Begin to issue the document of everybody in the cohort whose decision stands and who lacks nothing.

    languages: whether each is made in its learner's language, or all in the cohort's.
    Raises: Refused when nobody is ready, or while another batch of the cohort is not finished.
    """
    ready = [each.decision for each in candidates(cohort, clock.now()) if each.is_ready]
    if not ready:
        raise Refused(Refusal("batch.nobody"))
    batch = _open(cohort, actor)
    IssueItem.objects.bulk_create(IssueItem(batch=batch, decision=decision) for decision in ready)
    record(
        "batch.started", actor=actor, subject_id=batch.pk,
        cohort=batch.cohort_id, items=len(ready), languages=languages,
    )  # fmt: skip
    queue_message(KIND, batch=batch.pk)
    return batch


def _open(cohort: Cohort, actor: Person) -> IssueBatch:
    # Asked of the database, not beforehand: of two at once one gets this answer.
    try:
        with transaction.atomic():
            return IssueBatch.objects.create(cohort=cohort, started_by=actor)
    except IntegrityError as error:
        raise Refused(Refusal("batch.runs")) from error


@transaction.atomic
def stop_batch(batch: IssueBatch, actor: Person) -> None:
    """Issue no further document until somebody resumes; what is issued stays. Raises: Refused once it is finished."""
    locked = _locked(batch.pk)
    if locked.finished_at is not None:
        raise Refused(Refusal("batch.finished"))
    if locked.stopped_at is None:
        locked.stopped_at, locked.stopped_by = clock.now(), actor
        locked.save(update_fields=["stopped_at", "stopped_by"])
        _note("batch.stopped", locked, actor)


@transaction.atomic
def resume_batch(batch: IssueBatch, actor: Person) -> None:
    """Go on where it was stopped. Raises: Refused once it is finished."""
    locked = _locked(batch.pk)
    if locked.finished_at is not None:
        raise Refused(Refusal("batch.finished"))
    if locked.stopped_at is not None:
        locked.stopped_at, locked.stopped_by = None, None
        locked.save(update_fields=["stopped_at", "stopped_by"])
        _note("batch.resumed", locked, actor)
    queue_message(KIND, batch=locked.pk)


def issue_next(payload: Mapping[str, Any]) -> None:
    """Settle the next item and queue the message for the one after it; nothing while the batch is stopped."""
    batch = _locked(payload["batch"])
    if batch.finished_at is not None or batch.stopped_at is not None:
        return
    item = _waiting(batch).first()
    if item is not None:
        _settle(item, batch.started_by)
    if _waiting(batch).exists():
        queue_message(KIND, batch=batch.pk)
    else:
        _finish(batch)


@transaction.atomic
def requeue_batches(now: datetime) -> int:
    """Queue the next message of running batches that have none; returns how many there were."""
    running = IssueBatch.objects.filter(finished_at=None, stopped_at=None, started_at__lte=now)
    lost = [batch for batch in running if not is_queued(KIND, batch=batch.pk)]
    for batch in lost:
        queue_message(KIND, batch=batch.pk)
    return len(lost)


def _waiting(batch: IssueBatch) -> Any:
    waiting = batch.items.filter(state=State.WAITING).select_related("decision__cohort", "decision__learner")
    return waiting.order_by("pk")


def _locked(batch_id: int) -> IssueBatch:
    batches = IssueBatch.objects.select_for_update(of=("self",)).select_related("started_by")
    locked: IssueBatch = batches.get(pk=batch_id)
    return locked


def _settle(item: IssueItem, actor: Person) -> None:
    item.state, item.refusals, item.document = State.ISSUED, [], None
    try:
        item.document = _issued(item, actor)
    except Refused as refused:
        item.state, item.refusals = State.REFUSED, [rules.stored(each) for each in refused.refusals]
    item.done_at = clock.now()
    item.save(update_fields=["state", "document", "refusals", "done_at"])


def _issued(item: IssueItem, actor: Person) -> IssuedDocument:
    with transaction.atomic():
        return issue(item.decision, actor, _language(item))


def _language(item: IssueItem) -> str:
    """As was chosen when the batch was started: the history keeps it."""
    started = HistoryEntry.objects.filter(action="batch.started", subject_id=item.batch_id).order_by("pk").last()
    is_of_cohort = started is not None and started.details.get("languages") == OF_COHORT
    decision = item.decision
    language: str = decision.cohort.language if is_of_cohort else decision.learner.language
    return language


def _finish(batch: IssueBatch) -> None:
    batch.finished_at = clock.now()
    batch.save(update_fields=["finished_at"])
    _note("batch.finished", batch, None)


def _note(action: str, batch: IssueBatch, actor: Person | None) -> None:
    record(action, actor=actor, subject_id=batch.pk, cohort=batch.cohort_id, items=0)
