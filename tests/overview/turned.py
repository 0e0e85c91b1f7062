"""Practicums that have left their ordinary way, and the acts of rooms that are told on the timeline."""

from typing import Any

from django.db import transaction

from config.demo.build import take_host
from config.demo.walk import Walk
from placements import clock
from placements.cohorts.selectors import curator_of
from placements.overview.lanes import timeline_context
from placements.overview.swimlanes import PlacedEvent
from placements.people.models import Person
from placements.records.services import record

RETURNED = "Lisa juhendaja telefon."
DECLINED = "Meil on inventuur."
BROKEN = "Ettevõte lõpetas tegevuse."


def curator(walk: Walk) -> Person:
    return curator_of(walk.practicum.cohort)


def note(walk: Walk, action: str, reason: str = "", **columns: Any) -> None:
    """Record an act of the curator on the walk's day."""
    with walk.at(11), transaction.atomic():
        record(action, actor=curator(walk), practicum_id=walk.practicum.pk, reason=reason, **columns)


def looped(walk: Walk, times: int) -> Walk:
    """A request returned so many times, then declined by a company, then taken by another one."""
    for _ in range(times):
        walk.ask().review("return", RETURNED)
    walk.ask().review("approve").answer(accepts=False, reason=DECLINED)
    walk.host, walk.mentor = take_host(5)
    return walk.start()


def context(walk: Walk, *, only_turnings: bool = False) -> dict[str, Any]:
    walk.practicum.refresh_from_db()
    return timeline_context(walk.practicum, walk.practicum.learner, clock.now(), only_turnings=only_turnings)


def events(walk: Walk, step: int) -> list[PlacedEvent]:
    return list(context(walk)["stages"][step - 1].events)
