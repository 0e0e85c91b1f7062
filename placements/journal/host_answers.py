"""What a mentor sent about his days, as it was typed and as verdicts."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import time

from django.http import QueryDict

from placements.clock import is_repeated
from placements.journal.models import Entry
from placements.journal.rules import Stretch
from placements.journal.verdicts import CORRECT, MOST_BREAK, RETURN, RETURN_REASONS, RIGHT, Times, Verdict, about
from placements.refusals import Refusal, refuse_if

# Seconds are what some browsers add; they are dropped.
CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-9.]+)?")
CHOICES = (RIGHT, CORRECT, RETURN)
TEXT, LONGEST_NUMBER = 500, 10


@dataclass(frozen=True, slots=True)
class Answer:
    """One day as it was typed; chosen is empty where nothing was. Times that nobody typed are the entry's own."""

    chosen: str
    version: int
    reason: str
    text: str
    note: str
    starts: str
    ends: str
    break_minutes: str
    starts_fold: str
    ends_fold: str


def whole_number(text: str) -> int | None:
    """The number of these plain digits; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else None


def sent_ids(data: QueryDict) -> list[int]:
    """The entries that were shown on the page that was sent."""
    return [number for number in map(whole_number, data.getlist("entry")) if number is not None]


def answer_of(entry: Entry, data: QueryDict) -> Answer:
    """What was typed about this entry; its own times where nothing was."""

    def typed(name: str, otherwise: str = "") -> str:
        return str(data.get(f"{name}_{entry.pk}", otherwise)).replace("\0", "")[:TEXT]

    reason, folds = typed("reason"), _own_folds(entry)
    return Answer(
        chosen=typed("verdict"),
        version=whole_number(typed("version")) or 0,
        reason=reason if reason in RETURN_REASONS else "",
        text=typed("text"),
        note=typed("note"),
        starts=typed("starts", f"{entry.starts:%H:%M}"),
        ends=typed("ends", f"{entry.ends:%H:%M}"),
        break_minutes=typed("break", str(entry.break_minutes)),
        starts_fold=typed("starts_fold", folds[0]),
        ends_fold=typed("ends_fold", folds[1]),
    )


def _own_folds(entry: Entry) -> tuple[str, str]:
    """Which pass of the repeated hour the entry's own times mean; of other times nobody has said it yet."""
    end_day = Stretch(entry.day, entry.starts, entry.ends, entry.break_minutes).end_day
    starts = str(entry.starts_fold) if is_repeated(entry.day, entry.starts) else ""
    return starts, str(entry.ends_fold) if is_repeated(end_day, entry.ends) else ""


def verdicts_of(entries: Collection[Entry], data: QueryDict) -> dict[int, Verdict]:
    """A verdict on each of these days. Raises: Refused for a day asked again without a choice, and for odd times."""
    answers = {each.pk: answer_of(each, data) for each in entries}
    refuse_if(*(about(each, _unread_refusal(each, answers[each.pk], data)) for each in entries))
    return {each.pk: _verdict(answers[each.pk]) for each in entries}


def _unread_refusal(entry: Entry, answer: Answer, data: QueryDict) -> Refusal | None:
    """Every day is right by default: not one that is asked again, nor one of which something else was sent."""
    is_asked_again = f"again_{entry.pk}" in data
    if answer.chosen not in CHOICES and (answer.chosen or is_asked_again):
        return Refusal("confirm.choose", {"date": entry.day})
    if answer.chosen == CORRECT and _times(answer) is None:
        return Refusal("confirm.times_unread", {"date": entry.day})
    return None


def _verdict(answer: Answer) -> Verdict:
    if answer.chosen == CORRECT:
        return Verdict(answer.version, text=answer.note.strip(), times=_times(answer))
    if answer.chosen == RETURN:
        return Verdict(answer.version, returns=True, reason=answer.reason, text=answer.text.strip())
    return Verdict(answer.version)


def _times(answer: Answer) -> Times | None:
    starts, ends, minutes = _time(answer.starts), _time(answer.ends), whole_number(answer.break_minutes)
    if starts is None or ends is None or minutes is None or minutes > MOST_BREAK:
        return None
    return Times(starts, ends, minutes, _fold(answer.starts_fold), _fold(answer.ends_fold))


def _time(text: str) -> time | None:
    found = CLOCK.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None


def _fold(text: str) -> int | None:
    return int(text) if text in {"0", "1"} else None


def new_verdict(entry: Entry, data: QueryDict) -> Verdict:
    """What was sent to say otherwise of a settled day: that it is right after all, or else wrong."""
    answer = answer_of(entry, data)
    if answer.chosen == RIGHT:
        return Verdict(answer.version)
    return Verdict(answer.version, returns=True, reason=answer.reason, text=answer.text.strip())
