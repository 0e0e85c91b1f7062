"""May this check-in be recorded, this question be sent."""

from datetime import date, datetime

from placements.clock import local_date
from placements.refusals import Refusal


def held_refusal(held_before: date | None, held_on: date, now: datetime) -> Refusal | None:
    """A check-in is recorded once, and not before it was held."""
    if held_before is not None:
        return Refusal("check_in.held", {"date": held_before})
    return Refusal("check_in.future", {"date": held_on}) if held_on > local_date(now) else None


def question_refusal(text: str, limit: int) -> Refusal | None:
    """A question or answer says something, within the policy's limit."""
    if not text.strip():
        return Refusal("question.empty")
    return Refusal("limit.text", {"n": len(text), "limit": limit}) if len(text) > limit else None
