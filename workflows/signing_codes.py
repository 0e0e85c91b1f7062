"""Mailing the code with which a party signs."""

from django.http import Http404

from placements.agreements.selectors import agreement_in_signing
from placements.agreements.signing import SIGNING
from placements.completion.turns import AMENDMENTS
from placements.people.codes import count_wrong_try, issue_code
from placements.people.models import Person
from placements.records.models import WorkItem

WRONG_CODE = "sign.wrong_code"
SIGNATURES = frozenset({"learner_signature", "school_signature", "host_signature", *AMENDMENTS})


def send_code(item: WorkItem, person: Person) -> None:
    """Mail a fresh code for the agreement that this open item asks to sign. Raises: Http404 for another item."""
    if item.kind not in SIGNATURES or item.done_at is not None:
        raise Http404
    issue_code(person, SIGNING, _agreement_id(item))


def _agreement_id(item: WorkItem) -> int:
    assert item.practicum is not None
    agreement = agreement_in_signing(item.practicum)
    if agreement is None:
        raise Http404
    return int(agreement.pk)


def count_wrong_code(item: WorkItem, person: Person) -> None:
    """Keep the count of a wrong try, after the refused act has rolled back."""
    count_wrong_try(person, SIGNING, _agreement_id(item))
