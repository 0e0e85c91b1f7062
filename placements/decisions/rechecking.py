"""What was decided is never changed silently: facts that changed since ask the manager to look again."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from placements import clock
from placements.cohorts.models import Cohort, Enrolment
from placements.decisions import refusing
from placements.decisions.asking import ask_to_decide, check_cohort, decidable, due_of, manager_of, practicum_of
from placements.decisions.deciding import RECHECK, Act, decide, locked_case, one_decision, standing_of
from placements.decisions.facts import Case, case_of, snapshots_of
from placements.decisions.models import Decision
from placements.decisions.snapshots import digest_of, facts_of
from placements.people.models import Person
from placements.records.models import HistoryEntry, Part, WorkItem
from placements.records.services import open_item, record
from placements.refusals import Refusal, Refused, refuse_if

LEFT = "decision.left"


def differs(decision: Decision, case: Case) -> bool:
    """Whether what was reached is not what the decision rests on."""
    return facts_of(decision.content) != facts_of(case.content)


@transaction.atomic
def recheck(enrolment_id: int) -> None:
    """After results changed: ask the manager to look again, or to decide for the first time; nothing if all is as it
    was, or as somebody has left it."""
    now = clock.now()
    enrolment = Enrolment.objects.select_related("cohort", "learner").get(pk=enrolment_id)
    decision, case = standing_of(enrolment_id), case_of(enrolment, now)
    if decision is None:
        if decidable([case]):
            ask_to_decide(enrolment.cohort, now)
        return
    if not differs(decision, case):
        WorkItem.objects.open().filter(kind=RECHECK, subject_id=decision.pk).update(done_at=now)
    elif not _is_left(decision, case):
        _ask(decision, enrolment)


def recheck_hours(practicum_id: int) -> None:
    """After hours were confirmed or taken back: look again where a decision stands; one query where none does."""
    decision = Decision.objects.standing().filter(enrolment__practicums=practicum_id).first()
    if decision is not None:
        recheck(decision.enrolment_id)


@transaction.atomic
def recheck_cohort(cohort: Cohort) -> None:
    """After decisions were made: ask where results changed while they were written; seven queries, and more only for
    what differs."""
    rows = Decision.objects.standing().filter(cohort=cohort).select_related("enrolment__cohort", "enrolment__learner")
    decisions = list(rows.order_by("pk"))
    cases = snapshots_of([each.enrolment for each in decisions], clock.now())
    for decision in decisions:
        case = cases[decision.enrolment_id]
        if differs(decision, case) and not _is_left(decision, case):
            _ask(decision, decision.enrolment)


def consume_check(payload: Mapping[str, Any]) -> None:
    """The outbox's consumer of kind 'decisions_check'."""
    cohort = Cohort.objects.get(pk=payload["cohort"])
    check_cohort(cohort, clock.now())
    recheck_cohort(cohort)


def _is_left(decision: Decision, case: Case) -> bool:
    left = HistoryEntry.objects.filter(action=LEFT, subject_id=decision.pk).order_by("pk").last()
    return left is not None and left.details.get("facts") == digest_of(facts_of(case.content))


def _ask(decision: Decision, enrolment: Enrolment) -> None:
    owner = manager_of(enrolment.cohort)
    if owner is not None:
        practicum, due_at = practicum_of(enrolment), due_of(enrolment.cohort, clock.now())
        open_item(
            RECHECK, part=Part.MANAGER, owner=owner, due_at=due_at, practicum=practicum, subject_id=decision.pk,
            cohort_id=enrolment.cohort_id,
        )  # fmt: skip


def consume_results_changed(payload: Mapping[str, Any]) -> None:
    """The outbox's consumer of kind 'results_changed'."""
    recheck(int(payload["enrolment"]))


def decide_anew(decision: Decision, actor: Person, seen: str, reason: str) -> None:
    """Supersede a decision by what the rules propose now. seen: the digest of the proposal that the page showed.

    Locks: the enrolment.
    Raises: Refused without a reason, when nothing differs, when it is not final, or when somebody acted meanwhile.
    """
    name = decision.learner.name
    with one_decision(name):
        case = locked_case(decision.enrolment_id, clock.now())
        refuse_if(
            refusing.own_refusal(actor.pk, [decision.learner_id]),
            refusing.reason_refusal(reason),
            superseded_refusal(decision),
        )
        if decision.appeals.filter(state="open").exists():
            raise Refused(Refusal("decision.appeal_open"))
        refuse_if(
            refusing.named("decision.changed", [name] if seen != case.seen else []),
            refusing.not_final_refusal(case.outcome, name),
            None if differs(decision, case) else Refusal("decision.same"),
        )
        decide([case], Act(actor, reason=reason), decision)


def leave_as_it_is(decision: Decision, actor: Person, reason: str) -> None:
    """The facts changed, the decision stays: say why. Raises: Refused without a reason, or when nothing is asked."""
    with transaction.atomic():
        case = locked_case(decision.enrolment_id, clock.now())
        refuse_if(refusing.reason_refusal(reason), superseded_refusal(decision))
        items = WorkItem.objects.open().filter(kind=RECHECK, subject_id=decision.pk)
        if not items.update(done_at=clock.now(), done_by=actor):
            raise Refused(Refusal("decision.not_asked_again"))
        record(
            "decision.left", actor=actor, practicum_id=case.practicum.pk if case.practicum else None,
            subject_id=decision.pk, reason=reason, facts=digest_of(facts_of(case.content)),
        )  # fmt: skip


def superseded_refusal(decision: Decision) -> Refusal | None:
    """A decision that another one supersedes is not acted on; one query."""
    is_standing = Decision.objects.standing().filter(pk=decision.pk).exists()
    return None if is_standing else Refusal("decision.superseded")
