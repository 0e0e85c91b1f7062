"""Lines of the learner lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from placements.agreements.models import Placement, Practicum
from placements.journal.selectors import Progress, progress_of
from placements.overview.actors import Actor, next_actors, urgency
from placements.people.models import Person
from placements.records.models import WorkItem


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A practicum with its company, its hours, and who acts next."""

    practicum: Practicum
    host: str
    progress: Progress
    actor: Actor | None


def learner_rows(practicums: Iterable[Practicum], me: Person, now: datetime) -> list[LearnerRow]:
    """A line for each practicum; two queries beside the practicums' own, however many there are."""
    listed = list(practicums)
    ids = [practicum.pk for practicum in listed]
    # A meeting may lie far ahead, and a concern is not for everybody who reads the list.
    items = WorkItem.objects.open().filter(practicum__in=ids).exclude(kind__in=["check_in", "concern"])
    first: dict[int, Actor] = {}
    for item in sorted(items.select_related("owner", "practicum").order_by("due_at", "pk"), key=urgency):
        if item.practicum_id not in first and item.practicum_id is not None:
            first[item.practicum_id] = next_actors([item], me, now)[0]
    placements = Placement.objects.filter(practicum__in=ids, state__in=[*Placement.LIVE, Placement.State.ENDED])
    hosts = dict(placements.order_by("pk").values_list("practicum", "host__name"))
    return [LearnerRow(each, hosts.get(each.pk, ""), progress_of(each), first.get(each.pk)) for each in listed]
