"""A mentor says otherwise of a day that he has settled: while his window is open and nobody has gone on from it."""

from datetime import datetime

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.selectors import policy_of
from placements.journal import rules
from placements.journal.asking import CORRECTED, RETURNED, ask_learners
from placements.journal.confirming import confirmations_under, refuse_unbriefed, take_back
from placements.journal.contesting import open_correction
from placements.journal.counters import close_briefing, refresh_counters
from placements.journal.models import Correction, Entry
from placements.journal.posting import post_days, return_days
from placements.journal.returns import returns_of
from placements.journal.services import archive, refusing_collisions, restate
from placements.journal.verdicts import Judged, Verdict, Voice
from placements.people.models import Person
from placements.records.models import Channel
from placements.records.services import close_items, record
from placements.refusals import Refusal, Refused, refuse_if

State = Entry.State
# What a day may be called instead: a confirmed one wrong, a returned one right, a corrected one either.
RETURNABLE, CONFIRMABLE = (State.CONFIRMED, State.CORRECTED), (State.RETURNED, State.CORRECTED)
ITEMS = {State.RETURNED: RETURNED, State.CORRECTED: CORRECTED}


@refusing_collisions
@transaction.atomic
def reconsider(entry: Entry, mentor: Person, verdict: Verdict) -> None:
    """Return a confirmed day, confirm a returned one after all, or withdraw a correction: confirm or return the day.

    Only until the end of the window of what was said, and only while the learner has neither sent the day again nor
    answered. Locks: the practicum. Raises: Refused. Source: domain, sections 2 (Confirming) and 9 (8).
    """
    practicum = Practicum.objects.locked().select_related("cohort", "learner").get(pk=entry.practicum_id)
    current = Entry.objects.select_related("placement").get(pk=entry.pk)
    current.practicum = current.placement.practicum = practicum
    if current.state == State.CONFIRMED and verdict.returns:
        take_back(current, mentor, verdict)
        return
    _refuse_settled(practicum, current, verdict)
    correction = open_correction(current)
    refuse_if(_window_refusal(practicum, current, correction))
    if verdict.returns:
        refuse_if(rules.return_refusal(current.day, verdict.reason))
    else:
        refuse_unbriefed({current.placement_id})
    _close_question(practicum, current, correction, mentor)
    if verdict.returns:
        _return(practicum, current, mentor, verdict)
    else:
        _confirm(practicum, current, mentor)
    refresh_counters(practicum)
    close_briefing(practicum, current.placement_id, mentor)
    queue_message("wake", practicum=practicum.pk)


def _refuse_settled(practicum: Practicum, entry: Entry, verdict: Verdict) -> None:
    if practicum.completed_at is not None:
        raise Refused(Refusal("confirm.completed"))
    states = RETURNABLE if verdict.returns else CONFIRMABLE
    if entry.version != verdict.version or entry.state not in states:
        raise Refused(Refusal("confirm.day_changed", {"date": entry.day}))


def _window_refusal(practicum: Practicum, entry: Entry, correction: Correction | None) -> Refusal | None:
    final_at = correction.confirmation.final_at if correction else _final_return(entry)
    if final_at is None:
        return Refusal("confirm.not_yours", {"date": entry.day})
    return rules.window_refusal(final_at, clock.now(), policy_of(practicum.cohort).confirmation.change_window_days)


def _final_return(entry: Entry) -> datetime | None:
    said = returns_of([entry]).get(entry.pk)
    return said.final_at if said else None


def _close_question(practicum: Practicum, entry: Entry, correction: Correction | None, mentor: Person) -> None:
    """What the learner was asked about the day he need not answer any more."""
    state = State(entry.state)
    if correction is not None:
        correction.state = Correction.State.WITHDRAWN
        correction.settled_by, correction.settled_at = mentor, clock.now()
        correction.save(update_fields=["state", "settled_by", "settled_at"])
    record(
        "entry.correction_withdrawn" if correction else "entry.return_withdrawn",
        actor=mentor, practicum_id=practicum.pk, subject_id=entry.pk, channel=Channel.LINK,
        states=(state, State.SUBMITTED), minutes=entry.minutes, version=entry.version,
    )  # fmt: skip
    close_items(ITEMS[state], practicum_id=practicum.pk, by=mentor, subject_id=entry.pk)


def _confirm(practicum: Practicum, entry: Entry, mentor: Person) -> None:
    """As the next version: what was posted for the one before, and taken back, stays as it is in the ledger."""
    archive(entry, mentor)
    restate(entry, {}, State.SUBMITTED)
    voice = Voice(mentor)
    confirmation = confirmations_under([entry.placement], voice)[entry.placement_id]
    post_days([Judged(entry, Verdict(entry.version), confirmation)], voice)
    queue_message("day_reconsidered", person_id=practicum.learner_id, entry=entry.pk, version=entry.version)


def _return(practicum: Practicum, entry: Entry, mentor: Person, verdict: Verdict) -> None:
    entry.state = State.SUBMITTED
    voice = Voice(mentor)
    confirmation = confirmations_under([entry.placement], voice)[entry.placement_id]
    ask_learners(return_days([Judged(entry, verdict, confirmation)], voice), [], [practicum])
