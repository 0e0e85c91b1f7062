"""May this check-in be recorded, this question or concern be sent, and by when is a concern acted on."""

from datetime import date, datetime, time

from placements.clock import TALLINN, add_working_days, is_working_day, local_date
from placements.refusals import Refusal

DAY_ENDS = time(18)


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


def concern_text_refusal(text: str, limit: int) -> Refusal | None:
    """A concern says what happened, within the limit."""
    if not text.strip():
        return Refusal("concern.empty")
    return Refusal("limit.text", {"n": len(text), "limit": limit}) if len(text) > limit else None


def happened_refusal(happened_on: date | None, now: datetime) -> Refusal | None:
    """What is reported has happened."""
    if happened_on is None or happened_on <= local_date(now):
        return None
    return Refusal("concern.future", {"date": happened_on})


def handling_refusal(handled_at: datetime | None, measures: str, outcome: str) -> Refusal | None:
    """A concern is answered once, with what was done and what came of it."""
    if handled_at is not None:
        return Refusal("concern.handled", {"time": handled_at})
    return None if measures.strip() and outcome.strip() else Refusal("concern.answer_empty")


def concern_due_on(now: datetime) -> date:
    """The day by whose end somebody has acted: the same one until 18 on a working day, else the next working day."""
    today, local = local_date(now), now.astimezone(TALLINN)
    return today if is_working_day(today) and local.time() < DAY_ENDS else add_working_days(today, 1)
