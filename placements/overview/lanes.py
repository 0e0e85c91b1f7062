"""The timeline of a practicum: who acted when, who acts next, in three lanes and seven steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from placements import formats
from placements.agreements.models import Placement, Practicum
from placements.clock import local_date
from placements.cohorts.selectors import curator_of
from placements.guidance.selectors import hidden_from
from placements.overview.actors import Actor, next_actors, open_items, without
from placements.overview.afterwards import afterwards_of
from placements.overview.ahead import REPORT, expected, note_of
from placements.overview.chronicle import chronicle_of
from placements.overview.steps import StepState, steps_of
from placements.overview.story import HOST, LEARNER, SCHOOL, Told, ending_of, story_of, suspension_of
from placements.overview.swimlanes import Event, Lane, Stage, place
from placements.people.models import Person

LANE_OF_PART = {"learner": LEARNER, "host": HOST, "curator": SCHOOL, "manager": SCHOOL}
# So many turnings of one kind and person stand one by one in a step; more are told together.
SINGLE = 3


def _language() -> str:
    return (get_language() or "et")[:2]


def _weekday_day(at: datetime) -> str:
    return formats.weekday_day(local_date(at), _language())


def _days(first: date, last: date) -> str:
    if first == last:
        return formats.weekday_day(first, _language())
    return formats.short_day(first) + formats.DASH + formats.short_day(last)


def _event(acts: Sequence[Told]) -> Event:
    last = acts[-1]
    what = f"{last.words} ({len(acts)})" if len(acts) > 1 else str(last.words)
    when = _days(local_date(acts[0].entry.at), local_date(last.entry.at))
    state = "turning" if last.is_turning else "done"
    return Event(last.lane, when, last.by, what, state, last.why if last.is_turning else "")


def _done(story: Iterable[Told], step: int) -> list[Event]:
    """The step's acts by their last day. Everyday ones of a person are one event with their number, and so are others
    of one kind when there are many."""
    kinds: dict[tuple[str, str, int], list[Told]] = {}
    for told in story:
        if told.step == step:
            kinds.setdefault((told.entry.action, told.by, told.lane), []).append(told)
    groups: list[list[Told]] = []
    for acts in kinds.values():
        together = acts[0].is_everyday or len(acts) > SINGLE
        groups += [acts] if together else [[told] for told in acts]
    return [_event(acts) for acts in sorted(groups, key=lambda acts: (acts[-1].entry.at, acts[-1].entry.pk))]


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


@dataclass(frozen=True, slots=True)
class _People:
    """Whom each lane is named after: who stands there now, then whoever else acted there."""

    now: tuple[str, str, str]

    def lanes(self, story: Sequence[Told]) -> list[Lane]:
        labels = (_("Learner"), _("Company"), _("School"))
        return [Lane(label, ", ".join(self._names(story, lane))) for lane, label in enumerate(labels)]

    def _names(self, story: Sequence[Told], lane: int) -> list[str]:
        acted = [told.by for told in story if told.lane == lane and told.entry.actor_id]
        return [name for name in dict.fromkeys([self.now[lane], *acted]) if name]


def _step_states(practicum: Practicum, story: Sequence[Told], ending: Told | None) -> list[StepState]:
    """The seven. Where a practicum ended without a completion that stands, the step is a stop; once the company has
    evaluated, the report is what is going on."""
    steps = steps_of(practicum, afterwards_of(practicum))
    if ending is not None and practicum.stage in Practicum.ENDED:
        end = max((told.step for told in story if told.entry.at <= ending.entry.at), default=1)
        return _with_state(steps, end, "stop")
    is_evaluated = any(told.entry.action == "evaluation.submitted" for told in story)
    return _with_state(steps, REPORT, "now") if practicum.stage == Practicum.Stage.CLOSING and is_evaluated else steps


def _with_state(steps: Sequence[StepState], number: int, state: str) -> list[StepState]:
    """The steps with this one in this state, those before it done, those after it ahead."""
    states = ["done" if each < number else state if each == number else "ahead" for each in range(1, len(steps) + 1)]
    return [StepState(step.label, each) for step, each in zip(steps, states, strict=True)]


def _stages(picture: "_Picture", lanes: Sequence[Lane], actors: Sequence[Actor]) -> list[Stage]:
    practicum, story, stages = picture.practicum, picture.story, []
    for number, step in enumerate(_step_states(practicum, story, picture.ending), 1):
        events = _done(story, number) + _ahead(actors, number)
        if picture.ending is None:
            events += expected(picture.people.now, events, number)
        is_ahead = step.state == "ahead" and not events
        note = note_of(practicum, picture.placement, story, number, is_ahead=is_ahead)
        stages.append(Stage(step.label, note, step.state, place(events, lanes)))
    return stages


@dataclass(frozen=True, slots=True)
class _Picture:
    practicum: Practicum
    placement: Placement | None
    story: Sequence[Told]
    people: _People

    @property
    def ending(self) -> Told | None:
        return ending_of(self.story)


def timeline_context(practicum: Practicum, me: Person, now: datetime, *, only_turnings: bool = False) -> dict[str, Any]:
    """Lanes, stages with their events, who acts next, and the chronicle; eleven queries however long the history is."""
    placements = list(practicum.placements.select_related("host", "mentor", "signatory").order_by("pk"))
    hidden = hidden_from(me, practicum)
    placement, story = _latest(placements), story_of(practicum, placements, hidden)
    people = _People((practicum.learner.name, placement.mentor.name if placement else "", _curator(practicum)))
    lanes, actors = people.lanes(story), next_actors(without(open_items(practicum), hidden), me, now)
    return {
        "practicum": practicum,
        "placement": placement,
        "lanes": lanes,
        "stages": _stages(_Picture(practicum, placement, story, people), lanes, actors),
        "actors": actors,
        "is_late": any(actor.days_late for actor in actors),
        "now": now,
        "ending": ending_of(story),
        "suspension": suspension_of(story),
        "chronicle": chronicle_of(story, only_turnings=only_turnings),
        "others": _other_practicums(practicum),
    }


def _curator(practicum: Practicum) -> str:
    return curator_of(practicum.cohort).name


def _latest(placements: Sequence[Placement]) -> Placement | None:
    """The live placement, else the last one that took place."""
    fallen_through = {Placement.State.DECLINED, Placement.State.CALLED_OFF}
    return next((each for each in reversed(placements) if each.state not in fallen_through), None)


def _other_practicums(practicum: Practicum) -> list[Practicum]:
    """The other practicums of the same enrolment, the latest first: one was broken off, another begun again."""
    others = Practicum.objects.filter(enrolment=practicum.enrolment_id).exclude(pk=practicum.pk)
    return list(others.order_by("-pk"))
