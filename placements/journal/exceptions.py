"""What only a curator may do: open a late day, confirm on the mentor's behalf."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.clock import local_date
from placements.cohorts.selectors import policy_of
from placements.journal import rules, rules_of_days
from placements.journal.confirming import judge_days
from placements.journal.models import Confirmation, OpenedDay
from placements.journal.verdicts import Verdict, Voice
from placements.people.models import Person
from placements.records.files import kept_only_with, store_file, store_text
from placements.records.models import Channel, StoredFile
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if

PURPOSE = "confirmation"


@transaction.atomic
def open_day(practicum: Practicum, curator: Person, day: date, reason: str) -> OpenedDay:
    """Let the learner log a day whose time is over; he needs no reason then.

    Locks: the practicum. Raises: Refused for a day that is not late, or opened already. Source: domain, section 2.
    """
    locked = Practicum.objects.locked().select_related("cohort").get(pk=practicum.pk)
    if not locked.is_open:
        raise Refused(Refusal("hours.completed"))
    free = policy_of(locked.cohort).hours.backdate_free_days
    refuse_if(
        rules_of_days.not_late_refusal(day, local_date(clock.now()), free),
        rules_of_days.opened_refusal(day, is_open=locked.opened_days.filter(day=day).exists()),
        rules.settlement_refusal(reason),
    )
    opened = OpenedDay.objects.create(practicum=locked, day=day, reason=reason, opened_by=curator)
    record("day.opened", actor=curator, practicum_id=locked.pk, subject_id=opened.pk, reason=reason, on=day.isoformat())
    return opened


@transaction.atomic
def confirm_on_behalf(
    placement: Placement, curator: Person, verdicts: Mapping[int, Verdict], data: Mapping[str, Any]
) -> Confirmation:
    """Confirm, return and correct days as the mentor said on paper or by phone.

    data: channel (paper or phone), reason, evidence (an uploaded file or None), note (what was said on the phone, which
    becomes the evidence where there is no file). Locks: the practicum.
    Raises: Refused without channel, reason or evidence, and as confirm_days does. Source: domain, section 2.
    """
    upload, note = data.get("evidence"), data.get("note", "")
    refuse_if(rules.evidence_refusal(data["channel"], data["reason"], has_file=upload is not None, note=note))
    # A note beside a file is no evidence of its own: it is kept with the reason.
    reason = "\n".join(filter(None, [data["reason"], note.strip() if upload else ""]))
    with kept_only_with(_stored(placement, curator, upload, note)) as evidence:
        voice = Voice(curator, Channel(data["channel"]), Confirmation.Basis.ON_BEHALF, reason, {placement.pk: evidence})
        (confirmation,) = judge_days([placement], voice, verdicts)
    return confirmation


def _stored(placement: Placement, curator: Person, upload: Any, note: str) -> StoredFile:
    if upload is None:
        return store_text("phone-call.txt", note, placement.practicum, curator, purpose=PURPOSE)
    limits = policy_of(placement.practicum.cohort).limits
    return store_file(upload, placement.practicum, curator, purpose=PURPOSE, limits=limits)
