"""The seven steps of a practicum, and where it stands among them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placements.agreements.models import Practicum
from placements.overview.afterwards import Afterwards
from placements.overview.wording import STEP_OF_STAGE, STEPS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class StepState:
    """One of the seven: done, now, ahead, or stop where the practicum ended before its completion."""

    label: "_StrPromise"
    state: str


def current_step(practicum: Practicum, afterwards: Afterwards) -> int:
    """The number of the step at which the practicum stands or ended, from 1; one that ended without a logged day never
    left the first, one with a document has left all seven."""
    if practicum.stage == Practicum.Stage.COMPLETED and practicum.ended_at is None:
        return afterwards.step
    has_days = practicum.confirmed_minutes or practicum.waiting_minutes
    return 1 if practicum.ended_at is not None and not has_days else STEP_OF_STAGE[practicum.stage]


def steps_of(practicum: Practicum, afterwards: Afterwards) -> list[StepState]:
    """All seven; no query."""
    now, here = current_step(practicum, afterwards), "stop" if practicum.ended_at is not None else "now"
    states = ["done" if number < now else here if number == now else "ahead" for number in range(1, len(STEPS) + 1)]
    return [StepState(label, state) for label, state in zip(STEPS, states, strict=True)]
