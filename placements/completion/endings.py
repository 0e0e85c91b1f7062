"""The verbs of ending without completion, and of beginning again. Confirmed hours stay on record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Practicum
from placements.agreements.services import open_practicum
from placements.agreements.stages import change_stage
from placements.clock import local_date
from placements.cohorts.models import Enrolment
from placements.completion import rules
from placements.completion.pauses import end_rest
from placements.completion.proposals import let_lapse
from placements.completion.selectors import begun_on, last_logged_on, stands_elsewhere
from placements.completion.turns import let_go, lock_practicum, running_placement, tell_everybody
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.records.services import record
from placements.refusals import refuse_if

Data = Mapping[str, Any]
Stage = Practicum.Stage
# What goes on after the end: the learner still asks, the school still decides, and days that wait are still settled.
OUTLIVING = ("question", "concern", "decision_recheck", "decision_override", "appeal")
SETTLING = ("week", "returned_day", "corrected_day", "contested_day")


def break_off(practicum: Practicum, actor: Person, data: Data) -> None:
    """End the practicum with a last day, before its hours are full. data: on, reason."""
    end_practicum(practicum, actor, data, Stage.BROKEN_OFF, "practicum.broken_off")


def cancel(practicum: Practicum, actor: Person, data: Data) -> None:
    """Take a practicum back that should not have been opened. data: on, reason."""
    end_practicum(practicum, actor, data, Stage.CANCELLED, "practicum.cancelled")


def withdraw(practicum: Practicum, actor: Person, data: Data) -> None:
    """The learner gives the studies up; a practicum that is completed stays so. data: on, reason."""
    _leave_studies(practicum, actor, data, Enrolment.State.WITHDRAWN, Stage.WITHDRAWN)


def expel(practicum: Practicum, actor: Person, data: Data) -> None:
    """The school ends the studies; a practicum that is completed stays so. data: on, reason."""
    _leave_studies(practicum, actor, data, Enrolment.State.EXPELLED, Stage.EXPELLED)


def _leave_studies(
    practicum: Practicum, actor: Person, data: Data, state: Enrolment.State, stage: Practicum.Stage
) -> None:
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=practicum.enrolment_id)
    before, today = enrolment.state, local_date(clock.now())
    refuse_if(
        rules.reason_refusal(data["on"], data["reason"]),
        rules.enrolment_refusal(is_studying=before == Enrolment.State.ACTIVE),
        rules.elsewhere_refusal(stands_elsewhere=stands_elsewhere(practicum)),
    )
    refuse_if(
        rules.future_refusal(data["on"], today),
        rules.earliest_refusal(data["on"], enrolment.enrolled_on),
    )
    action = f"enrolment.{state}"
    if lock_practicum(practicum).is_open:
        end_practicum(practicum, actor, data, stage, action, before=before)
    else:
        record(
            action, actor=actor, practicum_id=practicum.pk, subject_id=enrolment.pk, states=(before, state),
            reason=data["reason"], on=data["on"].isoformat(),
        )  # fmt: skip
    enrolment.state = state
    enrolment.save(update_fields=["state"])


def readmit(practicum: Practicum, actor: Person, data: Data) -> None:
    """Take a learner back who had left the course; an ended practicum stays as it is. data: on, reason."""
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=practicum.enrolment_id)
    before, is_studying = enrolment.state, enrolment.state == Enrolment.State.ACTIVE
    refuse_if(rules.reason_refusal(data["on"], data["reason"]), rules.readmission_refusal(is_studying=is_studying))
    refuse_if(
        rules.future_refusal(data["on"], local_date(clock.now())),
        rules.earliest_refusal(data["on"], enrolment.enrolled_on),
    )
    enrolment.state = Enrolment.State.ACTIVE
    enrolment.save(update_fields=["state"])
    entry = record(
        "enrolment.readmitted", actor=actor, practicum_id=practicum.pk, subject_id=enrolment.pk,
        states=(before, enrolment.state), reason=data["reason"], on=data["on"].isoformat(),
    )  # fmt: skip
    queue_message("turning", person_id=practicum.learner_id, entry=entry.pk)


def end_practicum(
    practicum: Practicum, actor: Person, data: Data, stage: Practicum.Stage, action: str, *, before: str = ""
) -> None:
    """End a practicum that runs: placement, suspension, proposals and work items with it. data: on, reason.

    before is the state of the studies that end with it.
    Raises: Refused when it is over already, or for a day ahead or before the last logged one.
    """
    locked = lock_practicum(practicum)
    on = data["on"]
    refuse_if(rules.reason_refusal(on, data["reason"]), rules.finished_refusal(is_open=locked.is_open))
    refuse_if(
        rules.future_refusal(on, local_date(clock.now())),
        rules.earliest_refusal(on, begun_on(locked)),
        rules.last_day_refusal(on, last_logged_on(locked)),
    )
    _end_what_runs(locked, on, actor)
    locked.ended_at, locked.ended_on = clock.now(), on
    locked.save(update_fields=["ended_at", "ended_on"])
    entry = record(
        action, actor=actor, practicum_id=locked.pk, subject_id=locked.enrolment_id, states=(before, stage),
        reason=data["reason"], on=on.isoformat(),
    )  # fmt: skip
    change_stage(locked, stage)
    tell_everybody(locked, entry)


def _end_what_runs(practicum: Practicum, on: date, actor: Person) -> None:
    placement = running_placement(practicum)
    if placement is not None:
        let_go(placement, actor, on)
    end_rest(practicum, actor, on)
    let_lapse(practicum, actor)
    # Without the briefing the mentor could not confirm them.
    briefing = Q(kind="safety_briefing", subject_id__in=practicum.entries.unsettled().values("placement"))
    items = WorkItem.objects.open().filter(practicum=practicum)
    items.exclude(briefing | Q(kind__in=OUTLIVING + SETTLING)).update(done_at=clock.now(), done_by=actor)


def begin_again(practicum: Practicum, actor: Person) -> Practicum:
    """Open a new practicum for the enrolment of one that ended, within the cohort's window.

    Hours of the former one stay with it; they may be recognised. Raises: Refused while another one stands.
    """
    enrolments = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "learner")
    enrolment = enrolments.get(pk=practicum.enrolment_id)
    refuse_if(
        rules.begin_again_refusal(
            local_date(clock.now()),
            enrolment.cohort.practicum_until,
            is_standing=enrolment.practicums.filter(ended_at=None).exists(),
            is_studying=enrolment.state == Enrolment.State.ACTIVE,
        ),
        rules.inactive_refusal(is_active=enrolment.learner.is_active),
    )
    opened = open_practicum(enrolment, actor)
    record("practicum.begun_again", actor=actor, practicum_id=opened.pk, subject_id=practicum.pk)
    return opened
