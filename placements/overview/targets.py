"""Where a work item is acted on."""

from django.urls import reverse

from placements.certificates.models import IssuedDocument
from placements.journal.models import Entry
from placements.records.models import WorkItem

# Kinds whose deed is done on a page of its own, not in the form of a step.
OWN_PAGES = frozenset(
    {
        "returned_day", "corrected_day", "week", "overdue", "failed_message", "decision", "decision_recheck",
        "decision_override", "appeal", "document_recheck",
    }
)  # fmt: skip

# Kinds about one entry of the learner's journal.
OF_A_DAY = frozenset({"returned_day", "corrected_day"})
# Kinds about the decisions of a cohort, or about one learner's.
OF_DECISIONS = frozenset({"decision", "decision_recheck", "decision_override", "appeal"})


def page_of(item: WorkItem) -> str:
    """The page of a work item whose deed has a page of its own."""
    if item.kind in OF_A_DAY:
        return _page_of_day(Entry.objects.select_related("practicum").get(pk=item.subject_id))
    if item.kind == "week":
        return f"{reverse('confirm-for', args=[item.practicum_id])}?placement={item.subject_id}"
    if item.kind == "document_recheck":
        document = IssuedDocument.objects.get(pk=item.subject_id)
        return reverse("register-document", args=[document.public_id])
    if item.kind in OF_DECISIONS:
        return _page_of_decision(item)
    if item.kind == "failed_message":
        return reverse("inbox-item", args=[item.pk])
    return reverse("learner", args=[item.practicum_id]) if item.practicum_id else reverse("inbox")


def _page_of_decision(item: WorkItem) -> str:
    if item.practicum:
        return reverse("decision-of", args=[item.practicum.enrolment_id])
    return reverse("cohort-decisions", args=[item.cohort.code]) if item.cohort else reverse("decisions")


def _page_of_day(entry: Entry) -> str:
    """The day's page; after the end the entry's own, for the learner's journal may be of another practicum by now."""
    if entry.practicum.ended_at is not None:
        return reverse("journal-entry", args=[entry.pk])
    return reverse("journal-day", args=[entry.day.isoformat()])


def step_url(item: WorkItem) -> str:
    """Where the owner of this item goes to act on it."""
    return page_of(item) if item.kind in OWN_PAGES else reverse("task", args=[item.pk])
