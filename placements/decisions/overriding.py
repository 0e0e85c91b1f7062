"""Against the rules decide two people: one proposes with a reason, a second one confirms or refuses.

A policy that would be content with one person is not followed in this: the domain asks for two without exception.
Source: domain, section 4 and section 9, Decision (7).
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from placements import clock
from placements.cohorts.selectors import policy_of
from placements.completion import rules as of_two
from placements.completion.selectors import second_people
from placements.decisions import refusing
from placements.decisions.appealing import uphold_by_two
from placements.decisions.asking import due_of, practicum_of
from placements.decisions.deciding import Act, Basis, decide, locked_case, one_decision, standing_of
from placements.decisions.facts import Case
from placements.decisions.models import Override
from placements.decisions.snapshots import read_limits, read_snapshot
from placements.people.models import Person
from placements.records.files import store_file
from placements.records.models import Part, StoredFile, WorkItem
from placements.records.services import open_item, record
from placements.refusals import Refusal, Refused, refuse_if

KIND = "decision_override"
Data = Mapping[str, Any]
State = Override.State


def propose_override(enrolment_id: int, actor: Person, data: Data) -> Override:
    """Propose another outcome than the rules. data: outcome, reason, evidence (an uploaded file, or None).

    Locks: the enrolment. Raises: Refused for what two people cannot decide, or when nobody else could confirm it.
    """
    with transaction.atomic():
        case = locked_case(enrolment_id, clock.now())
        refuse_if(
            refusing.own_refusal(actor.pk, [case.enrolment.learner_id]),
            refusing.reason_refusal(data["reason"]),
            _impossible(case, data["outcome"]),
        )
        if Override.objects.filter(enrolment=enrolment_id, state=State.OPEN).exists():
            raise Refused(Refusal("override.proposed"))
        people = second_people(case.enrolment.cohort, actor)
        refuse_if(of_two.second_person_refusal(people))
        return _proposed(case, actor, data, people[0])


def _proposed(case: Case, actor: Person, data: Data, second: Person) -> Override:
    enrolment, practicum = case.enrolment, practicum_of(case.enrolment)
    override = Override.objects.create(
        enrolment=enrolment, outcome=data["outcome"], reason=data["reason"], proposed_by=actor,
        evidence=_evidence(case, actor, data),
    )  # fmt: skip
    open_item(
        KIND, part=Part.MANAGER, owner=second, due_at=due_of(enrolment.cohort, clock.now()), practicum=practicum,
        subject_id=override.pk, not_for=actor, cohort_id=enrolment.cohort_id,
    )  # fmt: skip
    record(
        "override.proposed", actor=actor, practicum_id=practicum.pk if practicum else None, subject_id=override.pk,
        states=(case.outcome, override.outcome), reason=override.reason,
    )  # fmt: skip
    return override


def _evidence(case: Case, actor: Person, data: Data) -> StoredFile | None:
    upload, practicum = data.get("evidence"), practicum_of(case.enrolment)
    if not upload or practicum is None:
        return None
    return store_file(upload, practicum, actor, purpose="override", limits=policy_of(case.enrolment.cohort).limits)


def _impossible(case: Case, outcome: str) -> Refusal | None:
    snapshot, limits = read_snapshot(case.snapshot), read_limits(case.limits)
    return refusing.override_refusal(
        outcome, snapshot, limits, case.proposal, stands=standing_of(case.enrolment.pk) is not None
    )


def answer_override(override: Override, actor: Person, data: Data) -> None:
    """Confirm or refuse, as a second person. data: confirms, answer.

    An open objection to the decision that is superseded is upheld by it.
    Locks: the enrolment. Raises: Refused for the one who proposed it, or when it is no longer possible.
    """
    with one_decision(override.enrolment.learner.name):
        case = locked_case(override.enrolment_id, clock.now())
        found = Override.objects.select_for_update(of=("self",)).select_related("evidence").get(pk=override.pk)
        if found.state != State.OPEN:
            raise Refused(Refusal("override.answered"))
        refuse_if(
            refusing.own_refusal(actor.pk, [case.enrolment.learner_id]),
            of_two.same_person_refusal(is_same=found.proposed_by_id == actor.pk),
            of_two.answer_refusal(data["answer"], confirms=data["confirms"]),
            _impossible(case, found.outcome) if data["confirms"] else None,
        )
        if data["confirms"]:
            _decide(case, found, actor, data["answer"])
        _settle(case, found, actor, data)


def _decide(case: Case, override: Override, actor: Person, answer: str) -> None:
    former = standing_of(case.enrolment.pk)
    if former is not None:
        uphold_by_two(former, actor, answer or override.reason)
    kept = {"id": override.pk, "evidence": override.evidence.digest if override.evidence else ""}
    act = Act(override.proposed_by, Basis.OVERRIDE, override.reason, actor, override.outcome, {"override": kept})
    decide([case], act, former)


def _settle(case: Case, override: Override, actor: Person, data: Data) -> None:
    override.state = State.CONFIRMED if data["confirms"] else State.REFUSED
    override.answered_by, override.answered_at, override.answer = actor, clock.now(), data["answer"]
    override.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    items = WorkItem.objects.open().filter(kind=KIND, subject_id=override.pk)
    items.update(done_at=clock.now(), done_by=actor)
    record(
        "override.confirmed" if data["confirms"] else "override.refused", actor=actor,
        practicum_id=case.practicum.pk if case.practicum else None, subject_id=override.pk,
        states=(State.OPEN, override.state), reason=data["answer"],
    )  # fmt: skip
