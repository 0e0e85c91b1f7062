"""The verbs of completion: waive the mentor's change window, write the completion record."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.agreements.rules import reason_refusal
from placements.completion.models import CompletionRecord, WindowWaiver
from placements.journal.counters import posted_minutes
from placements.people.models import Person
from placements.records.models import Channel, WorkItem
from placements.records.services import record
from placements.refusals import refuse_if
from placements.reports.models import ReportVersion


def waive_window(practicum: Practicum, actor: Person, data: Mapping[str, Any]) -> None:
    """Complete without waiting for the end of the mentor's change window. data: reason."""
    refuse_if(reason_refusal("completion.reason_needed", data["reason"]))
    WindowWaiver.objects.create(practicum=practicum, waived_by=actor, reason=data["reason"])
    record("completion.window_waived", actor=actor, practicum_id=practicum.pk, reason=data["reason"])


def complete(practicum: Practicum) -> CompletionRecord:
    """Write the immutable completion record and end the placement; the caller has checked the hours under the lock."""
    placement = Placement.objects.select_for_update(of=("self",)).get(practicum=practicum, state="in_force")
    now = clock.now()
    version = ReportVersion.objects.get(report__practicum=practicum, state=ReportVersion.State.APPROVED)
    content = _content(practicum, placement, version)
    completion = CompletionRecord.objects.create(
        practicum=practicum,
        confirmed_minutes=content["confirmed_minutes"],
        evaluation=placement.evaluation,
        report_version=version,
        content=content,
        digest=hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest(),
        completed_at=now,
    )
    placement.state, placement.ended_on = Placement.State.ENDED, timezone.localdate(now)
    placement.save(update_fields=["state", "ended_on"])
    practicum.completed_at = now
    practicum.save(update_fields=["completed_at"])
    WorkItem.objects.open().filter(practicum=practicum).exclude(kind="question").update(done_at=now)
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
    return completion


def _content(practicum: Practicum, placement: Placement, version: ReportVersion) -> dict[str, Any]:
    return {
        "confirmed_minutes": posted_minutes(practicum),
        "required_minutes": practicum.required_minutes,
        "postings": list(practicum.postings.order_by("pk").values_list("pk", "minutes")),
        "placements": [
            {"host": each.host.name, "registry_code": each.host.registry_code, "agreements": _digests(each)}
            for each in practicum.placements.exclude(state=Placement.State.DECLINED).select_related("host")
        ],
        "evaluation": placement.evaluation.pk,
        "report_version": version.number,
        "check_ins": list(practicum.check_ins.exclude(held_on=None).order_by("pk").values_list("code", "outcome")),
    }


def _digests(placement: Placement) -> list[str]:
    return list(placement.agreements.filter(superseded_at=None).values_list("digest", flat=True))
