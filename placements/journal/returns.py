"""Who returned a day, when and how: what history says of it, and the act of confirming to which it belonged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from placements.journal.models import Confirmation, Entry
from placements.people.models import Person
from placements.records.models import Channel, HistoryEntry

ACTS = ("entry.returned", "entry.taken_back")
ON_BEHALF = (Channel.PAPER, Channel.PHONE)


@dataclass(frozen=True, slots=True)
class Return:
    """The latest return of a day; act is the confirming to which it belonged, None where history does not name it."""

    by: Person
    at: datetime
    channel: str
    act: Confirmation | None

    @property
    def is_on_behalf(self) -> bool:
        """Whether a curator entered it for the mentor."""
        return self.channel in ON_BEHALF

    @property
    def is_the_mentors(self) -> bool:
        """Whether it was the mentor's word: a curator who settled a contest speaks for himself."""
        return self.channel == Channel.LINK or self.is_on_behalf

    @property
    def final_at(self) -> datetime | None:
        """Until when the mentor may change it, as with what he confirmed; None where that is not his to do."""
        return self.act.final_at if self.act is not None and self.is_the_mentors else None

    def get_channel_display(self) -> str:
        return str(Channel(self.channel).label)


def returns_of(entries: Collection[Entry]) -> dict[int, Return]:
    """By entry how it was returned last; two queries, none where no day is returned."""
    returned = {each.pk: each.practicum_id for each in entries if each.state == Entry.State.RETURNED}
    if not returned:
        return {}
    rows = HistoryEntry.objects.filter(action__in=ACTS, practicum__in=set(returned.values()), subject_id__in=returned)
    latest = {row.subject_id: row for row in rows.select_related("actor").order_by("pk")}
    named = {row.details.get("confirmation") for row in latest.values()}
    acts = Confirmation.objects.filter(pk__in=named - {None}).select_related("person", "on_behalf_of", "evidence")
    known = {each.pk: each for each in acts}
    return {
        pk: Return(row.actor, row.at, row.channel, known.get(row.details.get("confirmation")))
        for pk, row in latest.items()
        if pk is not None and row.actor is not None
    }
