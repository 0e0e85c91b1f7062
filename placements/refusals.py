"""How a rule says no, and how a verb passes that on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """One broken rule: its code (a key of the room's messages) and the values of its sentence."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """A verb did nothing, because these rules forbid it."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals: Sequence[Refusal] = refusals


def refuse_if(*answers: Refusal | None) -> None:
    """Raise Refused with all the answers that are refusals, in their order."""
    refusals = [answer for answer in answers if answer is not None]
    if refusals:
        raise Refused(*refusals)
