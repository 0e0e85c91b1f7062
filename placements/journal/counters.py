"""The practicum's counters, written in the transaction of every change."""

from django.db.models import Sum

from placements.agreements.models import Practicum


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
