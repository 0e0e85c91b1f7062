"""A cohort is decided in one act, or nobody is."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import OutboxMessage
from placements import clock
from placements.cohorts.models import Enrolment
from placements.decisions.confirming import confirm
from placements.decisions.facts import snapshots_of
from placements.decisions.models import AttestationRequest, Decision
from placements.people.models import Person
from placements.records.models import HistoryEntry
from placements.refusals import Refused
from placements.results.models import Attendance, ExamSitting
from tests.decisions.cohort import GREEN, SHORT, Course, Reached, open_course
from tests.proving.desk import statements

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOST = 12


def seen_of(enrolments: list[Enrolment]) -> dict[int, str]:
    rows = Enrolment.objects.select_related("cohort", "learner").filter(pk__in=[each.pk for each in enrolments])
    return {pk: case.seen for pk, case in snapshots_of(rows, clock.now()).items()}


def decide(course: Course, enrolments: list[Enrolment], actor: Person | None = None) -> int:
    return confirm([each.pk for each in enrolments], actor or course.manager, seen_of(enrolments))


def refusal_of(course: Course, enrolments: list[Enrolment], seen: Any = None) -> tuple[str, list[str]]:
    with pytest.raises(Refused) as refused:
        confirm([each.pk for each in enrolments], course.manager, seen or seen_of(enrolments))
    (refusal,) = refused.value.refusals
    assert not Decision.objects.exists()
    return refusal.code, refusal.values.get("names", [])


def test_each_learner_gets_what_the_rules_come_to() -> None:
    course = open_course()
    wanted = {
        GREEN: "tunnistus", Reached(attended=SHORT): "toend", Reached(exam=(25,)): "toend",
        Reached(practicum=False, minutes=3599): "toend", Reached(tasks=5): "toend",
        Reached(0, (), 0, practicum=False, minutes=0): "none", Reached(0, (), 0, practicum=False, minutes=1): "toend",
    }  # fmt: skip
    learners = course.enrol(list(wanted))
    decide(course, learners)
    found = dict(Decision.objects.values_list("enrolment", "outcome"))
    assert [found[each.pk] for each in learners] == list(wanted.values())


def test_a_decision_keeps_what_it_rests_on() -> None:
    course = open_course()
    decide(course, course.enrol([Reached(exam=(25, 30))]))
    content = Decision.objects.get().content
    assert content["snapshot"]["exam"]["attempts"] == [[25, 40], [30, 40]]
    assert [each["sitting"] for each in content["evidence"]["exam"]] == [each.pk for each in course.sittings[:2]]
    assert len(content["evidence"]["attendance"]["sessions"]) == len(course.sessions)
    assert content["evidence"]["practicum"]["digest"] == "0" * 64
    assert content["limits"]["policy_version"] == course.cohort.policy_version_id


@pytest.mark.parametrize("number", [1, 1000])
def test_a_thousand_are_decided_in_as_few_statements_as_one(number: int) -> None:
    course = open_course()
    learners = course.enrol([GREEN] * number)
    seen = seen_of(learners)
    with CaptureQueriesContext(connection) as queries:
        confirm(list(seen), course.manager, seen)
    assert statements(queries)[0] <= MOST
    assert Decision.objects.count() == HistoryEntry.objects.filter(action="decision.made").count() == number
    assert OutboxMessage.objects.filter(kind="decision").values("person").distinct().count() == number


def test_history_and_mail_name_the_right_decision() -> None:
    course = open_course()
    decide(course, course.enrol([GREEN, Reached(tasks=1), GREEN]))
    for entry in HistoryEntry.objects.filter(action="decision.made").select_related("practicum"):
        decision = Decision.objects.get(pk=entry.subject_id)
        assert (entry.practicum.learner_id, entry.to_state) == (decision.learner_id, decision.outcome)
        assert entry.details["digest"] == decision.digest
    for message in OutboxMessage.objects.filter(kind="decision"):
        assert Decision.objects.get(pk=message.payload["decision"]).learner_id == message.person_id


def test_whose_data_changed_since_the_page_is_named_and_nobody_is_decided() -> None:
    course = open_course()
    learners = course.enrol([GREEN, GREEN])
    seen = seen_of(learners)
    Attendance.objects.filter(enrolment=learners[1]).first().delete()
    assert refusal_of(course, learners, seen) == ("decision.changed", [learners[1].learner.name])


def test_who_is_decided_on_already_is_named() -> None:
    course = open_course()
    learners = course.enrol([GREEN, GREEN])
    seen = seen_of(learners)
    decide(course, learners[:1])
    with pytest.raises(Refused) as refused:
        confirm(list(seen), course.manager, seen)
    assert refused.value.refusals[0].code == "decision.decided"
    assert Decision.objects.count() == 1


def test_unknown_and_pending_are_not_decided() -> None:
    course = open_course(decision_in=5)
    learners = course.enrol([GREEN, Reached(tasks=5)])
    assert refusal_of(course, learners) == ("decision.pending", [learners[1].learner.name])
    ExamSitting.objects.update(completed_at=None)
    assert refusal_of(course, learners[:1]) == ("decision.unknown", [learners[0].learner.name])


def test_nobody_decides_about_himself_and_nobody_chosen_is_said() -> None:
    course = open_course()
    learners = course.enrol([GREEN])
    with pytest.raises(Refused, match=r"decision\.own"):
        decide(course, learners, learners[0].learner)
    with pytest.raises(Refused, match=r"decision\.nobody"):
        confirm([], course.manager, {})


def test_who_left_gets_the_attestation_on_request() -> None:
    course = open_course(decision_in=9)
    learners = course.enrol([Reached(tasks=2), GREEN])
    Enrolment.objects.update(state="withdrawn")
    assert refusal_of(course, learners) == ("decision.not_asked", [learners[0].learner.name])
    AttestationRequest.objects.create(enrolment=learners[0], asked_by=learners[0].learner)
    decide(course, learners)
    assert sorted(Decision.objects.values_list("outcome", flat=True)) == ["toend", "tunnistus"]
