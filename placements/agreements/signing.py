"""The verbs of signing, of coming into force, and of the safety briefing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from placements import clock
from placements.agreements import rules
from placements.agreements.models import Party, Placement, Practicum, SafetyBriefing, Signature
from placements.agreements.places import channel_of
from placements.agreements.selectors import agreement_in_signing
from placements.clock import deadline, local_date
from placements.cohorts.selectors import policy_of
from placements.people.codes import check_code
from placements.people.models import Person
from placements.records.models import Channel, Part
from placements.records.services import close_items, open_item, record
from placements.refusals import Refusal, Refused, refuse_if

SIGNING = "agreement"
STATEMENT = "I have read these terms and sign them."


def sign(practicum: Practicum, actor: Person, data: Mapping[str, Any], *, party: Party) -> None:
    """Sign the current terms with the mailed code. data: digest (of the terms that were shown), code.

    Raises: Refused when signed already, when the terms changed, or when the code does not fit.
    """
    agreement = agreement_in_signing(practicum)
    if agreement is None:
        raise Refused(Refusal("sign.nothing"))
    signature = agreement.signatures.filter(party=party).first()
    signed_at = signature.signed_at if signature else None
    refuse_if(rules.signature_refusal(signed_at, data["digest"], agreement.digest))
    refuse_if(check_code(actor, SIGNING, agreement.pk, data["code"]))
    channel = Channel.LINK if party == Party.HOST else Channel.WEB
    Signature.objects.create(
        agreement=agreement,
        party=party,
        person=actor,
        name=actor.name,
        statement=STATEMENT,
        digest=agreement.digest,
        channel=channel,
    )
    record(
        "agreement.signed",
        actor=actor,
        practicum_id=practicum.pk,
        subject_id=agreement.pk,
        states=("", party),
        channel=channel,
        digest=agreement.digest,
    )


def put_in_force(practicum: Practicum) -> Placement:
    """All have signed: the placement is in force from today, and the host is asked for the safety briefing."""
    placement = Placement.objects.select_for_update(of=("self",)).get(practicum=practicum, state="agreed")
    now = clock.now()
    placement.state, placement.in_force_on = Placement.State.IN_FORCE, local_date(now)
    placement.save(update_fields=["state", "in_force_on"])
    placement.agreements.filter(superseded_at=None).update(in_force_at=now)
    record(
        "agreement.in_force", actor=None, practicum_id=practicum.pk, subject_id=placement.pk,
        states=(Placement.State.AGREED, placement.state), channel=Channel.SYSTEM,
    )  # fmt: skip
    days = policy_of(practicum.cohort).deadlines_working_days["safety_briefing"]
    open_item(
        "safety_briefing",
        part=Part.HOST,
        owner=placement.mentor,
        due_at=deadline(now, days),
        practicum=practicum,
        subject_id=placement.pk,
    )
    return placement


@transaction.atomic
def record_briefing(placement: Placement, actor: Person, data: Mapping[str, Any]) -> SafetyBriefing:
    """The mentor records the safety briefing; the learner is asked to acknowledge it. data: held_on, topics."""
    locked = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    today = local_date(clock.now())
    refuse_if(rules.briefing_refusal(SafetyBriefing.objects.filter(placement=locked).exists(), data["held_on"], today))
    briefing = SafetyBriefing.objects.create(
        placement=locked, held_on=data["held_on"], topics=data["topics"], recorded_by=actor
    )
    practicum = locked.practicum
    close_items("safety_briefing", practicum_id=practicum.pk, by=actor, subject_id=locked.pk)
    channel = channel_of(locked, actor)
    record("briefing.recorded", actor=actor, practicum_id=practicum.pk, subject_id=locked.pk, channel=channel)
    if practicum.is_open:
        _ask_to_acknowledge(practicum, locked)
    return briefing


def _ask_to_acknowledge(practicum: Practicum, placement: Placement) -> None:
    days = policy_of(practicum.cohort).deadlines_working_days["safety_briefing"]
    due_at = deadline(clock.now(), days)
    open_item(
        "briefing_acknowledgement",
        part=Part.LEARNER,
        owner=practicum.learner,
        due_at=due_at,
        practicum=practicum,
        subject_id=placement.pk,
    )


@transaction.atomic
def acknowledge_briefing(placement: Placement, actor: Person) -> None:
    """The learner confirms having been briefed; doing so again changes nothing."""
    briefing = SafetyBriefing.objects.select_for_update(of=("self",)).get(placement=placement)
    if briefing.acknowledged_at is None:
        briefing.acknowledged_at = clock.now()
        briefing.save(update_fields=["acknowledged_at"])
        close_items("briefing_acknowledgement", practicum_id=placement.practicum_id, by=actor, subject_id=placement.pk)
        record("briefing.acknowledged", actor=actor, practicum_id=placement.practicum_id, subject_id=placement.pk)
