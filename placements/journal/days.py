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
from placements.journal.opening import left_placement, opening_of
from placements.journal.selectors import entries_of, progress_of, usual_day
from placements.records.models import HistoryEntry
from placements.sentences import sentence


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
    """The whole journal: six queries, however long it is."""
    entries, placement, today = entries_of(practicum), live_placement(practicum), local_date(now)
    opening = opening_of(practicum, today, now)
    is_planned = practicum.is_open and practicum.suspended_on is None
    return {
        "practicum": practicum,
        "placement": placement,
        "progress": progress_of(practicum),
        "weeks": weeks_of(lines_of(practicum, entries)),
        "month": month_of(today, entries, placement if is_planned else None, today),
        "legend": LEGEND,
        "today": today,
        "can_log": opening.placement is not None,
        "closed": sentence(opening.refusal) if opening.refusal and _has_begun(practicum, entries) else "",
        "left": left_placement(practicum, now),
    }


def _has_begun(practicum: Practicum, entries: list[Entry]) -> bool:
    """Before the first day an empty journal says itself what it waits for."""
    return bool(entries) or practicum.suspended_on is not None


def log_form(practicum: Practicum, placement: Placement, day: date) -> EntryForm:
    """The form of a new entry on this day; at most two queries."""
    return EntryForm(practicum=practicum, initial=usual_values(day, usual_day(practicum, day), placement))


def day_context(practicum: Practicum, day: date, now: datetime, entry: Entry | None = None) -> dict[str, Any]:
    """One day with all the learner's entries, and a form: of the entry that is changed, or of a new one."""
    entries = entries_on(practicum.learner_id, day)
    opening = opening_of(practicum, day, now)
    form = None
    if entry is not None:
        form = EntryForm(practicum=practicum, initial=values_of(entry) | {"client_id": uuid.uuid4()})
    elif opening.placement is not None:
        form = log_form(practicum, opening.placement, day)
    return {
        "practicum": practicum,
        "day": day,
        "entry": entry,
        "lines": [line for each in entries for line in lines_of(each.practicum, [each])],
        "form": form,
        "place": opening.placement,
        "closed": sentence(opening.refusal) if opening.refusal and not entries else "",
        "history": _history_of(entries),
        "reasons": [],
    }


def entries_on(learner_id: int, day: date) -> list[Entry]:
    """What the learner has logged on this day in any of his practicums, newest first; one query."""
    entries = Entry.objects.standing().filter(practicum__learner=learner_id, day=day)
    related = ("placement__host", "practicum__cohort", "practicum__enrolment")
    return list(entries.select_related(*related).order_by("-starts_at", "-pk"))


def _history_of(entries: list[Entry]) -> list[HistoryEntry]:
    practicums, ids = {each.practicum_id for each in entries}, [each.pk for each in entries]
    acts = HistoryEntry.objects.filter(practicum__in=practicums, subject_id__in=ids, action__startswith="entry.")
    return list(acts.select_related("actor").order_by("at", "pk"))
