"""The practicum's stage, as the boards show it, from where its process stands."""

from collections.abc import Collection

from placements import clock
from placements.agreements.models import Practicum

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
    """Write the stage of the nodes at which the process stands; none of them means completed."""
    stage = next((STAGE_OF_NODE[node] for node in nodes), Stage.COMPLETED)
    if practicum.stage != stage:
        practicum.stage, practicum.stage_since = stage, clock.now()
        practicum.save(update_fields=["stage", "stage_since"])
