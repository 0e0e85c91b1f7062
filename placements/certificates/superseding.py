"""When a decision gets a successor: what becomes of the document that rests on the former one."""

from collections.abc import Mapping
from typing import Any

from placements import clock
from placements.certificates.issuing import RECHECK, revoke
from placements.certificates.models import IssuedDocument
from placements.certificates.register import practicum_of
from placements.clock import deadline
from placements.cohorts.models import Role
from placements.cohorts.selectors import people_with, policy_of
from placements.decisions.models import Decision
from placements.records.models import Part
from placements.records.services import open_item


def decision_superseded(payload: Mapping[str, Any]) -> None:
    """After an annulment revoke the document at once; otherwise ask the manager to revoke or correct it.

    payload: decision, the one that got a successor.
    """
    former = Decision.objects.select_related("successor__decided_by", "cohort").get(pk=payload["decision"])
    documents = IssuedDocument.objects.filter(enrolment=former.enrolment_id, state=IssuedDocument.State.VALID)
    document = documents.exclude(decision__successor=None).first()
    if document is None:
        return
    successor = former.successor
    if successor.basis == Decision.Basis.ANNULMENT:
        revoke(document, successor.decided_by, successor.reason or successor.get_basis_display())
    else:
        _ask(document)


def _ask(document: IssuedDocument) -> None:
    practicum, managers = practicum_of(document), people_with(Role.Kind.MANAGER, document.cohort)
    if practicum is None or not managers:
        return
    days = policy_of(document.cohort).deadlines_working_days["decision"]
    open_item(
        RECHECK,
        part=Part.MANAGER,
        owner=managers[0],
        due_at=deadline(clock.now(), days),
        practicum=practicum,
        subject_id=document.pk,
    )
