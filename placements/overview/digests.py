"""The school's one mail a day: queued in the morning, when something is due."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q, QuerySet

from notifications.services import queue_message
from placements.clock import TALLINN, end_of_day, instant, is_working_day, local_date
from placements.cohorts.models import Substitution
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.records.querysets import DESK

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
    """Queue today's digest of everybody at the school with something due; once a day however often it is called.

    Who is away today gets none; who stands in gets it, and his own digest counts the absent one's items.
    """
    local = now.astimezone(TALLINN)
    if local.time() < AT or not is_working_day(local.date()):
        return 0
    people = _readers(local.date())
    for person in people:
        with transaction.atomic():
            queue_message("curator_digest", person_id=person.pk, dedupe_key=f"digest:{person.pk}:{local.date()}")
    return len(people)


def _readers(day: date) -> QuerySet[Person]:
    """Owners of what is due by this day who are not away, and in place of the others those who stand in for them."""
    due = WorkItem.objects.open().filter(part__in=DESK, due_at__lte=end_of_day(day)).order_by()
    running = Substitution.objects.running(day).filter(absent__is_active=True).order_by()
    owners = Q(pk__in=due.values("owner")) & ~Q(pk__in=running.values("absent"))
    stand_ins = Q(pk__in=running.filter(absent__in=due.values("owner")).values("substitute"))
    return Person.objects.filter(owners | stand_ins, is_active=True, has_account=True).order_by("pk")
