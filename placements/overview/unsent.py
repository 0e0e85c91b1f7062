"""A message that was given up becomes the manager's work."""

from typing import Any

from placements import clock
from placements.clock import deadline
from placements.cohorts.models import Role
from placements.records.models import Part, WorkItem
from placements.records.services import open_item

KIND = "failed_message"
WORKING_DAYS = 1


def open_unsent_item(message: Any) -> None:
    """Open a work item for the school's manager; without a manager there is nobody to tell but the log."""
    if message.kind == "work_item" and _is_about_unsent(message):
        return
    role = Role.objects.filter(kind=Role.Kind.MANAGER, person__is_active=True).select_related("person").first()
    if role is not None:
        due_at = deadline(clock.now(), WORKING_DAYS)
        open_item(KIND, part=Part.MANAGER, owner=role.person, due_at=due_at, subject_id=message.pk)


def _is_about_unsent(message: Any) -> bool:

    return WorkItem.objects.filter(pk=message.payload.get("item"), kind=KIND).exists()
