"""The practicum's stage, as the boards show it, from where its process stands."""

from collections.abc import Collection

from placements import clock
from placements.agreements.models import Practicum
from placements.records.models import Channel
from placements.records.services import record

Stage = Practicum.Stage
STAGE_OF_NODE: dict[str, Stage] = {
    "request": Stage.REQUEST,
    "review": Stage.REVIEW,
    "host_answer": Stage.HOST_ANSWER,
    "learner_signature": Stage.SIGNATURES,
    "school_signature": Stage.SIGNATURES,
    "host_signature": Stage.SIGNATURES,
    "hours": Stage.HOURS,
    "evaluation": Stage.CLOSING,
    "report": Stage.CLOSING,
    "report_review": Stage.CLOSING,
    "change_window": Stage.CHANGE_WINDOW,
}


def move_to(practicum: Practicum, nodes: Collection[str]) -> None:
    """Write the stage of the nodes at which the process stands; where it stands at none, the stage stays."""
    stage = next((STAGE_OF_NODE[node] for node in nodes if node in STAGE_OF_NODE), None)
    if stage is not None:
        change_stage(practicum, stage)


def change_stage(practicum: Practicum, stage: str) -> None:
    """Write another stage and record the move, so that the history alone tells where a practicum stands."""
    if practicum.stage == stage:
        return
    before, practicum.stage, practicum.stage_since = practicum.stage, stage, clock.now()
    practicum.save(update_fields=["stage", "stage_since"])
    record(
        "practicum.moved", actor=None, practicum_id=practicum.pk, subject_id=practicum.pk, states=(before, stage),
        channel=Channel.SYSTEM,
    )  # fmt: skip
