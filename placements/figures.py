"""The geometry of the progress pictures: numbers come out as text, so that no language puts a comma into an SVG."""

import math
from dataclasses import dataclass

RADIUS = 56
CIRCUMFERENCE = 2 * math.pi * RADIUS
GAP = 4


@dataclass(frozen=True, slots=True)
class Arc:
    """A stretch of the ring as an SVG dash."""

    dash: str
    offset: str


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring's two arcs, None where there is nothing to show; what is left, and what is beyond the whole."""

    confirmed: Arc | None
    waiting: Arc | None
    left: int
    extra: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar's two stretches in percent of its width."""

    confirmed: str
    waiting: str


def shares(confirmed: int, waiting: int, required: int) -> tuple[float, float]:
    """How much of the whole is confirmed and waiting; together never more than all of it."""
    if required <= 0:
        return 0.0, 0.0
    first = min(max(confirmed, 0), required)
    second = min(max(waiting, 0), required - first)
    return first / required, second / required


def _arc(start: float, share: float) -> Arc | None:
    if not share:
        return None
    gap = 0 if share == 1 else GAP
    length = max(CIRCUMFERENCE * share - gap, 0.5)
    offset = CIRCUMFERENCE * start + gap / 2
    return Arc(f"{length:.1f} {CIRCUMFERENCE - length:.1f}", f"{-offset:.1f}")


def ring(confirmed: int, waiting: int, required: int) -> Ring:
    """The arcs of the progress ring, in any unit as long as it is one."""
    first, second = shares(confirmed, waiting, required)
    left, extra = max(required - confirmed - waiting, 0), max(confirmed - required, 0)
    return Ring(_arc(0, first), _arc(first, second), left, extra)


def bar(confirmed: int, waiting: int, required: int) -> Bar:
    """The stretches of a progress bar, in any unit as long as it is one."""
    first, second = shares(confirmed, waiting, required)
    return Bar(f"{first * 100:.2f}%", f"{second * 100:.2f}%")
