"""Overrides, objections, facts that changed, annulment: nothing is edited, everything has its two people."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notifications.delivery import deliver_message
from notifications.models import OutboxMessage
from placements import clock
from placements.cohorts.models import Enrolment
from placements.completion.models import CompletionRecord, Proposal
from placements.decisions.appealing import dismiss_appeal, file_appeal, uphold_appeal, withdraw_appeal
from placements.decisions.facts import case_of
from placements.decisions.leaving import ask_for_attestation
from placements.decisions.models import Appeal, Decision, Override
from placements.decisions.overriding import answer_override, propose_override
from placements.decisions.rechecking import decide_anew, leave_as_it_is
from placements.people.models import Person
from placements.records.models import HistoryEntry, StoredFile, WorkItem
from placements.refusals import Refused
from placements.results.models import ExamAttempt, TaskResult
from tests.decisions.cohort import GREEN, SHORT, Course, Reached, open_course
from tests.decisions.test_confirming import decide
from tests.proving.desk import counting

pytestmark = [pytest.mark.django_db, pytest.mark.database]
YES, NO = {"confirms": True, "answer": ""}, {"confirms": False, "answer": "Ei ole põhjendatud"}
SHORT_OF_ATTENDANCE = Reached(attended=SHORT)


def decided(*reached: Reached) -> tuple[Course, list[Enrolment]]:
    course = open_course()
    learners = course.enrol(reached)
    decide(course, learners)
    return course, learners


def standing(enrolment: Enrolment) -> Decision:
    return Decision.objects.standing().select_related("learner", "decided_by").get(enrolment=enrolment)


def seen(enrolment: Enrolment) -> str:
    return case_of(Enrolment.objects.select_related("cohort", "learner").get(pk=enrolment.pk), clock.now()).seen


def items(kind: str) -> Any:
    return WorkItem.objects.open().filter(kind=kind)


def change(enrolment: Enrolment) -> None:
    """The last task is not accepted after all; RESULTS says so by this message."""
    TaskResult.objects.filter(enrolment=enrolment).order_by("pk").last().delete()
    tell(enrolment)


def tell(enrolment: Enrolment) -> None:
    message = OutboxMessage.objects.create(kind="results_changed", payload={"enrolment": enrolment.pk})
    deliver_message(message.pk)
    message.refresh_from_db()
    assert message.state == "done"


def override(course: Course, enrolment: Enrolment, outcome: str = "tunnistus", **data: Any) -> Override:
    given = {"outcome": outcome, "reason": "Haigusleht", "evidence": None} | data
    return propose_override(enrolment.pk, course.manager, given)


def test_two_people_decide_against_the_rules_with_evidence() -> None:
    course, (learner,) = decided(SHORT_OF_ATTENDANCE)
    former = standing(learner)
    file = SimpleUploadedFile("tõend.pdf", b"%PDF-1.7 arst")
    proposed = override(course, learner, evidence=file)
    item = items("decision_override").get()
    assert item.not_for == course.manager
    answer_override(proposed, course.school.liis, YES)
    decision = standing(learner)
    assert (decision.outcome, decision.proposed, decision.basis) == ("tunnistus", "toend", "override")
    assert (decision.decided_by, decision.second, decision.supersedes) == (course.manager, course.school.liis, former)
    assert decision.content["override"]["evidence"] == StoredFile.objects.get().digest
    assert not items("decision_override").exists()


def test_a_second_person_refuses_with_a_reason_and_nothing_changes() -> None:
    course, (learner,) = decided(SHORT_OF_ATTENDANCE)
    proposed = override(course, learner)
    with pytest.raises(Refused, match=r"second\.same_person"):
        answer_override(proposed, course.manager, YES)
    with pytest.raises(Refused, match=r"second\.reason_needed"):
        answer_override(proposed, course.school.liis, NO | {"answer": " "})
    answer_override(proposed, course.school.liis, NO)
    assert Override.objects.get().state == "refused"
    assert Decision.objects.count() == 1
    with pytest.raises(Refused, match=r"override\.answered"):
        answer_override(proposed, course.school.andrei, YES)


@pytest.mark.parametrize(
    ("reached", "outcome", "code"),
    [
        (Reached(exam=(25,)), "tunnistus", "override.forbidden"),
        (Reached(exam=()), "tunnistus", "override.forbidden"),
        (Reached(practicum=False, minutes=3599), "tunnistus", "override.forbidden"),
        (Reached(0, (), 0, practicum=False, minutes=0), "toend", "override.no_participation"),
        (GREEN, "tunnistus", "override.same"),
    ],
)
def test_what_two_people_cannot_decide(reached: Reached, outcome: str, code: str) -> None:
    course = open_course()
    (learner,) = course.enrol([reached])
    with pytest.raises(Refused) as refused:
        override(course, learner, outcome)
    assert refused.value.refusals[0].code == code


def test_an_override_needs_a_reason_and_waits_once() -> None:
    course, (learner,) = decided(SHORT_OF_ATTENDANCE)
    with pytest.raises(Refused, match=r"decision\.reason_needed"):
        override(course, learner, reason=" ")
    override(course, learner)
    with pytest.raises(Refused, match=r"override\.proposed"):
        override(course, learner)


def test_an_objection_holds_and_is_answered_by_somebody_else() -> None:
    course, (learner,) = decided(SHORT_OF_ATTENDANCE)
    appeal = file_appeal(standing(learner), learner.learner, "Olin kohal")
    assert Decision.objects.with_hold().get().is_held
    item = items("appeal").get()
    assert (item.part, item.not_for) == ("manager", course.manager)
    with pytest.raises(Refused, match=r"appeal\.open"):
        file_appeal(standing(learner), learner.learner, "Veel")
    with pytest.raises(Refused, match=r"appeal\.same_person"):
        dismiss_appeal(appeal, course.manager, "Ei")
    dismiss_appeal(appeal, course.school.liis, "Leht on õige")
    assert (Appeal.objects.get().state, Decision.objects.with_hold().get().is_held) == ("dismissed", False)
    assert OutboxMessage.objects.filter(kind="appeal_answered", person=learner.learner).count() == 1
    assert not items("appeal").exists()


def test_an_objection_is_upheld_by_the_rules_when_they_come_to_something_else() -> None:
    course, (learner,) = decided(Reached(exam=(25,)))
    appeal = file_appeal(standing(learner), learner.learner, "Vastus 7 on õige")
    with pytest.raises(Refused, match=r"appeal\.no_change"):
        uphold_appeal(appeal, course.school.liis, seen(learner), "Õige")
    ExamAttempt.objects.update(correct=26)
    with pytest.raises(Refused, match=r"decision\.changed"):
        uphold_appeal(appeal, course.school.liis, "old", "Õige")
    uphold_appeal(appeal, course.school.liis, seen(learner), "Õige")
    decision = standing(learner)
    assert (decision.outcome, decision.basis, decision.decided_by) == ("tunnistus", "appeal", course.school.liis)
    assert OutboxMessage.objects.get(kind="decision_superseded").payload == {"decision": decision.supersedes_id}


def test_an_objection_is_upheld_by_two_people() -> None:
    course, (learner,) = decided(SHORT_OF_ATTENDANCE)
    file_appeal(standing(learner), learner.learner, "Olin haiglas")
    answer_override(override(course, learner), course.school.liis, YES)
    assert Appeal.objects.get().state == "upheld"
    assert standing(learner).outcome == "tunnistus"


def test_an_objection_is_taken_back_and_needs_words() -> None:
    _course, (learner,) = decided(GREEN)
    with pytest.raises(Refused, match=r"appeal\.text_needed"):
        file_appeal(standing(learner), learner.learner, " ")
    appeal = file_appeal(standing(learner), learner.learner, "Eksitus")
    withdraw_appeal(appeal, learner.learner)
    assert Appeal.objects.get().state == "withdrawn"
    with pytest.raises(Refused, match=r"appeal\.closed"):
        withdraw_appeal(appeal, learner.learner)


def test_changed_results_change_no_decision_but_ask_to_look_again() -> None:
    _course, (learner,) = decided(GREEN)
    tell(learner)
    assert not items("decision_recheck").exists()
    change(learner)
    tell(learner)
    assert items("decision_recheck").get().subject_id == standing(learner).pk
    assert standing(learner).outcome == "tunnistus"


def test_results_that_changed_while_a_decision_was_written_are_noticed() -> None:
    """Their own message may have been read before the decision was there."""
    _course, (learner,) = decided(GREEN)
    TaskResult.objects.filter(enrolment=learner).order_by("pk").last().delete()
    deliver_message(OutboxMessage.objects.get(kind="decisions_check").pk)
    assert items("decision_recheck").get().subject_id == standing(learner).pk


def test_results_corrected_back_ask_nothing_any_more() -> None:
    _course, (learner,) = decided(GREEN)
    ExamAttempt.objects.update(correct=30)
    tell(learner)
    assert items("decision_recheck").exists()
    ExamAttempt.objects.update(correct=26)
    tell(learner)
    assert not items("decision_recheck").exists()


def test_a_manager_decides_anew_or_leaves_it_with_a_reason() -> None:
    course, (learner, other) = decided(GREEN, GREEN)
    change(learner), change(other)
    decide_anew(standing(learner), course.manager, seen(learner), "Tulemus parandati")
    assert (standing(learner).outcome, standing(learner).basis) == ("toend", "rules")
    with pytest.raises(Refused, match=r"decision\.reason_needed"):
        leave_as_it_is(standing(other), course.manager, "")
    leave_as_it_is(standing(other), course.manager, "Töö loeti hiljem arvestatuks")
    tell(other)
    assert not items("decision_recheck").exists()
    assert standing(other).outcome == "tunnistus"
    assert HistoryEntry.objects.get(action="decision.left").reason


def test_deciding_anew_needs_a_difference_and_no_open_objection() -> None:
    course, (learner,) = decided(GREEN)
    former = standing(learner)
    with pytest.raises(Refused, match=r"decision\.same"):
        decide_anew(former, course.manager, seen(learner), "Tulemus parandati")
    change(learner)
    appeal = file_appeal(former, learner.learner, "Miks?")
    with pytest.raises(Refused, match=r"decision\.appeal_open"):
        decide_anew(former, course.manager, seen(learner), "Tulemus parandati")
    withdraw_appeal(appeal, learner.learner)
    decide_anew(former, course.manager, seen(learner), "Tulemus parandati")
    with pytest.raises(Refused, match=r"decision\.superseded"):
        decide_anew(former, course.manager, seen(learner), "Tulemus parandati")


def annul(learner: Enrolment, first: Person, second: Person) -> None:
    practicum = learner.practicums.get()
    Proposal.objects.create(
        practicum=practicum, kind="annulment", state="confirmed", reason="Võltsitud", proposed_by=first,
        answered_by=second, answered_at=clock.now(),
    )  # fmt: skip
    learner.practicums.update(ended_at=clock.now(), ended_on=clock.local_date(clock.now()), stage="annulled")
    message = OutboxMessage.objects.create(kind="completion_annulled", payload={"practicum": practicum.pk})
    deliver_message(message.pk)


@pytest.mark.parametrize("decision_in", [0, 30])
def test_an_annulled_completion_takes_its_decision_along(decision_in: int) -> None:
    course = open_course(decision_in=decision_in, practicum_until=clock.local_date(clock.now()))
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    appeal = file_appeal(standing(learner), learner.learner, "?")
    annul(learner, course.manager, course.school.liis)
    decision = standing(learner)
    assert (decision.outcome, decision.basis, decision.second) == ("toend", "annulment", course.school.liis)
    assert decision.content["evidence"]["practicum"]["record"] is None
    appeal.refresh_from_db()
    assert appeal.state == "upheld"


def test_an_annulment_changes_nothing_where_nothing_was_decided() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    annul(learner, course.manager, course.school.liis)
    assert not Decision.objects.exists()


def test_who_left_asks_once_and_the_manager_is_asked_to_decide() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([Reached(tasks=2)])
    with pytest.raises(Refused, match=r"attestation\.studying"):
        ask_for_attestation(learner, learner.learner)
    Enrolment.objects.update(state="withdrawn")
    ask_for_attestation(learner, learner.learner)
    with pytest.raises(Refused, match=r"attestation\.asked"):
        ask_for_attestation(learner, learner.learner)
    assert items("decision").get().cohort == course.cohort


def test_a_record_of_an_annulled_practicum_is_no_record() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    annul(learner, course.manager, course.school.liis)
    assert CompletionRecord.objects.exists()
    case = case_of(Enrolment.objects.select_related("cohort").get(pk=learner.pk), clock.now())
    assert (case.outcome, case.snapshot["practicum"]["confirmed_minutes"]) == ("toend", 0)


def test_snapshots_cost_the_same_for_one_and_for_many() -> None:
    from placements.decisions.facts import snapshots_of

    course = open_course()
    course.enrol([GREEN] * 30)
    rows = list(Enrolment.objects.select_related("cohort"))
    snapshots_of(rows[:1], clock.now())
    with counting() as one:
        snapshots_of(rows[:1], clock.now())
    with counting() as many:
        snapshots_of(rows, clock.now())
    assert len(one) == len(many) == 7
