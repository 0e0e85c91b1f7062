"""Refusals of one act about many days: each sentence at the day and the field that it concerns."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from placements.journal.refusing import FIELD_OF
from placements.refusals import Refused
from placements.sentences import sentence

TIMES, REASON, DAY = "times", "reason", "day"
CONCERNS = {
    "confirm.times_unread": TIMES,
    "confirm.same_times": TIMES,
    "confirm.correction_unsound": TIMES,
    "confirm.reason_needed": REASON,
}


@dataclass(frozen=True, slots=True)
class DayErrors:
    """What is wrong with one day: its times, the reason of its return, or the day itself."""

    times: list[str] = field(default_factory=list)
    reason: list[str] = field(default_factory=list)
    day: list[str] = field(default_factory=list)
    # The very field of the times, where one is to blame.
    at: str = ""


def errors_by_entry(refused: Refused) -> Mapping[int, DayErrors]:
    """By entry what was refused; refusals about no single day are told above all days only."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: {TIMES: [], REASON: [], DAY: []})
    at: dict[int, str] = {}
    for each in refused.refusals:
        pk = each.values.get("entry")
        if pk is None:
            continue
        place = CONCERNS.get(each.code) or (TIMES if each.code.startswith("hours.") else DAY)
        found[pk][place].append(sentence(each))
        if FIELD_OF.get(each.code) in {"starts", "ends", "break_minutes"}:
            at.setdefault(pk, FIELD_OF[each.code])
    return {pk: DayErrors(**places, at=at.get(pk, "")) for pk, places in found.items()}
