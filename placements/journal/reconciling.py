"""Proving the counters from the ledger: what differs is told, and mended from the ledger, which never changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from placements.agreements.models import Practicum
from placements.journal.counters import posted_minutes, refresh_counters, waiting_minutes
from placements.journal.models import Entry
from placements.records.models import Channel
from placements.records.services import record


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not what its rows say; entry is None for a counter of the practicum."""

    practicum: int
    entry: int | None
    name: str
    found: int
    right: int

    def __str__(self) -> str:
        where = f"entry {self.entry} of practicum {self.practicum}" if self.entry else f"practicum {self.practicum}"
        return f"{where}: {self.name} is {self.found}, its rows say {self.right}"


def reconcile_hours(*, mends: bool) -> list[Difference]:
    """Compare every practicum; mends writes what the ledger says. Locks: one practicum at a time."""
    found: list[Difference] = []
    ids = list(Practicum.objects.order_by("pk").values_list("pk", flat=True))
    for practicum_id in ids:
        found += _reconcile(practicum_id, mends=mends)
    return found


@transaction.atomic
def _reconcile(practicum_id: int, *, mends: bool) -> list[Difference]:
    practicum = Practicum.objects.locked().get(pk=practicum_id)
    entries = list(_entry_differences(practicum))
    if entries and mends:
        for each in entries:
            assert each.entry is not None
            Entry.objects.filter(pk=each.entry).update(posted_minutes=each.right)
    counters = list(_counter_differences(practicum))
    if counters and mends:
        refresh_counters(practicum)
    differences = [*entries, *counters]
    if differences and mends:
        _tell(practicum, differences)
    return differences


def _entry_differences(practicum: Practicum) -> Iterator[Difference]:
    posted = Coalesce(Sum("postings__minutes"), 0)
    wrong = practicum.entries.annotate(ledger=posted).exclude(posted_minutes=F("ledger")).order_by("pk")
    for entry in wrong:
        yield Difference(practicum.pk, entry.pk, "posted_minutes", entry.posted_minutes, entry.ledger)


def _counter_differences(practicum: Practicum) -> Iterator[Difference]:
    rows = {"confirmed_minutes": posted_minutes(practicum), "waiting_minutes": waiting_minutes(practicum)}
    for name, right in rows.items():
        if getattr(practicum, name) != right:
            yield Difference(practicum.pk, None, name, getattr(practicum, name), right)


def _tell(practicum: Practicum, differences: list[Difference]) -> None:
    record("hours.reconciled", actor=None, practicum_id=practicum.pk, channel=Channel.SYSTEM, figures=len(differences))
