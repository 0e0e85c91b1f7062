"""The learner's verbs: log, edit, withdraw and restore a day."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from placements.agreements.models import Practicum
from placements.journal.admitting import (
    Data,
    columns_of,
    placement_for,
    refuse_crowded,
    refuse_unsound,
    stretch_of,
)
from placements.journal.asking import ask_mentor
from placements.journal.counters import close_briefing, close_settled, refresh_counters
from placements.journal.models import Entry, EntryDraft, EntryVersion, HourPosting
from placements.journal.selectors import entries_near
from placements.journal.statements import CONTENT, RECKONED
from placements.people.models import Person
from placements.records.services import close_items, record
from placements.refusals import Refusal, Refused

P = ParamSpec("P")
R = TypeVar("R")
State = Entry.State
EDITABLE = (State.SUBMITTED, State.RETURNED, State.CONFIRMED)
WITHDRAWABLE = (State.SUBMITTED, State.RETURNED)


def refusing_collisions(verb: Callable[P, R]) -> Callable[P, R]:
    """Tell as a refusal what only the database can see: the same act at the same instant in another practicum."""

    @wraps(verb)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return verb(*args, **kwargs)
        except IntegrityError as error:
            if "entries_do_not_overlap" in str(error):
                raise Refused(Refusal("hours.overlap_elsewhere")) from error
            if "client_id" in str(error):
                raise Refused(Refusal("hours.same_id")) from error
            raise

    return wrapped


@refusing_collisions
@transaction.atomic
def log_day(practicum: Practicum, actor: Person, client_id: UUID, data: Data) -> Entry:
    """Log a stretch of work; sending the same again is harmless.

    data: day, starts, ends, break_minutes, chips, outcomes, text, learned, late_reason; starts_fold and ends_fold in
    the repeated hour; device_at. Locks: the practicum.
    Raises: Refused with every broken rule, in the fixed order. Source: domain, sections 2 and 9.
    """
    locked = Practicum.objects.locked().select_related("cohort", "learner").get(pk=practicum.pk)
    stretch = stretch_of(data)
    near = entries_near(locked, stretch.day, sent_as=client_id)
    known = next((each for each in near if each.client_id == client_id), None)
    if known is not None:
        return _same_or_refused(known, locked, data)
    placement = placement_for(locked, stretch)
    refuse_unsound(locked, placement, stretch, data, near=near)
    entry = Entry.objects.create(
        practicum=locked,
        placement=placement,
        learner_id=locked.learner_id,
        client_id=client_id,
        device_at=data.get("device_at"),
        **columns_of(stretch, data),
    )
    EntryDraft.objects.filter(practicum=locked, day=entry.day).delete()
    _submitted(locked, entry, actor, "entry.submitted", "")
    return entry


def _same_or_refused(known: Entry, practicum: Practicum, data: Data) -> Entry:
    """Whether the phone sends again what it sent before; compared with the first version, should it have changed."""
    said = known if known.version == 1 else known.versions.filter(version=1).first() or known
    columns = columns_of(stretch_of(data), data)
    same = known.practicum_id == practicum.pk and all(getattr(said, name) == columns[name] for name in CONTENT)
    if not same:
        raise Refused(Refusal("hours.same_id"))
    return known


def _submitted(practicum: Practicum, entry: Entry, actor: Person, action: str, before: str) -> None:
    refresh_counters(practicum)
    ask_mentor(practicum, entry)
    record(
        action,
        actor=actor,
        practicum_id=practicum.pk,
        subject_id=entry.pk,
        states=(before, entry.state),
        minutes=entry.minutes,
        version=entry.version,
    )


def locked_entry(entry: Entry, version: int, states: tuple[str, ...]) -> tuple[Practicum, Entry]:
    """The practicum, locked, and the entry as it is now. Raises: Refused when it is not as it was shown."""
    practicum = Practicum.objects.locked().select_related("cohort", "learner").get(pk=entry.practicum_id)
    current = Entry.objects.select_related("placement__host", "placement__mentor").get(pk=entry.pk)
    if practicum.completed_at is not None:
        raise Refused(Refusal("hours.completed"))
    if current.state == State.CONFIRMED and State.CONFIRMED not in states:
        raise Refused(Refusal("hours.confirmed", {"date": current.day}))
    if current.version != version or current.state not in states:
        raise Refused(Refusal("hours.changed", {"date": current.day}))
    return practicum, current


def archive(entry: Entry, actor: Person) -> None:
    """Keep what the entry says, before it says something else."""
    columns = {name: getattr(entry, name) for name in (*CONTENT, *RECKONED)}
    EntryVersion.objects.create(entry=entry, version=entry.version, replaced_by=actor, **columns)


def restate(entry: Entry, columns: dict[str, Any], state: str) -> None:
    """Let the entry say this, as its next version."""
    for name, value in columns.items():
        setattr(entry, name, value)
    entry.state, entry.version = state, entry.version + 1
    entry.return_reason = entry.return_text = ""
    entry.save()


@refusing_collisions
@transaction.atomic
def edit_entry(entry: Entry, actor: Person, version: int, data: Data) -> Entry:
    """Change a day; it is submitted again as the next version. Of a confirmed day the old minutes stand meanwhile.

    Locks: the practicum. Raises: Refused. Source: domain, section 9 (8).
    """
    practicum, current = locked_entry(entry, version, EDITABLE)
    stretch, before = stretch_of(data), current.state
    _refuse_other_place(current, stretch_of(data).day)
    refuse_unsound(practicum, current.placement, stretch, data, entry=current)
    archive(current, actor)
    restate(current, columns_of(stretch, data), State.SUBMITTED)
    close_items("returned_day", practicum_id=practicum.pk, by=actor, subject_id=current.pk)
    _submitted(practicum, current, actor, "entry.edited", before)
    return current


def _refuse_other_place(entry: Entry, day: Any) -> None:
    """Minutes that stand in the ledger name their day: it is corrected in its times only."""
    if entry.posted_minutes and day != entry.day:
        raise Refused(Refusal("hours.confirmed_day", {"date": entry.day}))


@refusing_collisions
@transaction.atomic
def withdraw_entry(entry: Entry, actor: Person, version: int) -> Entry:
    """Take back a day that is not confirmed; a change of a confirmed day is taken back to what was confirmed.

    Locks: the practicum. Raises: Refused.
    """
    practicum, current = locked_entry(entry, version, WITHDRAWABLE)
    before, stood = current.state, _confirmed_version(current)
    if stood is not None:
        refuse_crowded(current, stood, "hours.change_stays")
    archive(current, actor)
    confirmed = {name: getattr(stood, name) for name in (*CONTENT, *RECKONED)} if stood else {}
    restate(current, confirmed, State.CONFIRMED if confirmed else State.WITHDRAWN)
    refresh_counters(practicum)
    close_items("returned_day", practicum_id=practicum.pk, by=actor, subject_id=current.pk)
    close_settled([current.placement_id], actor)
    close_briefing(practicum, current.placement_id, actor)
    states = (before, current.state)
    action = "entry.change_withdrawn" if confirmed else "entry.withdrawn"
    record(
        action, actor=actor, practicum_id=practicum.pk, subject_id=current.pk, states=states, minutes=current.minutes,
        version=current.version,
    )  # fmt: skip
    return current


def _confirmed_version(entry: Entry) -> EntryVersion | None:
    """What was said when the standing posting was made; None where none stands."""
    if not entry.posted_minutes:
        return None
    return entry.versions.get(version=standing_posting(entry).entry_version)


def standing_posting(entry: Entry) -> HourPosting:
    """The posting that the ledger holds for this entry now; one query."""
    return entry.postings.select_related("confirmation").filter(minutes__gt=0).latest("pk")


@refusing_collisions
@transaction.atomic
def restore_entry(entry: Entry, actor: Person, version: int) -> Entry:
    """Undo a withdrawal: the day is submitted again as it was, when the rules still allow it. Raises: Refused."""
    practicum, current = locked_entry(entry, version, (State.WITHDRAWN,))
    stretch = stretch_of({name: getattr(current, name) for name in CONTENT})
    refuse_unsound(practicum, current.placement, stretch, {"chips": current.chips}, entry=current)
    restate(current, {}, State.SUBMITTED)
    _submitted(practicum, current, actor, "entry.restored", State.WITHDRAWN)
    return current
