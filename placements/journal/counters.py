"""What follows from every change of an entry, in its transaction: counters, and what the mentor is asked."""

from django.db.models import Sum

from placements.agreements.models import Practicum
from placements.people.models import Person
from placements.records.services import close_items


def posted_minutes(practicum: Practicum) -> int:
    """Confirmed minutes by the ledger."""
    return practicum.postings.aggregate(total=Sum("minutes"))["total"] or 0


def waiting_minutes(practicum: Practicum) -> int:
    """Minutes of the entries that wait for confirmation."""
    return practicum.entries.waiting().aggregate(total=Sum("minutes"))["total"] or 0


def refresh_counters(practicum: Practicum) -> None:
    """Write both counters from their rows; the caller holds the practicum's lock."""
    practicum.confirmed_minutes = posted_minutes(practicum)
    practicum.waiting_minutes = waiting_minutes(practicum)
    practicum.save(update_fields=["confirmed_minutes", "waiting_minutes"])


def close_settled(practicum: Practicum, placement_id: int, by: Person) -> None:
    """Ask the mentor no longer about days that do not wait; after the end, nor about the briefing that they needed."""
    entries = practicum.entries.filter(placement=placement_id)
    if not entries.waiting().exists():
        close_items("week", practicum_id=practicum.pk, by=by, subject_id=placement_id)
    if practicum.ended_at is not None and not entries.unsettled().exists():
        close_items("safety_briefing", practicum_id=practicum.pk, by=by, subject_id=placement_id)
