"""Who left the course: asks for the attestation; and a completion that two people annulled takes its decision along."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from placements import clock
from placements.clock import local_date
from placements.cohorts.models import Enrolment
from placements.cohorts.selectors import decision_rules_of
from placements.completion.models import Proposal
from placements.decisions import refusing, rules
from placements.decisions.appealing import settle_superseded
from placements.decisions.asking import ask_to_decide, practicum_of
from placements.decisions.deciding import Act, Basis, decide, locked_case, locked_enrolments, one_decision, standing_of
from placements.decisions.facts import Case, as_on_the_day
from placements.decisions.models import AttestationRequest
from placements.decisions.snapshots import read_limits, read_snapshot
from placements.people.models import Person
from placements.records.services import record
from placements.refusals import refuse_if


@transaction.atomic
def ask_for_attestation(enrolment: Enrolment, learner: Person) -> None:
    """Ask for the attestation of participation after leaving. Source: domain, section 9, Decision (4).

    Locks: the enrolment. Raises: Refused while studying, a second time, or when the policy gives none on request.
    """
    locked = locked_enrolments([enrolment.pk])[0]
    refuse_if(
        refusing.asking_refusal(
            decision_rules_of(locked).withdrawn_document,
            is_studying=locked.state == Enrolment.State.ACTIVE,
            has_asked=AttestationRequest.objects.filter(enrolment=locked).exists(),
        )
    )
    AttestationRequest.objects.create(enrolment=locked, asked_by=learner)
    practicum = practicum_of(locked)
    record("attestation.asked", actor=learner, practicum_id=practicum.pk if practicum else None, subject_id=locked.pk)
    ask_to_decide(locked.cohort, clock.now())


def may_ask_for_attestation(learner: Person) -> bool:
    """Whether who left the latest studies, undecided, can ask for the attestation; three queries at most."""
    latest = Enrolment.objects.filter(learner=learner).order_by("-pk").first()
    if latest is None or latest.state == Enrolment.State.ACTIVE or standing_of(latest.pk) is not None:
        return False
    has_asked = AttestationRequest.objects.filter(enrolment=latest).exists()
    policy = decision_rules_of(latest).withdrawn_document
    return refusing.asking_refusal(policy, is_studying=False, has_asked=has_asked) is None


def consume_annulled(payload: Mapping[str, Any]) -> None:
    """The outbox's consumer of kind 'completion_annulled': the decision that rested on it is superseded by the two
    people of the proposal."""
    proposal = (
        Proposal.objects.filter(
            practicum=payload["practicum"], kind=Proposal.Kind.ANNULMENT, state=Proposal.State.CONFIRMED
        )
        .select_related("practicum", "proposed_by", "answered_by")
        .latest("pk")
    )
    with one_decision():
        case = locked_case(proposal.practicum.enrolment_id, clock.now())
        standing = standing_of(case.enrolment.pk)
        if standing is None or standing.content["evidence"]["practicum"]["practicum"] != proposal.practicum_id:
            return
        settle_superseded(standing, proposal.answered_by)
        decide([_judged(case)], _act(case, proposal), standing)


def _judged(case: Case) -> Case:
    return as_on_the_day(case, local_date(clock.now()))


def _act(case: Case, proposal: Proposal) -> Act:
    judged = _judged(case)
    outcome = rules.fallback(read_snapshot(judged.snapshot), read_limits(judged.limits))
    return Act(
        proposal.proposed_by,
        Basis.ANNULMENT,
        proposal.reason,
        proposal.answered_by,
        judged.outcome if judged.is_final else outcome,
        {"annulment": proposal.pk},
    )
