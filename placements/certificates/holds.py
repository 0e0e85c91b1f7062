"""What keeps a standing decision from being issued by a batch: a revoked document, or a question that is open."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from placements.certificates import rules
from placements.certificates.models import IssuedDocument
from placements.decisions.models import Decision
from placements.records.models import WorkItem
from placements.refusals import Refusal

State = IssuedDocument.State


def holds_of(decisions: Iterable[Decision]) -> Mapping[int, list[Refusal]]:
    """The reasons against each decision, by decision, for those with any; four queries whatever the number."""
    listed = list(decisions)
    revoked, asked = revoked_numbers(each.pk for each in listed), _asked_about(each.enrolment_id for each in listed)
    answers = {
        each.pk: [
            rules.recheck_refusal(is_open=each.enrolment_id in asked),
            rules.revoked_refusal(revoked.get(each.pk, "")),
        ]
        for each in listed
    }
    return {pk: found for pk, given in answers.items() if (found := [each for each in given if each])}


def recheck_refusal_of(enrolment_id: int) -> Refusal | None:
    """The reason against any document of these studies while somebody is asked to look again; three queries."""
    return rules.recheck_refusal(is_open=bool(_asked_about([enrolment_id])))


def revoked_numbers(decisions: Iterable[int]) -> Mapping[int, str]:
    """The number of the latest revoked document of each decision that has one; one query."""
    rows = IssuedDocument.objects.filter(decision__in=list(decisions), state=State.REVOKED).order_by("pk")
    return dict(rows.values_list("decision", "number"))


def _asked_about(enrolments: Iterable[int]) -> set[int]:
    """The studies about which a work item asks whether decision or document still hold."""
    listed = list(enrolments)
    documents = IssuedDocument.objects.filter(enrolment__in=listed).values_list("pk", "enrolment")
    decisions = Decision.objects.filter(enrolment__in=listed).values_list("pk", "enrolment")
    of_document, of_decision = dict(documents), dict(decisions)
    items = WorkItem.objects.open().filter(
        Q(kind="document_recheck", subject_id__in=of_document) | Q(kind="decision_recheck", subject_id__in=of_decision)
    )
    return {
        (of_document if kind == "document_recheck" else of_decision)[pk]
        for kind, pk in items.values_list("kind", "subject_id")
    }
