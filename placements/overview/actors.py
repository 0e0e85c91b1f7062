"""Who acts next, by when: the open work items as a person reads them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from placements.agreements.models import Practicum
from placements.clock import local_date
from placements.overview.wording import WORDING
from placements.people.models import Person
from placements.records.models import Part, WorkItem
from placements.records.querysets import NEVER_RESTING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Actor:
    """One line of who acts next."""

    name: str
    is_me: bool
    role: "str | _StrPromise"
    task: "str | _StrPromise"
    due: datetime
    days_late: int
    step: int
    part: str
    # Nobody is late while the practicum is suspended: the due date moves on.
    rests: bool = False


def rests(item: WorkItem) -> bool:
    """Whether the item waits for the end of a suspension; no query where the practicum is at hand."""
    return item.practicum is not None and bool(item.practicum.suspended_on) and item.kind not in NEVER_RESTING


def urgency(item: WorkItem) -> tuple[bool, bool, datetime, int]:
    """Items in the order in which people act: in a suspension its end first, and last what rests until then."""
    return rests(item), item.kind != RESUME, item.due_at, item.pk


def open_items(practicum: Practicum) -> list[WorkItem]:
    """The practicum's open work items, the most urgent first; one query."""
    return sorted(practicum.work_items.open().select_related("owner").order_by("due_at", "pk"), key=urgency)


def without(items: Iterable[WorkItem], kinds: Collection[str]) -> list[WorkItem]:
    """The items of other kinds than these."""
    return [item for item in items if item.kind not in kinds]


def next_actors(items: Iterable[WorkItem], me: Person, now: datetime) -> list[Actor]:
    """Those who act next, the soonest first; no query."""
    return [_actor(item, me, now) for item in items]


def _actor(item: WorkItem, me: Person, now: datetime) -> Actor:
    wording = WORDING[item.kind]
    is_me, is_resting = item.owner_id == me.pk, rests(item)
    return Actor(
        name=item.owner.name,
        is_me=is_me,
        role="" if is_me or item.part == Part.LEARNER else Part(item.part).label,
        task=wording.task,
        due=item.due_at,
        days_late=0 if is_resting else max((local_date(now) - local_date(item.due_at)).days, 0),
        step=wording.step,
        part=item.part,
        rests=is_resting,
    )
