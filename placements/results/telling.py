"""Telling those above that what a decision rests on has changed, in the transaction of the change."""

from collections.abc import Iterable

from notifications.services import queue_messages
from placements.cohorts.models import Enrolment

CHANGED = "results_changed"


def tell_changed(enrolment_ids: Iterable[int]) -> None:
    """Queue a message for each of these learners; one statement."""
    queue_messages(CHANGED, [{"enrolment": pk} for pk in sorted(set(enrolment_ids))])


def tell_cohort_changed(cohort_id: int) -> None:
    """The same for every learner of a cohort: what it planned, or knows, is another; two statements."""
    tell_changed(Enrolment.objects.filter(cohort=cohort_id).order_by().values_list("pk", flat=True))
