"""Waking processes: by the outbox when something was confirmed or submitted, by the sweep when a wake was lost."""

from collections.abc import Iterator, Mapping
from typing import Any

import structlog
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.fields import get_task_ref
from viewflow.workflow.models import Task

from placements import clock
from placements.agreements.models import Practicum
from placements.decisions.rechecking import recheck_hours
from workflows.conditions import CONDITIONS
from workflows.engine import OPEN, locked, settle
from workflows.flows import PracticumFlow
from workflows.items import missed_early_items

log = structlog.get_logger("praktika.waking")


def wake(practicum_id: int) -> None:
    """Let the practicum's process go as far as it can; harmless when there is nothing to do."""
    practicum = Practicum.objects.get(pk=practicum_id)
    with locked(practicum) as process:
        settle(process)


def consume_wake(payload: Mapping[str, Any]) -> None:
    """The outbox's consumer of kind 'wake'; hours that changed after a decision are told to whoever decides."""
    wake(int(payload["practicum"]))
    recheck_hours(int(payload["practicum"]))


def sleepers() -> Iterator[int]:
    """Practicums whose process waits at a node whose condition holds already; one query a node."""
    now = clock.now()
    for name, condition in CONDITIONS.items():
        ref = get_task_ref(PracticumFlow.instance.node(name))
        waiting = Task.objects.filter(flow_task=ref, status__in=OPEN).values("process__practicumprocess__practicum")
        yield from Practicum.objects.filter(condition(now), pk__in=waiting).values_list("pk", flat=True)
    yield from missed_early_items()


def sweep() -> int:
    """Wake every sleeper; returns how many. One that is busy is left for the next sweep."""
    woken = 0
    for practicum_id in dict.fromkeys(sleepers()):
        try:
            wake(practicum_id)
            woken += 1
        except FlowLockFailed:
            log.warning("sweep.busy", practicum=practicum_id)
    return woken
