"""The hours of an attestation: what counts towards the programme, and what was done beyond it.

What a reading settles: more hours than the programme has of a kind are told apart (+4), and never fill up another kind:
the total is at most the programme's.
"""

from collections.abc import Mapping
from typing import Any

from placements import formats

PARTS = ("contact", "practicum", "independent")
Content = Mapping[str, Any]


def counted(content: Content) -> dict[str, int]:
    """Minutes really done of each kind, as far as the programme has them."""
    done, planned = content["minutes"], content["planned"]
    return {part: min(done[part] or 0, planned[part]) for part in PARTS}


def counted_total(content: Content) -> int:
    """All minutes that count."""
    return sum(counted(content).values())


def beyond(content: Content, part: str, language: str) -> str:
    """The academic hours of a kind beyond the programme, with a plus sign; empty when there are none."""
    more = (content["minutes"][part] or 0) - content["planned"][part]
    hour = content["hour_minutes"]
    return f"+{formats.academic_number(more, hour, language)}" if more > 0 else ""


def done_amount(content: Content, part: str, language: str) -> str:
    """80 ak.t (+4): what counts of a kind with its unit, and what is beyond."""
    amount = formats.academic(counted(content)[part], content["hour_minutes"], language)
    more = beyond(content, part, language)
    return f"{amount}{formats.NBSP}({more})" if more else amount
