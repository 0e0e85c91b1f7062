"""Where each event of a practicum stands in the picture of who did what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

ROWS_PER_LANE = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """One side's row: its name and its people."""

    label: "Words"
    people: str


@dataclass(frozen=True, slots=True)
class Event:
    """What one side did (done), must do (next, wait) or is expected to do (plan); lane counts from 0."""

    lane_number: int
    when: "Words"
    by: str
    what: "Words"
    state: str = "done"


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event with its place in the grid; is_other when its person is not the one the lane is named after."""

    place: str
    lane: "Words"
    when: "Words"
    by: str
    is_other: bool
    what: "Words"
    state: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the seven steps with its events; its state is done, now or ahead."""

    label: "Words"
    note: "Words"
    state: str
    events: Sequence[PlacedEvent]


def place(events: Iterable[Event], lanes: Sequence[Lane]) -> list[PlacedEvent]:
    """Put a stage's events, oldest first, each on the next free row of its lane; the last row takes what is over."""
    taken: Counter[int] = Counter()
    placed = []
    for event in events:
        taken[event.lane_number] += 1
        row = min(taken[event.lane_number], ROWS_PER_LANE)
        where = f"l{event.lane_number + 1}-{row}"
        lane = lanes[event.lane_number]
        is_other = bool(lane.people) and event.by != lane.people
        placed.append(PlacedEvent(where, lane.label, event.when, event.by, is_other, event.what, event.state))
    return placed
