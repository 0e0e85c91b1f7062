"""The learner's verbs: log, edit and withdraw a day."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.journal import rules
from placements.journal.counters import close_settled, refresh_counters
from placements.journal.models import Entry
from placements.journal.selectors import limits_of, neighbours_of, period_of, placements_in_force, rests_of
from placements.journal.weeks import confirmation_due_at, week_mail_time
from placements.people.models import Person
from placements.records.models import Part
from placements.records.services import close_items, open_item, record
from placements.refusals import Refusal, Refused, refuse_if

Data = Mapping[str, Any]
CONTENT = ("day", "starts", "ends", "break_minutes", "chips", "outcomes", "text", "learned", "late_reason")
EDITABLE = (Entry.State.SUBMITTED, Entry.State.RETURNED)


@transaction.atomic
def log_day(practicum: Practicum, actor: Person, client_id: UUID, data: Data) -> Entry:
    """Log a stretch of work; sending the same again is harmless.

    data: day, starts, ends, break_minutes, chips, outcomes, text, learned, late_reason.
    Raises: Refused with every broken rule, in the fixed order. Source: domain, sections 2 and 9.
    """
    locked = Practicum.objects.locked().get(pk=practicum.pk)
    known = Entry.objects.filter(client_id=client_id).first()
    if known is not None:
        return _same_or_refused(known, locked, data)
    stretch = _stretch_of(data)
    placement = _placement_of(locked, stretch)
    _refuse_unsound(locked, placement, stretch, data, entry=None)
    entry = Entry.objects.create(practicum=locked, placement=placement, client_id=client_id, **_columns(stretch, data))
    _settle_submission(locked, entry, actor, "entry.submitted", "")
    return entry


def _same_or_refused(known: Entry, practicum: Practicum, data: Data) -> Entry:
    same = known.practicum_id == practicum.pk and all(getattr(known, name) == data[name] for name in CONTENT)
    if not same:
        raise Refused(Refusal("hours.same_id"))
    return known


def _placement_of(practicum: Practicum, stretch: rules.Stretch) -> Placement:
    """The placement that the day belongs to: one that has ended takes its own days still."""
    if practicum.completed_at is not None:
        raise Refused(Refusal("hours.completed"))
    if practicum.ended_at is not None:
        raise Refused(Refusal("hours.ended", {"date": practicum.ended_on}))
    placements = placements_in_force(practicum)
    if not placements:
        raise Refused(Refusal("hours.no_placement"))
    former = next((each for each in placements if each.ended_on and stretch.day <= each.ended_on), None)
    placement = former or placements[-1]
    if placement.ended_on is not None:
        refuse_if(rules.former_refusal(stretch, placement.ended_on, placement.host.name))
    return placement


def _stretch_of(data: Data) -> rules.Stretch:
    return rules.Stretch(data["day"], data["starts"], data["ends"], data["break_minutes"])


def _columns(stretch: rules.Stretch, data: Data) -> dict[str, Any]:
    columns = {name: data[name] for name in CONTENT}
    return columns | {"starts_at": stretch.starts_at, "ends_at": stretch.ends_at, "minutes": stretch.minutes}


def _refuse_unsound(
    practicum: Practicum, placement: Placement, stretch: rules.Stretch, data: Data, entry: Entry | None
) -> None:
    now, limits, period = clock.now(), limits_of(practicum.cohort), period_of(placement)
    refuse_if(rules.far_refusal(stretch.day, period))
    refuse_if(rules.equal_times_refusal(stretch), rules.clock_gap_refusal(stretch))
    neighbours = neighbours_of(practicum, stretch.day, without=entry)
    is_first = entry is None
    refuse_if(
        rules.overlap_refusal(stretch, neighbours),
        rules.break_length_refusal(stretch),
        rules.daily_cap_refusal(stretch, neighbours, limits.daily_cap_minutes),
        rules.weekly_cap_refusal(stretch, neighbours, limits.weekly_cap_minutes),
        rules.break_refusal(stretch, neighbours, limits),
        rules.future_refusal(stretch, now),
        rules.period_refusal(stretch, period),
        rules.force_refusal(stretch, period),
        rules.suspension_refusal(stretch, rests_of(practicum)),
        rules.backdate_refusal(stretch, now, limits, data["late_reason"]) if is_first else None,
        rules.task_refusal(data["chips"]),
    )


def _settle_submission(practicum: Practicum, entry: Entry, actor: Person, action: str, before: str) -> None:
    refresh_counters(practicum)
    open_item(
        "week",
        part=Part.HOST,
        owner=entry.placement.mentor,
        due_at=confirmation_due_at(entry.day, clock.now()),
        practicum=practicum,
        subject_id=entry.placement_id,
        tell_at=week_mail_time(entry.day, clock.now()),
    )
    close_items("returned_day", practicum_id=practicum.pk, by=actor, subject_id=entry.pk)
    record(
        action,
        actor=actor,
        practicum_id=practicum.pk,
        subject_id=entry.pk,
        states=(before, entry.state),
        minutes=entry.minutes,
        version=entry.version,
    )


def _locked_entry(entry: Entry, version: int) -> tuple[Practicum, Entry]:
    practicum = Practicum.objects.locked().get(pk=entry.practicum_id)
    locked = Entry.objects.select_related("placement__host", "placement__mentor").get(pk=entry.pk)
    if practicum.completed_at is not None:
        raise Refused(Refusal("hours.completed"))
    if locked.state == Entry.State.CONFIRMED:
        raise Refused(Refusal("hours.confirmed", {"date": locked.day}))
    if locked.version != version or locked.state not in EDITABLE:
        raise Refused(Refusal("hours.changed", {"date": locked.day}))
    return practicum, locked


@transaction.atomic
def edit_entry(entry: Entry, actor: Person, version: int, data: Data) -> Entry:
    """Change a day that is not confirmed; it is submitted again as the next version."""
    practicum, locked = _locked_entry(entry, version)
    stretch, before = _stretch_of(data), locked.state
    _refuse_unsound(practicum, locked.placement, stretch, data, entry=locked)
    for name, value in _columns(stretch, data).items():
        setattr(locked, name, value)
    locked.state, locked.version = Entry.State.SUBMITTED, locked.version + 1
    locked.return_reason = locked.return_text = ""
    locked.save()
    _settle_submission(practicum, locked, actor, "entry.edited", before)
    return locked


@transaction.atomic
def withdraw_entry(entry: Entry, actor: Person, version: int) -> Entry:
    """Take back a day that is not confirmed; it no longer counts anywhere but in the history."""
    practicum, locked = _locked_entry(entry, version)
    before, locked.state, locked.version = locked.state, Entry.State.WITHDRAWN, locked.version + 1
    locked.save(update_fields=["state", "version"])
    refresh_counters(practicum)
    close_items("returned_day", practicum_id=practicum.pk, by=actor, subject_id=locked.pk)
    close_settled(practicum, locked.placement_id, actor)
    states = (before, locked.state)
    record("entry.withdrawn", actor=actor, practicum_id=practicum.pk, subject_id=locked.pk, states=states)
    return locked
