"""What follows from every change of an entry, in its transaction: counters, and what is asked of whom."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from placements import clock
from placements.agreements.models import Practicum
from placements.journal.models import Entry, HourPosting
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.records.services import close_items


def posted_minutes(practicum: Practicum) -> int:
    """Confirmed minutes by the ledger."""
    return practicum.postings.aggregate(total=Sum("minutes"))["total"] or 0


def waiting_minutes(practicum: Practicum) -> int:
    """What may come to the confirmed minutes: of each waiting entry what it has beyond its standing posting."""
    return practicum.entries.waiting().aggregate(total=Sum(MORE))["total"] or 0


MORE = Greatest(F("minutes") - F("posted_minutes"), 0, output_field=IntegerField())


def counters_from_rows() -> dict[str, Any]:
    """Both counters of a practicum as expressions over ledger and entries, for one UPDATE."""
    postings = HourPosting.objects.filter(practicum=OuterRef("pk")).order_by().values("practicum")
    waiting = Entry.objects.waiting().filter(practicum=OuterRef("pk")).order_by().values("practicum")
    return {
        "confirmed_minutes": Coalesce(Subquery(postings.annotate(total=Sum("minutes")).values("total")), 0),
        "waiting_minutes": Coalesce(Subquery(waiting.annotate(total=Sum(MORE)).values("total")), 0),
    }


def refresh_counters(*practicums: Practicum) -> None:
    """Write both counters from their rows, in one statement; the caller holds the practicums' locks."""
    Practicum.objects.filter(pk__in=[each.pk for each in practicums]).update(**counters_from_rows())


def close_settled(placements: Collection[int], by: Person | None) -> None:
    """Ask the mentors of these placements no longer about days that do not wait, nor phone them; one statement."""
    asked = Entry.objects.asked().filter(placement=OuterRef("subject_id"))
    items = WorkItem.objects.open().filter(kind__in=("week", "call_host"), subject_id__in=list(placements))
    items.exclude(Exists(asked)).update(done_at=clock.now(), done_by=by)


def close_briefing(practicum: Practicum, placement_id: int, by: Person | None) -> None:
    """After the end nobody is asked for the briefing of days that are settled."""
    unsettled = practicum.entries.unsettled().filter(placement=placement_id)
    if practicum.ended_at is not None and not unsettled.exists():
        close_items("safety_briefing", practicum_id=practicum.pk, by=by, subject_id=placement_id)
