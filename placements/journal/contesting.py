"""What becomes of a mentor's correction: the learner accepts or contests it, the curator settles."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Practicum
from placements.journal import rules
from placements.journal.admitting import refuse_crowded
from placements.journal.asking import CONTESTED, CORRECTED, ask_curator, ask_learners
from placements.journal.counters import close_briefing, refresh_counters
from placements.journal.models import Confirmation, Correction, Entry
from placements.journal.posting import post_days, return_days
from placements.journal.services import archive, locked_entry, refusing_collisions, restate
from placements.journal.verdicts import Judged, Verdict, Voice
from placements.people.models import Person
from placements.records.models import Channel
from placements.records.services import close_items, record
from placements.refusals import Refused, refuse_if

State = Entry.State
TIMES = ("starts", "ends", "starts_fold", "ends_fold", "starts_at", "ends_at", "break_minutes", "minutes")
MENTOR, LEARNER, AGAIN = "mentor", "learner", "again"
# Between correction and answer another entry may have been logged beside or into the mentor's times.
COLLIDES = "contest.collides"


def open_correction(entry: Entry) -> Correction | None:
    """The correction about which somebody must still say something; one query."""
    found: Correction | None = (
        entry.corrections.filter(state__in=Correction.OPEN)
        .select_related("confirmation__person", "confirmation__placement")
        .first()
    )
    return found


def _correction_of(entry: Entry) -> Correction:
    correction = open_correction(entry)
    assert correction is not None, "a corrected or contested day has an open correction"
    return correction


@refusing_collisions
@transaction.atomic
def accept_correction(entry: Entry, learner: Person, version: int) -> Entry:
    """The mentor's times become the day's, and are confirmed at once. Raises: Refused. Source: domain 9 (9)."""
    practicum, current = locked_entry(entry, version, (State.CORRECTED,))
    correction = _correction_of(current)
    refuse_crowded(current, correction, COLLIDES)
    archive(current, learner)
    _take_times(current, correction)
    record(
        "entry.accepted", actor=learner, practicum_id=practicum.pk, subject_id=current.pk,
        states=(State.CORRECTED, State.SUBMITTED), minutes=current.minutes, version=current.version,
    )  # fmt: skip
    voice = Voice(correction.confirmation.person, correction.confirmation.channel)
    post_days([Judged(current, Verdict(current.version), correction.confirmation)], voice)
    _close(correction, Correction.State.ACCEPTED, learner)
    _settled(practicum, current, CORRECTED, learner)
    return current


def _take_times(entry: Entry, correction: Correction) -> None:
    restate(entry, {name: getattr(correction, name) for name in TIMES}, State.SUBMITTED)


@transaction.atomic
def contest_correction(entry: Entry, learner: Person, version: int, text: str) -> None:
    """The learner says why the mentor's times are wrong; the curator settles it. Raises: Refused."""
    practicum, current = locked_entry(entry, version, (State.CORRECTED,))
    refuse_if(rules.contest_refusal(text))
    correction = _correction_of(current)
    correction.contest_text = text
    _hand_to_curator(practicum, current, correction, learner, "entry.contested", text)


def _hand_to_curator(
    practicum: Practicum, entry: Entry, correction: Correction, actor: Person | None, action: str, reason: str = ""
) -> None:
    correction.state, correction.contested_at = Correction.State.CONTESTED, clock.now()
    correction.save(update_fields=["state", "contested_at", "contest_text"])
    Entry.objects.filter(pk=entry.pk).update(state=State.CONTESTED)
    close_items(CORRECTED, practicum_id=practicum.pk, by=actor, subject_id=entry.pk)
    ask_curator(practicum, entry)
    record(
        action, actor=actor, practicum_id=practicum.pk, subject_id=entry.pk, reason=reason,
        states=(State.CORRECTED, State.CONTESTED), channel=Channel.WEB if actor else Channel.SYSTEM,
    )  # fmt: skip


def pass_unanswered(now: datetime) -> int:
    """Hand corrections that nobody answered in time to the curator; returns how many. Source: domain, section 2."""
    late = Correction.objects.filter(state=Correction.State.WAITING, answer_by__lt=now)
    late = late.filter(entry__practicum__completed_at=None)
    return sum(_pass(pk) for pk in late.order_by("pk").values_list("entry", flat=True))


@transaction.atomic
def _pass(entry_id: int) -> int:
    entry = Entry.objects.get(pk=entry_id)
    try:
        practicum, current = locked_entry(entry, entry.version, (State.CORRECTED,))
    except Refused:
        return 0
    _hand_to_curator(practicum, current, _correction_of(current), None, "entry.unanswered")
    return 1


@refusing_collisions
@transaction.atomic
def settle_contest(entry: Entry, curator: Person, data: Mapping[str, Any]) -> None:
    """The curator decides whose times hold, or that the learner writes the day again. data: decision, reason.

    decision is mentor, learner or again. Locks: the practicum. Raises: Refused.
    """
    practicum, current = locked_entry(entry, entry.version, (State.CONTESTED,))
    refuse_if(rules.settlement_refusal(data["reason"]))
    correction, decision = _correction_of(current), data["decision"]
    if decision == MENTOR:
        refuse_crowded(current, correction, COLLIDES)
    record(
        "entry.settled", actor=curator, practicum_id=practicum.pk, subject_id=current.pk, reason=data["reason"],
        states=(State.CONTESTED, State.SUBMITTED), decision=decision,
        minutes=correction.minutes if decision == MENTOR else current.minutes,
    )  # fmt: skip
    archive(current, curator)
    restate(current, _content_by(decision, correction), State.SUBMITTED)
    _say(correction, practicum, current, curator, data)
    state = Correction.State.UPHELD if decision == MENTOR else Correction.State.OVERRULED
    _close(correction, state, curator, data["reason"])
    _settled(practicum, current, CONTESTED, curator)


def _content_by(decision: str, correction: Correction) -> dict[str, Any]:
    return {name: getattr(correction, name) for name in TIMES} if decision == MENTOR else {}


def _say(correction: Correction, practicum: Practicum, entry: Entry, curator: Person, data: Mapping[str, Any]) -> None:
    voice = Voice(curator, Channel.WEB, Confirmation.Basis.SETTLEMENT, data["reason"])
    if data["decision"] == AGAIN:
        verdict = Verdict(entry.version, returns=True, reason="other", text=data["reason"])
        ask_learners(return_days([Judged(entry, verdict, correction.confirmation)], voice), [], [practicum])
        return
    now = clock.now()
    # What the curator has settled, the mentor does not change: it is final at once.
    confirmation = Confirmation.objects.create(
        placement=entry.placement,
        person=curator,
        basis=voice.basis,
        channel=voice.channel,
        reason=voice.reason,
        confirmed_at=now,
        final_at=now,
    )
    post_days([Judged(entry, Verdict(entry.version), confirmation)], voice)


def _close(correction: Correction, state: str, by: Person, settlement: str = "") -> None:
    correction.state, correction.settled_by, correction.settled_at = state, by, clock.now()
    correction.settlement = settlement
    correction.save(update_fields=["state", "settled_by", "settled_at", "settlement"])


def _settled(practicum: Practicum, entry: Entry, kind: str, by: Person) -> None:
    refresh_counters(practicum)
    close_items(kind, practicum_id=practicum.pk, by=by, subject_id=entry.pk)
    close_briefing(practicum, entry.placement_id, by)
    queue_message("wake", practicum=practicum.pk)
