"""The seven steps of a practicum, and where it stands among them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placements.agreements.models import Practicum
from placements.overview.wording import STEP_OF_STAGE, STEPS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class StepState:
    """One of the seven: done, now, or ahead."""

    label: "_StrPromise"
    state: str


def current_step(practicum: Practicum) -> int:
    """The number of the step at which the practicum stands, from 1."""
    return STEP_OF_STAGE[practicum.stage]


def steps_of(practicum: Practicum) -> list[StepState]:
    """All seven; no query."""
    now = current_step(practicum)
    states = ["done" if number < now else "now" if number == now else "ahead" for number in range(1, len(STEPS) + 1)]
    return [StepState(label, state) for label, state in zip(STEPS, states, strict=True)]
