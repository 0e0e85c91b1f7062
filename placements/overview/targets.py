"""Where a work item is acted on."""

from django.urls import reverse

from placements.journal.models import Entry
from placements.records.models import WorkItem

# Kinds whose deed is done on a page of its own, not in the form of a step.
OWN_PAGES = frozenset({"returned_day", "week", "overdue", "failed_message"})


def page_of(item: WorkItem) -> str:
    """The page of a work item whose deed has a page of its own."""
    if item.kind == "returned_day":
        entry = Entry.objects.only("day").get(pk=item.subject_id)
        return reverse("journal-day", args=[entry.day.isoformat()])
    if item.kind == "failed_message":
        return reverse("inbox-item", args=[item.pk])
    if item.practicum_id:
        return reverse("learner", args=[item.practicum_id])
    return reverse("inbox")


def step_url(item: WorkItem) -> str:
    """Where the owner of this item goes to act on it."""
    return page_of(item) if item.kind in OWN_PAGES else reverse("task", args=[item.pk])
