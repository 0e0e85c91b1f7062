"""The verbs of completion: waive the mentor's change window, write the completion record."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.agreements.rules import reason_refusal
from placements.agreements.stages import change_stage
from placements.clock import local_date
from placements.completion.endings import OUTLIVING
from placements.completion.models import CompletionRecord, Proposal, WindowWaiver
from placements.completion.pauses import end_rest
from placements.completion.proposals import let_lapse
from placements.completion.turns import let_go, running_placement
from placements.journal.counters import posted_minutes
from placements.people.models import Person
from placements.records.models import Channel, WorkItem
from placements.records.services import record
from placements.refusals import refuse_if
from placements.reports.models import Evaluation, ReportVersion
from placements.results.telling import tell_changed


def waive_window(practicum: Practicum, actor: Person, data: Mapping[str, Any]) -> None:
    """Complete without waiting for the end of the mentor's change window. data: reason."""
    refuse_if(reason_refusal("completion.reason_needed", data["reason"]))
    WindowWaiver.objects.create(practicum=practicum, waived_by=actor, reason=data["reason"])
    record("completion.window_waived", actor=actor, practicum_id=practicum.pk, reason=data["reason"])


def complete(practicum: Practicum) -> CompletionRecord:
    """Write the immutable completion record and end the placement; the caller has checked the hours under the lock.

    Wholly recognised work completes without placement, evaluation and report; a waiver without the evaluation.
    """
    placement = running_placement(practicum)
    now = clock.now()
    version = ReportVersion.objects.filter(report__practicum=practicum, state=ReportVersion.State.APPROVED).first()
    evaluation = Evaluation.objects.filter(placement=placement).first()
    content = _content(practicum, evaluation, version)
    completion = CompletionRecord.objects.create(
        practicum=practicum,
        confirmed_minutes=content["confirmed_minutes"],
        evaluation=evaluation,
        report_version=version,
        content=content,
        digest=hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest(),
        completed_at=now,
    )
    _end_what_runs(practicum, placement)
    practicum.completed_at = now
    practicum.save(update_fields=["completed_at"])
    change_stage(practicum, Practicum.Stage.COMPLETED)
    record(
        "practicum.completed",
        actor=None,
        practicum_id=practicum.pk,
        subject_id=completion.pk,
        channel=Channel.SYSTEM,
        digest=completion.digest,
        minutes=completion.confirmed_minutes,
    )
    queue_message("completed", person_id=practicum.learner_id, practicum=practicum.pk)
    # The decision rests on it: it can be made now, or, after an earlier one, is looked at again.
    tell_changed([practicum.enrolment_id])
    return completion


def _end_what_runs(practicum: Practicum, placement: Placement | None) -> None:
    today = local_date(clock.now())
    if placement is not None:
        let_go(placement, None, today)
    end_rest(practicum, None, today)
    let_lapse(practicum, None)
    WorkItem.objects.open().filter(practicum=practicum).exclude(kind__in=OUTLIVING).update(done_at=clock.now())


def _content(practicum: Practicum, evaluation: Evaluation | None, version: ReportVersion | None) -> dict[str, Any]:
    confirmed = Proposal.State.CONFIRMED
    return {
        "confirmed_minutes": posted_minutes(practicum),
        "required_minutes": practicum.required_minutes,
        "recognised_minutes": practicum.recognised_minutes,
        "decided_by_two": [
            {"kind": each.kind, "minutes": each.minutes, "reason": each.reason, "evidence": each.evidence_digest}
            for each in practicum.proposals.filter(state=confirmed).select_related("evidence").order_by("pk")
        ],
        "postings": list(practicum.postings.order_by("pk").values_list("pk", "minutes")),
        "placements": [
            {"host": each.host.name, "registry_code": each.host.registry_code, "agreements": _digests(each)}
            for each in practicum.placements.filter(in_force_on__isnull=False).select_related("host").order_by("pk")
        ],
        "evaluation": evaluation.pk if evaluation else None,
        "report_version": version.number if version else None,
        "check_ins": list(practicum.check_ins.exclude(held_on=None).order_by("pk").values_list("code", "outcome")),
    }


def _digests(placement: Placement) -> list[str]:
    signed = placement.agreements.filter(in_force_at__isnull=False).order_by("version")
    return list(signed.values_list("digest", flat=True))
