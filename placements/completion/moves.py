"""The verbs of changing the place: call an offer off, change the host mid-way."""

from collections.abc import Mapping
from typing import Any

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.clock import deadline, local_date
from placements.cohorts.selectors import policy_of
from placements.completion import rules
from placements.completion.selectors import last_logged_on
from placements.completion.turns import (
    ask_anew,
    let_go,
    lock_practicum,
    running_placement,
    tell_company,
    tell_everybody,
)
from placements.people.models import Person
from placements.records.models import HistoryEntry, Part
from placements.records.services import open_item, record
from placements.refusals import Refusal, Refused, refuse_if
from placements.reports.models import Evaluation, ReportVersion

Data = Mapping[str, Any]
State = Placement.State


def call_off(practicum: Practicum, actor: Person, data: Data) -> None:
    """Take an offer back before the agreement is in force, as when the company stays silent. data: reason.

    The request opens again with everything that was typed.
    """
    locked = lock_practicum(practicum)
    placement = running_placement(locked)
    if placement is None or placement.state == State.IN_FORCE:
        raise Refused(Refusal("flow.wrong_step", {"step": locked.get_stage_display()}))
    refuse_if(rules.reason_refusal(placement.starts_on, data["reason"]))
    entry = let_go(placement, actor, local_date(clock.now()), data["reason"])
    ask_anew(locked, actor, data["reason"])
    queue_message("turning", person_id=locked.learner_id, entry=entry.pk)
    tell_company(placement, placement.mentor_id, entry)


def change_host(practicum: Practicum, actor: Person, data: Data) -> None:
    """End the placement in force and ask for another one. data: last_on (last day there), reason.

    Confirmed hours stay and keep naming the host that confirmed them; the former mentor settles the days up to the
    last one and is asked for an evaluation. Source: domain, section 3 (hours) and section 9 (11).
    """
    locked = lock_practicum(practicum)
    placement = running_placement(locked)
    refuse_if(rules.reason_refusal(data["last_on"], data["reason"]), rules.finished_refusal(is_open=locked.is_open))
    is_in_force = placement is not None and placement.state == State.IN_FORCE
    refuse_if(rules.suspended_refusal(locked.suspended_on), rules.in_force_refusal(is_in_force=is_in_force))
    assert placement is not None
    _refuse_unsound_move(locked, placement, data)
    _leave(locked, placement, data, actor)
    ask_anew(locked, actor, data["reason"])


def _refuse_unsound_move(practicum: Practicum, placement: Placement, data: Data) -> None:
    in_review = ReportVersion.objects.filter(report__practicum=practicum, state=ReportVersion.State.SUBMITTED)
    refuse_if(
        rules.earliest_refusal(data["last_on"], placement.in_force_on),
        rules.last_day_refusal(data["last_on"], last_logged_on(practicum, placement)),
        rules.beyond_agreement_refusal(data["last_on"], placement.ends_on),
        rules.needed_refusal(practicum.confirmed_minutes, practicum.required_minutes),
        rules.in_review_refusal(has_report_in_review=in_review.exists()),
    )


def _leave(practicum: Practicum, placement: Placement, data: Data, actor: Person) -> None:
    let_go(placement, actor, data["last_on"])
    if placement.entries.standing().exists() and not Evaluation.objects.filter(placement=placement).exists():
        days = policy_of(practicum.cohort).deadlines_working_days["evaluation"]
        open_item(
            "former_evaluation",
            part=Part.HOST,
            owner=placement.mentor,
            due_at=deadline(clock.now(), days),
            practicum=practicum,
            subject_id=placement.pk,
        )
    tell_everybody(practicum, _record_move(practicum, placement, actor, data))


def _record_move(practicum: Practicum, placement: Placement, actor: Person, data: Data) -> HistoryEntry:
    return record(
        "practicum.host_changed", actor=actor, practicum_id=practicum.pk, subject_id=placement.pk,
        reason=data["reason"], last_on=data["last_on"].isoformat(),
    )  # fmt: skip
