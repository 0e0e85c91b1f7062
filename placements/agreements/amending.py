"""The verbs of an amendment: propose a later end, sign it, let it take effect, call it off."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from notifications.services import queue_message
from notifications.windows import host_mail_at
from placements import clock
from placements.agreements.models import Agreement, Party, Placement, Practicum
from placements.agreements.signing import sign
from placements.agreements.terms import draw_up_amendment
from placements.clock import deadline
from placements.cohorts.selectors import policy_of, school_signatory_of
from placements.people.models import Person
from placements.records.models import Channel, Part
from placements.records.services import close_items, open_item, record

Data = Mapping[str, Any]
PARTIES = len(Party.values)
KINDS = {Party.LEARNER: "learner_amendment", Party.SCHOOL: "school_amendment", Party.HOST: "host_amendment"}


def ask_for_signatures(practicum: Practicum, placement: Placement, ends_on: date) -> Agreement:
    """Draw the amendment up and ask all three parties to sign it; until then the former end holds."""
    amendment = draw_up_amendment(placement, ends_on)
    due_at = deadline(clock.now(), policy_of(practicum.cohort).deadlines_working_days["signature"])
    signers = (
        (Party.LEARNER, Part.LEARNER, practicum.learner),
        (Party.SCHOOL, Part.MANAGER, school_signatory_of(practicum.cohort)),
        (Party.HOST, Part.HOST, placement.signatory),
    )
    for party, part, owner in signers:
        open_item(KINDS[party], part=part, owner=owner, due_at=due_at, practicum=practicum, subject_id=amendment.pk)
    return amendment


def sign_amendment(practicum: Practicum, actor: Person, data: Data, *, party: Party, subject_id: int) -> None:
    """Sign the amendment with the mailed code; the last of three signatures puts it in force. data: digest, code."""
    sign(practicum, actor, data, party=party)
    close_items(KINDS[party], practicum_id=practicum.pk, by=actor, subject_id=subject_id)
    amendment = Agreement.objects.select_related("placement").get(pk=subject_id)
    if amendment.signatures.count() == PARTIES:
        _put_in_force(practicum, amendment)


def _put_in_force(practicum: Practicum, amendment: Agreement) -> None:
    now = clock.now()
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=amendment.placement_id)
    placement.agreements.filter(superseded_at=None, in_force_at__isnull=False).update(superseded_at=now)
    amendment.in_force_at = now
    amendment.save(update_fields=["in_force_at"])
    placement.ends_on = date.fromisoformat(amendment.terms["ends_on"])
    placement.save(update_fields=["ends_on"])
    entry = record(
        "agreement.amended", actor=None, practicum_id=practicum.pk, subject_id=amendment.pk, channel=Channel.SYSTEM,
        ends_on=amendment.terms["ends_on"], digest=amendment.digest,
    )  # fmt: skip
    queue_message("turning", person_id=practicum.learner_id, entry=entry.pk)
    # The mentor plans the days, and has not signed.
    host_at = host_mail_at(now)
    queue_message("turning", person_id=placement.mentor_id, due_at=host_at, entry=entry.pk, placement=placement.pk)
