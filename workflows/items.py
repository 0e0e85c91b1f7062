"""Opens and closes the work items of process steps by where the process stands."""

from collections.abc import Collection, Iterator
from datetime import datetime

from placements.agreements.models import Practicum
from placements.clock import deadline
from placements.cohorts.selectors import policy_of
from placements.records.models import WorkItem
from placements.records.services import open_item
from placements.reports.rules import is_open
from workflows.conditions import CONDITIONS
from workflows.steps import EARLY_STEPS, NODE_STEPS, Step


def open_step_items(practicum: Practicum, nodes: Collection[str], now: datetime) -> None:
    """Open what the process waits for, and what may be done ahead of it; close what is no longer asked."""
    items = WorkItem.objects.open().filter(practicum=practicum, kind__in=[step.kind for step in NODE_STEPS])
    open_kinds = set(items.values_list("kind", flat=True))
    wanted = {step.kind for step in NODE_STEPS if step.kind in nodes}
    wanted |= {step.kind for step in EARLY_STEPS if "hours" in nodes and _is_due_early(practicum, step, now)}
    for step in NODE_STEPS:
        if step.kind in wanted - open_kinds:
            _open(practicum, step, now)
    items.filter(kind__in=open_kinds - wanted).update(done_at=now)


def _open(practicum: Practicum, step: Step, now: datetime) -> None:
    assert step.owner is not None
    due_at = deadline(now, policy_of(practicum.cohort).deadlines_working_days[step.deadline])
    open_item(step.kind, part=step.part, owner=step.owner(practicum), due_at=due_at, practicum=practicum)


def _share(practicum: Practicum, step: Step) -> int:
    policy = policy_of(practicum.cohort)
    return policy.report.opens_at_percent if step.kind == "report" else policy.evaluation_opens_at_percent


def _is_due_early(practicum: Practicum, step: Step, now: datetime) -> bool:
    if not is_open(practicum.confirmed_minutes, practicum.required_minutes, _share(practicum, step)):
        return False
    done = Practicum.objects.filter(CONDITIONS[step.kind](now), pk=practicum.pk)
    return not done.exists()


def missed_early_items() -> Iterator[int]:
    """Practicums in their hours that have reached the share and were never told; one query."""
    running = Practicum.objects.filter(stage=Practicum.Stage.HOURS, confirmed_minutes__gt=0).select_related("cohort")
    untold = running.exclude(work_items__kind__in=[step.kind for step in EARLY_STEPS])
    for practicum in untold:
        shares = [_share(practicum, step) for step in EARLY_STEPS]
        if is_open(practicum.confirmed_minutes, practicum.required_minutes, min(shares)):
            yield practicum.pk
