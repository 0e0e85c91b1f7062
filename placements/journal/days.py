"""What the page of one day shows."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from placements.agreements.models import Placement, Practicum
from placements.clock import ONE_DAY, local_date, monday_of
from placements.cohorts.selectors import policy_of
from placements.journal.corrected import Answerable, corrections_of
from placements.journal.drafts import draft_of
from placements.journal.flagging import flags_of_day
from placements.journal.flags import Flags
from placements.journal.forms import ContestForm, EntryForm, usual_values, values_of
from placements.journal.models import Confirmation, Entry, EntryDraft
from placements.journal.opening import Opening, opening_of
from placements.journal.returns import Return, returns_of
from placements.journal.selectors import standing_postings, usual_day
from placements.programmes.outcome_names import outcome_name
from placements.records.models import HistoryEntry
from placements.sentences import sentence

State = Entry.State
TIMES = frozenset({"starts", "ends", "break_minutes"})


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is read: the entry, the names of its tasks and outcomes, and what was said of it.

    is_correctable: it is confirmed, and a change of it is sent for confirming anew.
    """

    entry: Entry
    tasks: str
    outcomes: str
    is_editable: bool
    is_correctable: bool = False
    answer: Answerable | None = None
    flags: Flags | None = None
    confirmation: Confirmation | None = None
    returned: Return | None = None


@dataclass(frozen=True, slots=True)
class WeekOfLines:
    monday: date
    minutes: int
    lines: list[Line]


def lines_of(practicum: Practicum, entries: Iterable[Entry]) -> list[Line]:
    """Entries with the words for their codes; no query."""
    labels = {chip.code: str(chip.label) for chip in policy_of(practicum.cohort).task_chips}
    is_open = practicum.completed_at is None
    return [
        Line(
            entry,
            ", ".join(labels.get(code, code) for code in entry.chips),
            ", ".join(map(outcome_name, entry.outcomes)),
            is_open and entry.state in (State.SUBMITTED, State.RETURNED),
            is_open and entry.state == State.CONFIRMED,
        )
        for entry in entries
    ]


def answered(lines: Iterable[Line]) -> list[Line]:
    """The same lines with the latest correction of each, and who returned it; at most four queries."""
    lines = list(lines)
    entries = [line.entry for line in lines]
    answers, returned = corrections_of(entries), returns_of(entries)
    return [replace(line, answer=answers.get(line.entry.pk), returned=returned.get(line.entry.pk)) for line in lines]


def weeks_of(lines: Iterable[Line]) -> list[WeekOfLines]:
    """Lines by ISO week, in their order."""
    weeks = []
    for monday, group in groupby(lines, key=lambda line: monday_of(line.entry.day)):
        days = list(group)
        weeks.append(WeekOfLines(monday, sum(line.entry.minutes for line in days), days))
    return weeks


def log_form(
    practicum: Practicum, placement: Placement, day: date, draft: EntryDraft | None = None, *, copies: bool = False
) -> EntryForm:
    """The form of a new entry on this day; at most two queries. copies: with the times of the day before.

    A draft is offered again as it was typed. What was done is never copied: the learner says it himself.
    """
    usual = day_before(practicum, day) if copies else usual_day(practicum, day)
    values = usual_values(day, usual, placement)
    if draft is not None and not copies:
        values |= _typed_values(practicum, day, draft)
    return EntryForm(practicum=practicum, initial=values)


def _typed_values(practicum: Practicum, day: date, draft: EntryDraft) -> dict[str, Any]:
    probe = EntryForm(draft.content | {"day": day.isoformat()}, practicum=practicum)
    probe.is_valid()
    cleaned: dict[str, Any] = probe.cleaned_data
    read = {name: cleaned[name] for name in draft.content if cleaned.get(name) is not None}
    # Times that are none are not offered again: the usual ones stand in their place.
    return {name: value for name, value in draft.content.items() if name not in TIMES} | read


def day_before(practicum: Practicum, day: date) -> Entry | None:
    """The first entry of the day before this one; one query."""
    entries = practicum.entries.standing().filter(day=day - ONE_DAY)
    found: Entry | None = entries.order_by("starts_at").first()
    return found


def day_context(
    practicum: Practicum, day: date, now: datetime, entry: Entry | None = None, *, copies: bool = False
) -> dict[str, Any]:
    """One day with all the learner's entries, and a form: of the entry that is changed, or of a new one."""
    entries, opening = entries_on(practicum.learner_id, day), opening_of(practicum, day, now)
    draft = draft_of(practicum, day) if opening.placement is not None and entry is None else None
    form = None
    if entry is not None:
        form = EntryForm(practicum=practicum, initial=values_of(entry) | {"client_id": uuid.uuid4()})
    elif opening.placement is not None:
        form = log_form(practicum, opening.placement, day, draft, copies=copies)
    return {
        "practicum": practicum,
        "day": day,
        "entry": entry,
        "lines": _lines_on(practicum, day, entries),
        "form": form,
        "draft": draft,
        "place": opening.placement,
        "needs_reason": opening.needs_reason,
        "absence": practicum.absences.standing().filter(day=day).first(),
        "history": _history_of(entries),
        "withdrawn": _withdrawn_on(practicum, day),
        "contest": ContestForm(),
        "before": day_before(practicum, day) if form is not None and entry is None and not entries else None,
        "reasons": [],
        "other_day": None,
        **_closed(opening, entries, day, now),
    }


def _closed(opening: Opening, entries: list[Entry], day: date, now: datetime) -> dict[str, Any]:
    """Why nothing can be logged; whether the curator can open the day; whether a day off can be told."""
    refusal = opening.refusal
    is_late = refusal is not None and refusal.code == "hours.backdate_closed"
    can_rest = not entries and (refusal is None or is_late)
    return {
        "closed": sentence(refusal) if refusal and not entries else "",
        "late_day": day if is_late and not entries else None,
        "can_be_absent": can_rest and (opening.placement is not None or day > local_date(now)),
    }


def _lines_on(practicum: Practicum, day: date, entries: list[Entry]) -> list[Line]:
    lines = answered(line for each in entries for line in lines_of(each.practicum, [each]))
    flags, postings = flags_of_day(practicum, day, entries), standing_postings(entries)
    confirmed = {pk: posting.confirmation for pk, posting in postings.items()}
    return [replace(line, flags=flags[line.entry.pk], confirmation=confirmed.get(line.entry.pk)) for line in lines]


def _withdrawn_on(practicum: Practicum, day: date) -> Entry | None:
    """What was withdrawn last on this day and can be taken up again; one query."""
    if practicum.completed_at is not None:
        return None
    withdrawn = practicum.entries.filter(day=day, state=State.WITHDRAWN)
    found: Entry | None = withdrawn.order_by("-versions__replaced_at").first()
    return found


def entries_on(learner_id: int, day: date) -> list[Entry]:
    """What the learner has logged on this day in any of his practicums, newest first; one query."""
    entries = Entry.objects.standing().filter(practicum__learner=learner_id, day=day)
    related = ("placement__host", "practicum__cohort", "practicum__enrolment")
    return list(entries.select_related(*related).prefetch_related("versions").order_by("-starts_at", "-pk"))


@dataclass(frozen=True, slots=True)
class Change:
    """An act on a day; said is what the entry said before it, where the act changed that."""

    act: HistoryEntry
    said: Any = None


CHANGING = frozenset({"entry.edited", "entry.accepted", "entry.settled", "entry.change_withdrawn"})


def _history_of(entries: list[Entry]) -> list[Change]:
    """Who did what when, and what it said before; two queries."""
    if not entries:
        return []
    practicums, ids = {each.practicum_id for each in entries}, [each.pk for each in entries]
    acts = HistoryEntry.objects.filter(practicum__in=practicums, subject_id__in=ids, action__startswith="entry.")
    former = {(row.entry_id, row.version + 1): row for each in entries for row in each.versions.all()}
    return [
        Change(act, former.get((act.subject_id or 0, act.details.get("version"))) if act.action in CHANGING else None)
        for act in acts.select_related("actor").order_by("at", "pk")
    ]
