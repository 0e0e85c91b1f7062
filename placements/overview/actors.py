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

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


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


def open_items(practicum: Practicum) -> list[WorkItem]:
    """The practicum's open work items by due date, without meetings far ahead; one query."""
    return list(practicum.work_items.open().select_related("owner").order_by("due_at", "pk"))


def without(items: Iterable[WorkItem], kinds: Collection[str]) -> list[WorkItem]:
    """The items of other kinds than these."""
    return [item for item in items if item.kind not in kinds]


def next_actors(items: Iterable[WorkItem], me: Person, now: datetime) -> list[Actor]:
    """Those who act next, the soonest first; no query."""
    return [_actor(item, me, now) for item in items]


def _actor(item: WorkItem, me: Person, now: datetime) -> Actor:
    wording = WORDING[item.kind]
    is_me = item.owner_id == me.pk
    return Actor(
        name=item.owner.name,
        is_me=is_me,
        role="" if is_me or item.part == Part.LEARNER else Part(item.part).label,
        task=wording.task,
        due=item.due_at,
        days_late=max((local_date(now) - local_date(item.due_at)).days, 0),
        step=wording.step,
        part=item.part,
    )
