"""The curator's call to a mentor who does not answer. Source: domain, section 2."""

from django.db import transaction

from placements.agreements.models import Placement, Practicum
from placements.people.models import Person
from placements.records.models import Channel
from placements.records.services import record
from placements.refusals import Refusal, refuse_if


@transaction.atomic
def record_call(placement: Placement, curator: Person, agreed: str) -> None:
    """Write down what was agreed with the mentor on the phone; it confirms nothing.

    Locks: the practicum. Raises: Refused without words.
    """
    practicum = Practicum.objects.locked().get(pk=placement.practicum_id)
    refuse_if(None if agreed.strip() else Refusal("call.agreed_needed"))
    record(
        "host.called", actor=curator, practicum_id=practicum.pk, subject_id=placement.pk, reason=agreed.strip(),
        channel=Channel.PHONE,
    )  # fmt: skip
