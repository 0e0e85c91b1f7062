"""What a mentor's correction says of a day, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from placements.journal.asking import CONTESTED
from placements.journal.models import Correction, Entry
from placements.records.models import WorkItem


@dataclass(frozen=True, slots=True)
class Answerable:
    """The latest correction of a day; decide_by is the curator's due date while he has it."""

    correction: Correction
    decide_by: datetime | None = None
    curator: str = ""


def corrections_of(entries: Collection[Entry]) -> dict[int, Answerable]:
    """The latest correction of each of these entries, by entry; two queries, one while nothing is contested."""
    if not entries:
        return {}
    related = ("confirmation__person", "confirmation__evidence", "settled_by")
    rows = Correction.objects.filter(entry__in=[each.pk for each in entries]).select_related(*related).order_by("pk")
    latest = {row.entry_id: row for row in rows}
    contested = [pk for pk, row in latest.items() if row.state == Correction.State.CONTESTED]
    items = _items(contested) if contested else {}
    return {pk: _answerable(row, items.get(pk)) for pk, row in latest.items()}


def _items(contested: Collection[int]) -> dict[int, WorkItem]:
    items = WorkItem.objects.open().filter(kind=CONTESTED, subject_id__in=contested).select_related("owner")
    return {each.subject_id: each for each in items}


def _answerable(correction: Correction, item: WorkItem | None) -> Answerable:
    return Answerable(correction, item.due_at, item.owner.name) if item else Answerable(correction)
