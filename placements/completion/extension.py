"""The verbs of extending: propose an amendment with a later end, call it off while it awaits signatures."""

from collections.abc import Mapping
from typing import Any

from placements import clock
from placements.agreements.amending import ask_for_signatures
from placements.agreements.models import Agreement, Placement, Practicum
from placements.agreements.selectors import agreement_in_signing
from placements.clock import local_date
from placements.completion import rules
from placements.completion.turns import lock_practicum, running_placement, stop_signing
from placements.people.models import Person
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if

Data = Mapping[str, Any]


def extend(practicum: Practicum, actor: Person, data: Data) -> None:
    """Propose a later end of the agreement; it holds once all three parties have signed. data: ends_on, reason.

    Raises: Refused for an end in the past, not later than the present one, or beyond the cohort's window.
    """
    locked = lock_practicum(practicum)
    placement = running_placement(locked)
    refuse_if(rules.reason_refusal(data["ends_on"], data["reason"]), rules.finished_refusal(is_open=locked.is_open))
    is_in_force = placement is not None and placement.state == Placement.State.IN_FORCE
    refuse_if(rules.suspended_refusal(locked.suspended_on), rules.in_force_refusal(is_in_force=is_in_force))
    assert placement is not None
    today, window_end = local_date(clock.now()), locked.cohort.practicum_until
    refuse_if(rules.extension_refusal(data["ends_on"], placement.ends_on, today, window_end))
    if agreement_in_signing(locked) is not None:
        raise Refused(Refusal("flow.amendment_waits"))
    amendment = ask_for_signatures(locked, placement, data["ends_on"])
    record(
        "practicum.extension_proposed", actor=actor, practicum_id=locked.pk, subject_id=amendment.pk,
        reason=data["reason"], ends_on=data["ends_on"].isoformat(),
    )  # fmt: skip


def call_amendment_off(practicum: Practicum, actor: Person, data: Data) -> None:
    """Stop collecting signatures under an amendment; the agreement in force stays as it is. data: reason."""
    locked = lock_practicum(practicum)
    placement = running_placement(locked)
    amendment: Agreement | None = agreement_in_signing(locked)
    if placement is None or amendment is None or placement.state != Placement.State.IN_FORCE:
        raise Refused(Refusal("flow.no_amendment"))
    refuse_if(rules.reason_refusal(placement.ends_on, data["reason"]))
    stop_signing(placement, actor)
    record(
        "agreement.amendment_called_off", actor=actor, practicum_id=locked.pk, subject_id=amendment.pk,
        reason=data["reason"],
    )  # fmt: skip
