"""The mentor's verbs: confirm, return and correct days, take a confirmation back; and the curator on his behalf."""

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from notifications.services import queue_message, queue_messages
from placements import clock
from placements.agreements.models import Placement, Practicum, SafetyBriefing
from placements.cohorts.selectors import policy_of
from placements.journal import rules
from placements.journal.asking import ask_learners
from placements.journal.counters import close_briefing, close_settled, refresh_counters
from placements.journal.models import Confirmation, Entry
from placements.journal.posting import correct_days, post_days, return_days
from placements.journal.services import standing_posting
from placements.journal.verdicts import Judged, Verdict, Voice, about
from placements.people.models import Person
from placements.refusals import Refusal, Refused, refuse_if

Verdicts = Mapping[int, Verdict]


def confirm_days(placements: Collection[Placement], mentor: Person, verdicts: Verdicts) -> list[Confirmation]:
    """Confirm, return and correct days of all the mentor's learners in one act; verdicts by entry id.

    Locks: the practicums. The number of statements does not grow with the days.
    Raises: Refused without a recorded briefing, for a day changed since it was shown, for a return without reason.
    """
    return judge_days(placements, Voice(mentor), verdicts)


@transaction.atomic
def judge_days(placements: Collection[Placement], voice: Voice, verdicts: Verdicts) -> list[Confirmation]:
    """Let this voice say of each day that it is right, wrong or otherwise; see confirm_days."""
    known = {each.pk: each for each in placements}
    practicums = _locked({each.practicum_id for each in placements})
    entries = list(Entry.objects.filter(pk__in=verdicts, placement__in=known).order_by("day", "pk"))
    for entry in entries:
        entry.placement, entry.practicum = known[entry.placement_id], practicums[entry.practicum_id]
    practicums = {each.practicum_id: each.practicum for each in entries}
    refuse_unbriefed({each.placement_id for each in entries})
    _refuse_changed(practicums.values(), entries, verdicts)
    confirmations = confirmations_under([known[pk] for pk in sorted({each.placement_id for each in entries})], voice)
    judged = [Judged(each, verdicts[each.pk], confirmations[each.placement_id]) for each in entries]
    _settle(judged, practicums, voice)
    return list(confirmations.values())


def _locked(ids: Collection[int]) -> dict[int, Practicum]:
    """In one order, so that two mentors never wait for each other."""
    rows = Practicum.objects.locked().select_related("cohort", "learner").filter(pk__in=ids).order_by("pk")
    return {each.pk: each for each in rows}


def _settle(judged: Sequence[Judged], practicums: Mapping[int, Practicum], voice: Voice) -> None:
    post_days([each for each in judged if not each.verdict.returns and each.verdict.times is None], voice)
    returned = return_days([each for each in judged if each.verdict.returns], voice)
    corrected = correct_days([each for each in judged if each.verdict.times is not None], voice)
    ask_learners(returned, corrected, practicums.values())
    refresh_counters(*practicums.values())
    close_settled({each.entry.placement_id for each in judged}, voice.person)
    for practicum in practicums.values():
        if practicum.ended_at is not None:
            _close_briefings(practicum, judged, voice.person)
    queue_messages("wake", [{"practicum": pk} for pk in practicums])


def _close_briefings(practicum: Practicum, judged: Sequence[Judged], by: Person) -> None:
    for placement_id in {each.entry.placement_id for each in judged if each.entry.practicum_id == practicum.pk}:
        close_briefing(practicum, placement_id, by)


def confirmations_under(placements: Sequence[Placement], voice: Voice) -> dict[int, Confirmation]:
    """One act of this voice for each of these placements, by placement; one statement."""
    now = clock.now()
    is_for_mentor = voice.basis == Confirmation.Basis.ON_BEHALF
    made = Confirmation.objects.bulk_create(
        Confirmation(
            placement=each,
            person=voice.person,
            basis=voice.basis,
            on_behalf_of_id=each.mentor_id if is_for_mentor else None,
            channel=voice.channel,
            reason=voice.reason,
            evidence=voice.evidence.get(each.pk),
            confirmed_at=now,
            final_at=rules.final_at(now, policy_of(each.practicum.cohort).confirmation.change_window_days),
        )
        for each in placements
    )
    return {each.placement_id: each for each in made}


def refuse_unbriefed(placements: Collection[int]) -> None:
    """Hours are confirmed once the safety briefing is recorded. Raises: Refused. Source: domain, section 2."""
    briefed = SafetyBriefing.objects.filter(placement__in=placements).count()
    refuse_if(rules.briefing_refusal(is_recorded=briefed == len(placements)))


def _refuse_changed(practicums: Collection[Practicum], entries: Sequence[Entry], verdicts: Verdicts) -> None:
    if any(each.completed_at is not None for each in practicums):
        raise Refused(Refusal("confirm.completed"))
    if not verdicts or len(entries) < len(verdicts):
        raise Refused(Refusal("confirm.nothing"))
    refuse_if(*(about(each, _changed_refusal(each, verdicts[each.pk])) for each in entries))
    returned = [each for each in entries if verdicts[each.pk].returns]
    refuse_if(*(about(each, rules.return_refusal(each.day, verdicts[each.pk].reason)) for each in returned))


def _changed_refusal(entry: Entry, verdict: Verdict) -> Refusal | None:
    if entry.state == Entry.State.WITHDRAWN:
        return Refusal("confirm.day_withdrawn", {"date": entry.day})
    if entry.state != Entry.State.SUBMITTED or entry.version != verdict.version:
        return Refusal("confirm.day_changed", {"date": entry.day})
    return None


@transaction.atomic
def take_back(entry: Entry, mentor: Person, verdict: Verdict) -> None:
    """Reverse a confirmed day within its change window; the day is returned to the learner.

    Locks: the practicum. Raises: Refused. Source: domain, section 9 (8).
    """
    practicum = Practicum.objects.locked().select_related("cohort", "learner").get(pk=entry.practicum_id)
    current = Entry.objects.select_related("placement").get(pk=entry.pk)
    if practicum.completed_at is not None:
        raise Refused(Refusal("confirm.completed"))
    if current.state != Entry.State.CONFIRMED or current.version != verdict.version:
        raise Refused(Refusal("confirm.day_changed", {"date": current.day}))
    confirmation = standing_posting(current).confirmation
    days = policy_of(practicum.cohort).confirmation.change_window_days
    refuse_if(
        rules.window_refusal(confirmation.final_at, clock.now(), days),
        rules.return_refusal(current.day, verdict.reason),
    )
    returned = return_days([Judged(current, verdict, confirmation)], Voice(mentor), reverses=True)
    ask_learners(returned, [], [practicum])
    refresh_counters(practicum)
    queue_message("wake", practicum=practicum.pk)
