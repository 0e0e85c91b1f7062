"""What stood before a result was changed or removed, from the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from placements.records.models import HistoryEntry
from placements.results.models import ExamSitting, IndependentTask, Session

SUFFIX = "_before"
# By what was planned: under which name the history keeps its number, and the room's part of the act.
KEPT_AS: Mapping[type[Any], tuple[str, str]] = {
    Session: ("session", "attendance"),
    ExamSitting: ("sitting", "exam"),
    IndependentTask: ("task", "task"),
}


@dataclass(frozen=True, slots=True)
class Replaced:
    """The values that stood before the latest change, and that change: who, when, and whether nothing came after."""

    values: Mapping[str, int]
    entry: HistoryEntry
    is_removed: bool


def replaced_in(of: Session | ExamSitting | IndependentTask) -> dict[int, Replaced]:
    """What the latest change of each learner's result replaced, by enrolment; one query.

    Who got his result only once, or anew after a removal, is not there.
    """
    parent, code = KEPT_AS[type(of)]
    actions = [f"{code}.{deed}" for deed in ("recorded", "corrected", "removed")]
    entries = HistoryEntry.objects.filter(
        practicum=None,
        subject_id__in=of.cohort.enrolments.values("pk"),
        action__in=actions,
        **{f"details__{parent}": of.pk},
    )
    latest = {each.subject_id: each for each in entries.select_related("actor").order_by("at", "pk")}
    return {
        pk: Replaced(_before(each), each, each.action.endswith(".removed"))
        for pk, each in latest.items()
        if pk is not None and not each.action.endswith(".recorded")
    }


def _before(entry: HistoryEntry) -> dict[str, int]:
    kept = entry.details.items()
    return {name.removesuffix(SUFFIX): value for name, value in kept if name.endswith(SUFFIX)}
