"""What is told of one learner of the demo."""

from collections.abc import Callable
from dataclasses import dataclass

from config.demo.walk import Walk


@dataclass(frozen=True, slots=True)
class Tale:
    """Days between the first request and today, and what is told of them."""

    days_ago: int
    tell: Callable[[Walk], object]
