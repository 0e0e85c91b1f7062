"""The verbs of a rest: suspend and resume. Due dates move on with it, and no day in it takes hours."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from placements import clock
from placements.agreements.models import Placement, Practicum, Suspension
from placements.clock import add_working_days, end_of_day, is_working_day, local_date
from placements.cohorts.selectors import curator_of, policy_of
from placements.completion import rules
from placements.completion.selectors import earliest_rest, last_logged_on
from placements.completion.turns import lock_practicum, tell_everybody
from placements.people.models import Person
from placements.records.models import Channel, Part, WorkItem
from placements.records.querysets import NEVER_RESTING
from placements.records.services import close_items, open_item, record
from placements.refusals import refuse_if

Data = Mapping[str, Any]
RESUME = "resume"


def suspend(practicum: Practicum, actor: Person, data: Data) -> None:
    """Let the practicum rest from a day on; logging is closed meanwhile. data: from_on, planned_until, reason.

    Raises: Refused when it is over, rests already, is not in force, or over a day that is logged.
    """
    locked = lock_practicum(practicum)
    from_on, today = data["from_on"], local_date(clock.now())
    refuse_if(rules.reason_refusal(from_on, data["reason"]), rules.finished_refusal(is_open=locked.is_open))
    refuse_if(
        rules.suspended_refusal(locked.suspended_on),
        rules.in_force_refusal(is_in_force=locked.placements.filter(state=Placement.State.IN_FORCE).exists()),
        rules.future_refusal(from_on, today),
        rules.earliest_refusal(from_on, earliest_rest(locked)),
        rules.rest_refusal(from_on, last_logged_on(locked)),
        rules.planned_refusal(from_on, data["planned_until"]),
    )
    suspension = Suspension.objects.create(
        practicum=locked,
        from_on=from_on,
        planned_until=data["planned_until"],
        reason=data["reason"],
        suspended_by=actor,
    )
    locked.suspended_on = from_on
    locked.save(update_fields=["suspended_on"])
    _ask_to_resume(locked, suspension, today)
    entry = record(
        "practicum.suspended", actor=actor, practicum_id=locked.pk, subject_id=suspension.pk,
        states=("", "suspended"), reason=data["reason"], from_on=from_on.isoformat(),
    )  # fmt: skip
    tell_everybody(locked, entry)


def _ask_to_resume(practicum: Practicum, suspension: Suspension, today: date) -> None:
    days = policy_of(practicum.cohort).deadlines_working_days["request"]
    due_on = suspension.planned_until or add_working_days(today, days)
    open_item(
        RESUME,
        part=Part.CURATOR,
        owner=curator_of(practicum.cohort),
        due_at=end_of_day(max(due_on, today)),
        practicum=practicum,
        subject_id=suspension.pk,
    )


def resume(practicum: Practicum, actor: Person, data: Data) -> None:
    """Go on from a day on, which takes hours again; open due dates move by the days of the rest. data: resumed_on."""
    locked = lock_practicum(practicum)
    resumed_on, today = data["resumed_on"], local_date(clock.now())
    refuse_if(rules.finished_refusal(is_open=locked.is_open), rules.not_suspended_refusal(locked.suspended_on))
    suspension = Suspension.objects.select_for_update(of=("self",)).get(practicum=locked, resumed_on=None)
    refuse_if(rules.future_refusal(resumed_on, today), rules.resume_refusal(resumed_on, suspension.from_on))
    end_suspension(locked, suspension, actor, resumed_on)
    _shift_due_dates(locked, (resumed_on - suspension.from_on).days)
    entry = record(
        "practicum.resumed", actor=actor, practicum_id=locked.pk, subject_id=suspension.pk,
        states=("suspended", "resumed"), resumed_on=resumed_on.isoformat(),
    )  # fmt: skip
    tell_everybody(locked, entry)


def end_suspension(practicum: Practicum, suspension: Suspension, actor: Person | None, resumed_on: date) -> None:
    """Write the end of a rest; the caller holds the practicum's lock."""
    suspension.resumed_on, suspension.resumed_by = resumed_on, actor
    suspension.save(update_fields=["resumed_on", "resumed_by"])
    practicum.suspended_on = None
    practicum.save(update_fields=["suspended_on"])
    close_items(RESUME, practicum_id=practicum.pk, by=actor, subject_id=suspension.pk)


def end_rest(practicum: Practicum, actor: Person | None, on: date) -> None:
    """A rest that runs ends with the practicum; the caller holds the practicum's lock."""
    suspension = Suspension.objects.filter(practicum=practicum, resumed_on=None).first()
    if suspension is not None:
        end_suspension(practicum, suspension, actor, max(on, suspension.from_on))
        record(
            "suspension.ended", actor=actor, practicum_id=practicum.pk, subject_id=suspension.pk,
            states=("suspended", "resumed"), channel=Channel.WEB if actor else Channel.SYSTEM,
        )  # fmt: skip


def _shift_due_dates(practicum: Practicum, days: int) -> None:
    items = WorkItem.objects.open().filter(practicum=practicum).exclude(kind__in=NEVER_RESTING)
    for item in items:
        item.due_at = end_of_day(_working_day(local_date(item.due_at) + timedelta(days=days)))
        item.save(update_fields=["due_at"])
    for check_in in practicum.check_ins.filter(held_on=None):
        check_in.due_on = _working_day(check_in.due_on + timedelta(days=days))
        check_in.save(update_fields=["due_on"])


def _working_day(day: date) -> date:
    return day if is_working_day(day) else add_working_days(day, 1)
