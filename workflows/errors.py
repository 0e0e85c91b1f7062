"""Why a step could not be acted on."""

from viewflow.workflow.exceptions import FlowLockFailed

from placements.records.models import WorkItem

__all__ = ["FlowLockFailed", "StepGone"]


class StepGone(Exception):
    """The step is done, or no longer where the process stands; the work item tells what happened."""

    def __init__(self, item: WorkItem) -> None:
        super().__init__(f"work item {item.pk} is gone")
        self.item = item
