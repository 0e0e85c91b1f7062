"""Two versions of one entry side by side: what was typed, and what somebody saved meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from placements import clock, formats
from placements.journal.forms import SHOWN, EntryForm, values_of
from placements.journal.models import Entry
from placements.records.models import HistoryEntry

TAKE = "take_"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the two differ."""

    name: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whose change stands in the way, since when, and what is kept of the typed form: pairs of field and value."""

    entry: Entry
    by: str
    is_mine: bool
    at: datetime
    mine_at: datetime
    differences: list[Difference]
    typed: list[tuple[str, str]]


def conflict_of(entry: Entry, form: EntryForm, person_id: int) -> Conflict:
    """Compare what was typed with the entry as it is now; one query."""
    acts = HistoryEntry.objects.filter(practicum=entry.practicum_id, subject_id=entry.pk, action__startswith="entry.")
    last = acts.select_related("actor").order_by("-at", "-pk").first()
    by, is_mine = (last.actor.name, last.actor.pk == person_id) if last and last.actor else ("", False)
    at = last.at if last else entry.entered_at
    return Conflict(entry, by, is_mine, at, clock.now(), _differences(entry, form), typed_pairs(form))


def _differences(entry: Entry, form: EntryForm) -> list[Difference]:
    theirs, mine = values_of(entry), form.said
    return [
        Difference(
            name, str(form.fields[name].label), _shown(form, name, mine.get(name)), _shown(form, name, theirs[name])
        )
        for name in SHOWN
        if _comparable(mine.get(name)) != _comparable(theirs[name])
    ]


def _comparable(value: Any) -> Any:
    # A fold that nobody asked about is the first one; a field left empty is an empty text.
    return value or ""


def _shown(form: EntryForm, name: str, value: Any) -> str:
    if name in {"chips", "outcomes"}:
        labels = dict(form.fields[name].choices)  # type: ignore[attr-defined]  # both are choices
        return ", ".join(str(labels.get(each, each)) for each in value or ())
    if isinstance(value, date):
        return formats.weekday_date(value, (get_language() or "et")[:2])
    if isinstance(value, time):
        return formats.clock_time(value)
    return "" if value is None else str(value)


def typed_pairs(form: EntryForm) -> list[tuple[str, str]]:
    """What was posted, for a form that sends it again."""
    data: Any = form.data
    return [(name, value) for name in SHOWN for value in data.getlist(name)]


def chosen(posted: QueryDict, entry: Entry) -> QueryDict:
    """What is saved after the choice: the typed form, with the entry's own value where the new one was taken."""
    data = posted.copy()
    for name, value in values_of(entry).items():
        if posted.get(TAKE + name) == "theirs":
            data.setlist(name, [_posted(each) for each in (value if isinstance(value, list) else [value])])
    return data


def _posted(value: Any) -> str:
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def is_choice(posted: Mapping[str, Any]) -> bool:
    """Whether this form comes from the page of two versions."""
    return posted.get("chooses") == "1"
