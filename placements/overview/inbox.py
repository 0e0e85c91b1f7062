"""The inbox: what waits for a person, for others, and what was put off."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.clock import local_date
from placements.overview.actors import rests
from placements.overview.navigation import NavigationItem
from placements.overview.wording import WORDING
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.records.querysets import WorkItemQuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PAGE = 50
# Lengths that an instant of this millennium and a row's number can have: longer ones overflow.
KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
SOON_DAYS = 7
MINE, OTHERS, SNOOZED = "mine", "others", "snoozed"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    pk: int
    name: str
    kind: "_StrPromise"
    what: str
    icon: str
    url: str
    due: datetime
    is_late: bool
    current: bool
    # Its practicum is suspended: the item waits for the end of that.
    rests: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows whose due dates belong together."""

    title: "_StrPromise"
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class InboxPage:
    """What the inbox shows; next_page is the key after which the list goes on, empty at its end."""

    tab: str
    counts: dict[str, int]
    groups: list[Group]
    next_page: str


def items_of(person: Person, tab: str, now: datetime) -> WorkItemQuerySet:
    """The open items of one tab."""
    mine = WorkItem.objects.open().actable_by(person)
    if tab == SNOOZED:
        return mine.snoozed(now)
    if tab == OTHERS:
        return WorkItem.objects.open().in_cohorts_of(person).exclude(pk__in=mine.values("pk"))
    return mine.awake(now)


def _after(key: str) -> Q:
    """Rows after a key `<due in microseconds>-<id>`; all rows for a key that makes no sense."""
    found = KEY.fullmatch(key)
    if found is None:
        return Q()
    due, pk = datetime.fromtimestamp(int(found[1]) / 1_000_000, tz=UTC), int(found[2])
    return Q(due_at__gt=due) | Q(due_at=due, pk__gt=pk)


def _key(item: WorkItem) -> str:
    return f"{round(item.due_at.timestamp() * 1_000_000)}-{item.pk}"


def inbox_page(person: Person, tab: str, now: datetime, *, after: str = "", current: int = 0) -> InboxPage:
    """One page of a tab, by due date; six queries whatever its length."""
    tab = tab if tab in {MINE, OTHERS, SNOOZED} else MINE
    chosen = items_of(person, tab, now).filter(_after(after)).order_by("due_at", "pk")
    items = list(chosen.select_related("practicum__learner", "owner", "cohort")[: PAGE + 1])
    counts = {each: items_of(person, each, now).count() for each in (MINE, OTHERS, SNOOZED)}
    next_page = _key(items[PAGE - 1]) if len(items) > PAGE else ""
    return InboxPage(tab, counts, _groups(items[:PAGE], tab, now, current), next_page)


def _groups(items: Iterable[WorkItem], tab: str, now: datetime, current: int) -> list[Group]:
    today = local_date(now)
    titles = (_("Due today or overdue"), _("Next 7 days"), _("Later"))
    rows: tuple[list[Row], ...] = ([], [], [])
    for item in items:
        days = (local_date(item.due_at) - today).days
        rows[0 if days <= 0 else 1 if days <= SOON_DAYS else 2].append(_row(item, tab, now, current))
    return [Group(title, group) for title, group in zip(titles, rows, strict=True) if group]


def _row(item: WorkItem, tab: str, now: datetime, current: int) -> Row:
    wording = WORDING[item.kind]
    name = item.practicum.learner.name if item.practicum else item.cohort.code if item.cohort else item.owner.name
    what = item.owner.name if tab == OTHERS else str(wording.task)
    is_resting = rests(item)
    is_late = local_date(item.due_at) <= local_date(now) and not is_resting
    shown = (wording.title, what, wording.icon, _url(item, tab), item.due_at)
    return Row(item.pk, name, *shown, is_late, item.pk == current, is_resting)


def _url(item: WorkItem, tab: str) -> str:
    """Others' items lead to their learner; an opened item keeps its own list beside it."""
    if tab == OTHERS:
        return reverse("learner", args=[item.practicum_id])
    address = reverse("inbox-item", args=[item.pk])
    return address if tab == MINE else f"{address}?tab={tab}"


def with_inbox_count(
    items: list[NavigationItem], person: Any, counts: Mapping[str, int] | None
) -> list[NavigationItem]:
    """The menu with the number of what waits; one query where there is an inbox and the page has not counted it."""
    address = reverse("inbox")
    if counts is not None or all(item.url != address for item in items):
        return items
    waiting = items_of(person, MINE, clock.now()).count()
    return [replace(item, count=waiting) if item.url == address else item for item in items]
