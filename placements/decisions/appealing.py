"""A learner does not agree: the outcome stays, issuing is held, somebody who did not decide answers.

Source: domain, section 9, Decision (5).
"""

from datetime import datetime

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.clock import deadline
from placements.decisions import refusing
from placements.decisions.asking import manager_of, practicum_of
from placements.decisions.deciding import Act, Basis, decide, locked_case, locked_enrolments, one_decision
from placements.decisions.facts import Case
from placements.decisions.models import Appeal, Decision
from placements.decisions.rechecking import differs, superseded_refusal
from placements.people.models import Person
from placements.records.models import Part, WorkItem
from placements.records.services import open_item, record
from placements.refusals import Refusal, Refused, refuse_if

KIND = "appeal"
# The learner is promised an answer within this time. Source: the decision's mail.
ANSWER_WORKING_DAYS = 5
State = Appeal.State


@transaction.atomic
def file_appeal(decision: Decision, learner: Person, text: str) -> Appeal:
    """Object to one's own decision; the school answers within five working days.

    Locks: the enrolment. Raises: Refused without a text, a second time, or when another decision stands by now.
    """
    enrolment = locked_enrolments([decision.enrolment_id])[0]
    refuse_if(None if text.strip() else Refusal("appeal.text_needed"), superseded_refusal(decision))
    if decision.appeals.filter(state=State.OPEN).exists():
        raise Refused(Refusal("appeal.open"))
    appeal = Appeal.objects.create(decision=decision, text=text, filed_by=learner)
    deciders = (decision.decided_by_id, decision.second_id)
    owner, practicum = manager_of(enrolment.cohort, deciders), practicum_of(enrolment)
    if owner is not None:
        open_item(
            KIND, part=Part.MANAGER, owner=owner, due_at=answer_due(clock.now()), practicum=practicum,
            subject_id=appeal.pk, cohort_id=enrolment.cohort_id,
            not_for=decision.decided_by if owner.pk != decision.decided_by_id else None,
        )  # fmt: skip
    record(
        "appeal.filed", actor=learner, practicum_id=practicum.pk if practicum else None, subject_id=appeal.pk,
        states=("", State.OPEN),
    )  # fmt: skip
    return appeal


def answer_due(filed_at: datetime) -> datetime:
    """Until when an objection filed at this instant is answered."""
    return deadline(filed_at, ANSWER_WORKING_DAYS)


@transaction.atomic
def withdraw_appeal(appeal: Appeal, learner: Person) -> None:
    """The learner takes the objection back. Raises: Refused when it is answered."""
    locked_enrolments([appeal.decision.enrolment_id])
    _settle(_open(appeal), learner, State.WITHDRAWN, "")


def dismiss_appeal(appeal: Appeal, actor: Person, answer: str) -> None:
    """The decision stays: say why. Raises: Refused without a reason, or for whoever decided."""
    with transaction.atomic():
        locked_enrolments([appeal.decision.enrolment_id])
        found = _open(appeal)
        refuse_if(_decider_refusal(found, actor), refusing.reason_refusal(answer))
        _settle(found, actor, State.DISMISSED, answer)


def uphold_appeal(appeal: Appeal, actor: Person, seen: str, answer: str) -> None:
    """The decision is changed to what the rules propose now; against the rules decide two people, see overriding.

    seen: the digest of the proposal that the page showed. Locks: the enrolment.
    Raises: Refused without a reason, for whoever decided, or when the rules come to the same.
    """
    name = appeal.decision.learner.name
    with one_decision(name):
        case = locked_case(appeal.decision.enrolment_id, clock.now())
        found = _open(appeal)
        refuse_if(
            _decider_refusal(found, actor),
            refusing.reason_refusal(answer),
            superseded_refusal(found.decision),
            refusing.named("decision.changed", [name] if seen != case.seen else []),
            refusing.not_final_refusal(case.outcome, name),
            None if _changes(found.decision, case) else Refusal("appeal.no_change"),
        )
        _settle(found, actor, State.UPHELD, answer)
        decide([case], Act(actor, Basis.APPEAL, answer, beside={"appeal": found.pk}), found.decision)


def _changes(decision: Decision, case: Case) -> bool:
    return decision.outcome != case.outcome or differs(decision, case)


def uphold_by_two(decision: Decision, second: Person, answer: str) -> None:
    """Two people decide otherwise: an open objection to the decision is upheld by it.

    Raises: Refused when the second person is one of those who decided.
    """
    appeal = decision.appeals.filter(state=State.OPEN).select_related("decision").first()
    if appeal is not None:
        refuse_if(_decider_refusal(appeal, second))
        _settle(appeal, second, State.UPHELD, answer)


def settle_superseded(decision: Decision, by: Person | None) -> None:
    """An objection to a decision that was taken away has what it wanted."""
    for appeal in decision.appeals.filter(state=State.OPEN).select_related("decision"):
        _settle(appeal, by, State.UPHELD, "")


def _open(appeal: Appeal) -> Appeal:
    found = Appeal.objects.select_for_update(of=("self",)).select_related("decision__learner").get(pk=appeal.pk)
    if found.state != State.OPEN:
        raise Refused(Refusal("appeal.closed"))
    return found


def _decider_refusal(appeal: Appeal, actor: Person) -> Refusal | None:
    decision = appeal.decision
    return refusing.decided_refusal(actor.pk, (decision.decided_by_id, decision.second_id, decision.learner_id))


def _settle(appeal: Appeal, by: Person | None, state: str, answer: str) -> None:
    appeal.state, appeal.answered_by, appeal.answered_at, appeal.answer = state, by, clock.now(), answer
    appeal.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    WorkItem.objects.open().filter(kind=KIND, subject_id=appeal.pk).update(done_at=clock.now(), done_by=by)
    practicum = practicum_of(appeal.decision.enrolment)
    record(
        f"appeal.{state}", actor=by, practicum_id=practicum.pk if practicum else None, subject_id=appeal.pk,
        states=(State.OPEN, state), reason=answer,
    )  # fmt: skip
    if state in {State.UPHELD, State.DISMISSED}:
        queue_message("appeal_answered", person_id=appeal.filed_by_id, appeal=appeal.pk)
