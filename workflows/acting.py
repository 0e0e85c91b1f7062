"""The one path on which a person ends a step: flow lock, the room's verb, the engine's step, what comes next."""

from collections.abc import Mapping
from typing import Any

from placements import clock
from placements.agreements.models import Practicum
from placements.completion import endings
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.refusals import Refused
from workflows.engine import begin, finish_step, locked, settle
from workflows.errors import StepGone
from workflows.signing_codes import WRONG_CODE, count_wrong_code
from workflows.steps import STEPS, Step
from workflows.turnings import Turning

Data = Mapping[str, Any]


def act(item: WorkItem, actor: Person, data: Data) -> None:
    """Do the work item's deed and bring the process on; all of it or nothing.

    Locks: the practicum's process, then the verb's own rows.
    Raises: StepGone when it is done already; Refused with the verb's reasons; FlowLockFailed when the lock stays taken.
    """
    try:
        _act_under_lock(item, actor, data)
    except Refused as refused:
        if any(refusal.code == WRONG_CODE for refusal in refused.refusals):
            count_wrong_code(item, actor)
        raise


def _act_under_lock(item: WorkItem, actor: Person, data: Data) -> None:
    step, practicum = STEPS[item.kind], item.practicum
    assert practicum is not None
    with locked(practicum) as process:
        current = _reread(item)
        _do(step, current, actor, data)
        WorkItem.objects.open().filter(pk=item.pk).update(done_at=clock.now(), done_by=actor)
        finish_step(process, step.kind, actor)
        settle(process)


def turn(turning: Turning, practicum: Practicum, actor: Person, data: Data) -> None:
    """Let the practicum take a turning, and bring its process on; all of it or nothing.

    Locks: the practicum's process, then the verb's own rows. Raises: Refused; FlowLockFailed when the lock stays taken.
    """
    with locked(practicum) as process:
        turning.verb(process.practicum, actor, data)
        if turning.finishes:
            finish_step(process, turning.finishes, actor)
        settle(process)


def begin_again(practicum: Practicum, actor: Person) -> Practicum:
    """Open a new practicum after one that ended, with a process of its own. Raises: Refused."""
    with locked(practicum):
        opened = endings.begin_again(practicum, actor)
        begin(opened)
    return opened


def _reread(item: WorkItem) -> WorkItem:
    current: WorkItem = WorkItem.objects.select_related("practicum__cohort", "practicum__learner", "done_by").get(
        pk=item.pk
    )
    if current.done_at is not None:
        raise StepGone(current)
    return current


def _do(step: Step, item: WorkItem, actor: Person, data: Data) -> None:
    if step.subject:
        step.verb(item.practicum, actor, data, subject_id=item.subject_id)
    else:
        step.verb(item.practicum, actor, data)
