"""Where each event of a practicum stands in the picture of who did what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

# The stylesheet has so many places in a step's order on the phone; what comes later keeps the last one's.
PLACES = 60


@dataclass(frozen=True, slots=True)
class Lane:
    """One side's row: its name and its people."""

    label: "Words"
    people: str


@dataclass(frozen=True, slots=True)
class Event:
    """What one side did (done, turning), must do (next, wait) or is expected to do (plan); lane counts from 0."""

    lane_number: int
    when: "Words"
    by: str
    what: "Words"
    state: str = "done"
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event with its place in its step's order; is_other when the lane does not name just its person."""

    place: int
    lane: "Words"
    when: "Words"
    by: str
    is_other: bool
    what: "Words"
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the seven steps with its events by lanes; its state is done, now, stop (it ended here) or ahead."""

    label: "Words"
    note: "Words"
    state: str
    cells: Sequence[Sequence[PlacedEvent]]

    @property
    def events(self) -> list[PlacedEvent]:
        """All of them in their order."""
        return sorted((event for cell in self.cells for event in cell), key=lambda event: event.place)


def place(events: Iterable[Event], lanes: Sequence[Lane]) -> list[list[PlacedEvent]]:
    """Put a step's events, given in their order, into the cells of their lanes, one below the other."""
    cells: list[list[PlacedEvent]] = [[] for _lane in lanes]
    for number, event in enumerate(events, 1):
        lane = lanes[event.lane_number]
        is_other = bool(lane.people) and event.by != lane.people
        cells[event.lane_number].append(
            PlacedEvent(
                min(number, PLACES), lane.label, event.when, event.by, is_other, event.what, event.state, event.why
            )
        )
    return cells
