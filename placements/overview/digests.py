"""The school's one mail a day: queued in the morning, when something is due."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import Q

from notifications.services import queue_message
from placements.clock import TALLINN, end_of_day, instant, is_working_day, local_date
from placements.people.models import Person
from placements.records.models import Part, WorkItem

AT = time(8, 30)


@dataclass(frozen=True, slots=True)
class Counts:
    due_today: int
    overdue: int


def digest_counts(person: Person, now: datetime) -> Counts:
    """How many of this person's items are due today, and how many are overdue; two queries."""
    items = WorkItem.objects.open().actable_by(person).awake(now)
    today = local_date(now)
    overdue = items.filter(due_at__lt=instant(today, time(0))).count()
    return Counts(items.filter(due_at__lte=end_of_day(today)).count() - overdue, overdue)


def queue_digests(now: datetime) -> int:
    """Queue today's digest of everybody at the school with something due; once a day however often it is called."""
    local = now.astimezone(TALLINN)
    if local.time() < AT or not is_working_day(local.date()):
        return 0
    due = Q(work_items__done_at=None, work_items__due_at__lte=end_of_day(local.date()))
    desk = Q(work_items__part__in=[Part.CURATOR, Part.MANAGER])
    people = Person.objects.filter(due & desk, is_active=True, has_account=True).distinct()
    for person in people:
        with transaction.atomic():
            queue_message("curator_digest", person_id=person.pk, dedupe_key=f"digest:{person.pk}:{local.date()}")
    return len(people)
