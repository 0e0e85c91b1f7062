"""The only door to the engine: begin, lock, finish a step, let waiting nodes pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError
from viewflow.workflow.models import Task
from viewflow.workflow.nodes import Handle, View
from viewflow.workflow.status import STATUS

from placements import clock
from placements.agreements.models import Practicum
from placements.agreements.stages import move_to
from placements.people.models import Person
from workflows.conditions import CONDITIONS
from workflows.errors import FlowLockFailed
from workflows.flows import PracticumFlow
from workflows.items import open_step_items
from workflows.models import PracticumProcess

OPEN = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)


@contextmanager
def locked(practicum: Practicum) -> Iterator[PracticumProcess]:
    """The practicum's process, then the practicum, locked until the transaction ends.

    Raises: FlowLockFailed when one of them stays taken.
    """
    process_id = PracticumProcess.objects.values_list("pk", flat=True).get(practicum=practicum)
    with PracticumFlow.lock(process_id):
        _lock_row(practicum)
        yield PracticumProcess.objects.select_related("practicum__cohort", "practicum__learner").get(pk=process_id)


def _lock_row(practicum: Practicum) -> None:
    # Journal and mentors lock it without the flow: taken before the verb's own rows, no ring of waiting arises.
    try:
        Practicum.objects.locked().get(pk=practicum.pk)
    except OperationalError as error:
        raise FlowLockFailed(f"practicum {practicum.pk} stays locked") from error


def waiting_tasks(process: PracticumProcess) -> list[Task]:
    """The tasks at which this process stands, people's and waiting ones."""
    tasks = Task.objects.filter(process=process, status__in=OPEN).order_by("pk")
    return [task for task in tasks if isinstance(task.flow_task, View | Handle)]


def begin(practicum: Practicum) -> PracticumProcess:
    """Start the practicum's process and open its first work item."""
    PracticumFlow.start.run(practicum=practicum)
    with locked(practicum) as process:
        settle(process)
    return process


def finish_step(process: PracticumProcess, node: str, actor: Person) -> None:
    """Complete the open task of a person's step; nothing when the process does not stand there."""
    for task in waiting_tasks(process):
        if task.flow_task.name == node and isinstance(task.flow_task, View):
            activation = task.flow_task.activation_class(task)
            activation.assign(user=actor)
            activation.start(request=None)
            activation.execute()
            return


def settle(process: PracticumProcess) -> None:
    """Let every waiting node pass whose condition holds, then open the work items of where the process stands."""
    now = clock.now()
    while task := _passable(process, now):
        activation = task.flow_task.activation_class(task)
        activation.run(None)
        activation.execute()
    nodes = [task.flow_task.name for task in waiting_tasks(process)]
    practicum = Practicum.objects.select_related("cohort", "learner").get(pk=process.practicum_id)
    move_to(practicum, nodes)
    open_step_items(practicum, nodes, now)


def _passable(process: PracticumProcess, now: datetime) -> Task | None:
    practicum = Practicum.objects.filter(pk=process.practicum_id)
    # An ending comes first: what else could pass no longer matters.
    for task in sorted(waiting_tasks(process), key=lambda task: task.flow_task.name != "ending"):
        condition = CONDITIONS.get(task.flow_task.name)
        if condition and practicum.filter(condition(now)).exists():
            return task
    return None
