"""The timeline of a practicum: who acted when, who acts next, in three lanes and seven steps."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from placements import formats
from placements.agreements.models import Placement, Practicum
from placements.agreements.selectors import latest_placement
from placements.clock import local_date
from placements.cohorts.selectors import curator_of
from placements.overview.actors import Actor, next_actors, open_items
from placements.overview.ahead import HOST, LEARNER, SCHOOL, expected, note_of
from placements.overview.steps import StepState, steps_of
from placements.overview.swimlanes import Event, Lane, Stage, place
from placements.overview.wording import ACTS
from placements.people.models import Person
from placements.records.models import HistoryEntry

LANE_OF_PART = {"learner": LEARNER, "host": HOST, "curator": SCHOOL, "manager": SCHOOL}
MERGED = frozenset({"entry.submitted", "hours.confirmed", "entry.edited", "question.asked", "question.answered"})


def _weekday_day(at: datetime) -> str:
    return formats.weekday_day(local_date(at), (get_language() or "et")[:2])


def _lane(entry: HistoryEntry, learner_id: int) -> int:
    # Acts of a row that was merged into the learner's are the learner's own.
    if entry.actor and learner_id in (entry.actor_id, entry.actor.merged_into_id):
        return LEARNER
    return HOST if entry.channel == "link" else SCHOOL


def _done(entries: Iterable[HistoryEntry], learner_id: int, step: int) -> list[Event]:
    """The step's acts; everyday ones are merged into the last of them with their number."""
    events: dict[tuple[str, int], Event] = {}
    counts: dict[tuple[str, int], int] = {}
    for number, entry in enumerate(entries):
        act = ACTS.get(entry.action)
        if act is None or act[1] != step:
            continue
        key = (entry.action, -1 if entry.action in MERGED else number)
        counts[key] = counts.get(key, 0) + 1
        what = f"{act[0]} ({counts[key]})" if counts[key] > 1 else str(act[0])
        by = entry.actor.name if entry.actor else _("by the system")
        events[key] = Event(_lane(entry, learner_id), _weekday_day(entry.at), by, what)
    return list(events.values())


def _ahead(actors: Iterable[Actor], step: int) -> list[Event]:
    return [
        Event(
            LANE_OF_PART[actor.part],
            _("until {day}").format(day=_weekday_day(actor.due)),
            actor.name,
            str(actor.task),
            "next" if actor.part == "learner" else "wait",
        )
        for actor in actors
        if actor.step == step
    ]


def _lanes(practicum: Practicum, placement: Placement | None) -> list[Lane]:
    return [
        Lane(_("Learner"), practicum.learner.name),
        Lane(_("Company"), placement.mentor.name if placement else ""),
        Lane(_("School"), curator_of(practicum.cohort).name),
    ]


def _stage(
    practicum: Practicum,
    lanes: Sequence[Lane],
    entries: Sequence[HistoryEntry],
    actors: Iterable[Actor],
    numbered: tuple[int, StepState],
) -> Stage:
    number, step = numbered
    is_ahead = step.state == "ahead"
    events = _done(entries, practicum.learner_id, number) + _ahead(actors, number)
    if practicum.completed_at is None:
        events += expected([lane.people for lane in lanes], events, number)
    note = note_of(practicum, entries, number, is_ahead=is_ahead and not events)
    return Stage(step.label, note, step.state, place(events, lanes))


def timeline_context(practicum: Practicum, me: Person, now: datetime) -> dict[str, Any]:
    """Lanes, stages with their events, and who acts next; six queries however long the history is."""
    placement = latest_placement(practicum)
    lanes = _lanes(practicum, placement)
    entries = list(practicum.history.select_related("actor").order_by("at", "pk"))
    actors = next_actors(open_items(practicum), me, now)
    stages = [
        _stage(practicum, lanes, entries, actors, (number, step)) for number, step in enumerate(steps_of(practicum), 1)
    ]
    return {
        "practicum": practicum,
        "placement": placement,
        "lanes": lanes,
        "stages": stages,
        "actors": actors,
        "now": now,
    }
