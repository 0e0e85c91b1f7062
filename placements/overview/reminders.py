"""Following up what is late: one reminder, then the curator, then the manager. Source: domain, section 3."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from notifications.services import queue_message
from notifications.windows import host_mail_at
from placements.clock import deadline, local_date, working_days_between
from placements.cohorts.selectors import curator_of, policy_of, school_signatory_of
from placements.overview.silence import follow_weeks
from placements.records.models import Part, WorkItem
from placements.records.querysets import RESTS
from placements.records.services import open_item

KIND = "overdue"
WORKING_DAYS = 1
DESK = (Part.CURATOR, Part.MANAGER)
# Practicum days have a follow-up of their own, and where the mentor has no address the curator asks by phone anyway.
OF_THEIR_OWN = Q(kind=KIND) | Q(kind="week", owner__email__isnull=False)


def follow_up(now: datetime) -> int:
    """Remind, escalate, and close escalations that are settled; returns how many items it touched.

    Nobody is late with what rests in a suspension.
    """
    late = WorkItem.objects.open().filter(due_at__lt=now, practicum__isnull=False).exclude(OF_THEIR_OWN | RESTS)
    touched = _close_settled(now) + follow_weeks(now)
    for item_id in late.filter(reminded_at=None).exclude(part__in=DESK).values_list("pk", flat=True):
        touched += _remind(item_id, now)
    for item in late.filter(escalated_at=None).select_related("practicum__cohort", "owner"):
        touched += _escalate(item, now)
    return touched


def _close_settled(now: datetime) -> int:
    """Escalations end with the item that they are about."""
    done = WorkItem.objects.exclude(done_at=None).values("pk")
    return WorkItem.objects.open().filter(kind=KIND, subject_id__in=done).update(done_at=now)


@transaction.atomic
def _remind(item_id: int, now: datetime) -> int:
    marked = WorkItem.objects.open().filter(pk=item_id, reminded_at=None).update(reminded_at=now)
    if marked:
        item = WorkItem.objects.get(pk=item_id)
        due_at = host_mail_at(now) if item.part == Part.HOST else now
        queue_message("work_item", person_id=item.owner_id, due_at=due_at, item=item.pk)
    return marked


@transaction.atomic
def _escalate(item: WorkItem, now: datetime) -> int:
    assert item.practicum is not None
    cohort = item.practicum.cohort
    days = policy_of(cohort).escalation_working_days
    to_manager = item.part in DESK
    patience = days.to_manager if to_manager else days.to_curator
    if working_days_between(local_date(item.due_at), local_date(now)) < patience:
        return 0
    marked = WorkItem.objects.open().filter(pk=item.pk, escalated_at=None).update(escalated_at=now)
    owner = school_signatory_of(cohort) if to_manager else curator_of(cohort)
    if marked and owner != item.owner:
        part = Part.MANAGER if to_manager else Part.CURATOR
        due_at = deadline(now, WORKING_DAYS)
        open_item(KIND, part=part, owner=owner, due_at=due_at, practicum=item.practicum, subject_id=item.pk)
    return marked
