"""What the journal's pages show."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from placements.agreements.models import Placement, Practicum
from placements.agreements.selectors import live_placement
from placements.clock import local_date, monday_of
from placements.cohorts.selectors import curriculum_of, policy_of
from placements.journal.forms import EntryForm, usual_values, values_of
from placements.journal.models import Entry
from placements.journal.month import LEGEND, month_of
from placements.journal.selectors import entries_of, progress_of, usual_day


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is read: the entry, the names of its tasks, the texts of its outcomes."""

    entry: Entry
    tasks: str
    outcomes: str
    is_editable: bool


@dataclass(frozen=True, slots=True)
class WeekOfLines:
    monday: date
    minutes: int
    lines: list[Line]


def lines_of(practicum: Practicum, entries: Iterable[Entry]) -> list[Line]:
    """Entries with the words for their codes; no query."""
    labels = {chip.code: str(chip.label) for chip in policy_of(practicum.cohort).task_chips}
    texts = {each.number: each.code for each in curriculum_of(practicum.enrolment.programme_version_id).outcomes}
    return [
        Line(
            entry,
            ", ".join(labels.get(code, code) for code in entry.chips),
            ", ".join(texts.get(number, str(number)) for number in entry.outcomes),
            entry.state in (Entry.State.SUBMITTED, Entry.State.RETURNED) and practicum.completed_at is None,
        )
        for entry in entries
    ]


def weeks_of(lines: Iterable[Line]) -> list[WeekOfLines]:
    """Lines by ISO week, in their order."""
    weeks = []
    for monday, group in groupby(lines, key=lambda line: monday_of(line.entry.day)):
        days = list(group)
        weeks.append(WeekOfLines(monday, sum(line.entry.minutes for line in days), days))
    return weeks


def journal_context(practicum: Practicum, now: datetime) -> dict[str, Any]:
    """The whole journal: three queries, however long it is."""
    entries, placement, today = entries_of(practicum), live_placement(practicum), local_date(now)
    return {
        "practicum": practicum,
        "placement": placement,
        "progress": progress_of(practicum),
        "weeks": weeks_of(lines_of(practicum, entries)),
        "month": month_of(today, entries, placement, today),
        "legend": LEGEND,
        "today": today,
        "can_log": placement is not None and placement.state == Placement.State.IN_FORCE,
    }


def log_form(practicum: Practicum, placement: Placement, day: date) -> EntryForm:
    """The form of a new entry on this day; at most two queries."""
    return EntryForm(practicum=practicum, initial=usual_values(day, usual_day(practicum, day), placement))


def day_context(practicum: Practicum, day: date, now: datetime, entry: Entry | None = None) -> dict[str, Any]:
    """One day with its entries and a form: of the entry that is changed, or of a new one."""
    placement = live_placement(practicum)
    in_force = placement is not None and placement.state == Placement.State.IN_FORCE
    entries = [each for each in entries_of(practicum) if each.day == day]
    form = None
    if entry is not None:
        form = EntryForm(practicum=practicum, initial=values_of(entry) | {"client_id": uuid.uuid4()})
    elif placement and in_force and practicum.completed_at is None and day <= local_date(now):
        form = log_form(practicum, placement, day)
    history = practicum.history.filter(subject_id__in=[each.pk for each in entries], action__startswith="entry.")
    return {
        "practicum": practicum,
        "day": day,
        "entry": entry,
        "lines": lines_of(practicum, entries),
        "form": form,
        "history": list(history.select_related("actor").order_by("at", "pk")),
        "reasons": [],
    }
