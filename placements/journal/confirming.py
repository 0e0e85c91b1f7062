"""The mentor's verbs: confirm or return the days of a week, take a confirmation back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Placement, Practicum, SafetyBriefing
from placements.clock import deadline
from placements.cohorts.selectors import policy_of
from placements.journal import rules
from placements.journal.counters import close_settled, refresh_counters
from placements.journal.models import Confirmation, Entry, HourPosting
from placements.people.models import Person
from placements.records.models import Channel, Part
from placements.records.services import open_item, record, record_many
from placements.refusals import Refusal, Refused, refuse_if

RETURN_REASONS = {
    "time_wrong": _("The time is wrong"),
    "not_present": _("Was not present"),
    "description": _("The description does not fit"),
}
RETURN_DAYS = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the mentor says of one day: the version he saw, and a reason when he returns it."""

    version: int
    returns: bool = False
    reason: str = ""
    text: str = ""


@transaction.atomic
def confirm_days(placement: Placement, mentor: Person, verdicts: Mapping[int, Verdict]) -> Confirmation:
    """Confirm and return days in one act; verdicts by entry id.

    Raises: Refused without a recorded briefing, for a day changed since it was shown, for a return without reason.
    """
    practicum = Practicum.objects.locked().get(pk=placement.practicum_id)
    refuse_if(rules.briefing_refusal(is_recorded=SafetyBriefing.objects.filter(placement=placement).exists()))
    entries = list(placement.entries.filter(pk__in=verdicts).order_by("day", "pk"))
    _refuse_changed(practicum, entries, verdicts)
    confirmation = _confirmation(placement, mentor)
    _post(confirmation, [entry for entry in entries if not verdicts[entry.pk].returns])
    for entry in entries:
        if verdicts[entry.pk].returns:
            _return_day(practicum, entry, mentor, verdicts[entry.pk])
    refresh_counters(practicum)
    close_settled(practicum, placement.pk, mentor)
    queue_message("wake", practicum=practicum.pk)
    return confirmation


def _confirmation(placement: Placement, mentor: Person) -> Confirmation:
    days, now = policy_of(placement.practicum.cohort).confirmation.change_window_days, clock.now()
    return Confirmation.objects.create(
        placement=placement, person=mentor, channel=Channel.LINK, confirmed_at=now, final_at=rules.final_at(now, days)
    )


def _refuse_changed(practicum: Practicum, entries: Sequence[Entry], verdicts: Mapping[int, Verdict]) -> None:
    if practicum.completed_at is not None:
        raise Refused(Refusal("confirm.completed"))
    if not verdicts or len(entries) < len(verdicts):
        raise Refused(Refusal("confirm.nothing"))
    for entry in entries:
        verdict = verdicts[entry.pk]
        if entry.state == Entry.State.WITHDRAWN:
            raise Refused(Refusal("confirm.day_withdrawn", {"date": entry.day}))
        if entry.state != Entry.State.SUBMITTED or entry.version != verdict.version:
            raise Refused(Refusal("confirm.day_changed", {"date": entry.day}))
    returned = [entry for entry in entries if verdicts[entry.pk].returns]
    refuse_if(*(rules.return_refusal(entry.day, verdicts[entry.pk].reason) for entry in returned))


def _post(confirmation: Confirmation, entries: Sequence[Entry]) -> None:
    HourPosting.objects.bulk_create(
        HourPosting(
            practicum_id=entry.practicum_id,
            entry=entry,
            entry_version=entry.version,
            confirmation=confirmation,
            minutes=entry.minutes,
        )
        for entry in entries
    )
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(state=Entry.State.CONFIRMED)
    record_many(
        "entry.confirmed",
        [entry.pk for entry in entries],
        actor=confirmation.person,
        practicum_id=confirmation.placement.practicum_id,
        states=("submitted", "confirmed"),
        channel=confirmation.channel,
    )
    if entries:
        record(
            "hours.confirmed",
            actor=confirmation.person,
            practicum_id=entries[0].practicum_id,
            subject_id=confirmation.pk,
            channel=confirmation.channel,
            days=len(entries),
            minutes=sum(entry.minutes for entry in entries),
        )


def _return_day(practicum: Practicum, entry: Entry, mentor: Person, verdict: Verdict) -> None:
    before = entry.state
    entry.state, entry.return_reason, entry.return_text = Entry.State.RETURNED, verdict.reason, verdict.text
    entry.save(update_fields=["state", "return_reason", "return_text"])
    open_item(
        "returned_day",
        part=Part.LEARNER,
        owner=practicum.learner,
        due_at=deadline(clock.now(), policy_of(practicum.cohort).deadlines_working_days.get("contest", RETURN_DAYS)),
        practicum=practicum,
        subject_id=entry.pk,
    )
    record(
        "entry.returned",
        actor=mentor,
        practicum_id=practicum.pk,
        subject_id=entry.pk,
        states=(before, entry.state),
        reason=" ".join(filter(None, [verdict.reason, verdict.text])),
        channel=Channel.LINK,
    )


@transaction.atomic
def take_back(entry: Entry, mentor: Person, verdict: Verdict) -> None:
    """Reverse a confirmed day within its change window; the day is returned to the learner."""
    practicum = Practicum.objects.locked().get(pk=entry.practicum_id)
    entry = Entry.objects.get(pk=entry.pk)
    if practicum.completed_at is not None:
        raise Refused(Refusal("confirm.completed"))
    if entry.state != Entry.State.CONFIRMED or entry.version != verdict.version:
        raise Refused(Refusal("confirm.day_changed", {"date": entry.day}))
    posting = entry.postings.select_related("confirmation").get(entry_version=entry.version, minutes__gt=0)
    days = policy_of(practicum.cohort).confirmation.change_window_days
    refuse_if(
        rules.window_refusal(posting.confirmation.final_at, clock.now(), days),
        rules.return_refusal(entry.day, verdict.reason),
    )
    HourPosting.objects.create(
        practicum=practicum,
        entry=entry,
        entry_version=entry.version,
        confirmation=posting.confirmation,
        minutes=-posting.minutes,
    )
    _return_day(practicum, entry, mentor, verdict)
    refresh_counters(practicum)
    queue_message("wake", practicum=practicum.pk)
