"""Two at the same instant: one decision, the other is told, nobody sees an error."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from notifications.models import OutboxMessage
from placements.cohorts.models import Enrolment
from placements.decisions.appealing import dismiss_appeal, file_appeal
from placements.decisions.confirming import confirm
from placements.decisions.models import Appeal, Decision, Override
from placements.decisions.overriding import answer_override
from placements.decisions.rechecking import decide_anew
from placements.records.models import HistoryEntry
from placements.refusals import Refused
from placements.results.models import TaskResult
from tests.decisions.cohort import GREEN, SHORT, Reached, open_course
from tests.decisions.test_confirming import decide, seen_of
from tests.decisions.test_two_people import YES, override, seen, standing
from tests.office import browser_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 4


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """Each in a thread with a connection of its own, started together: done, or the code of the refusal."""
    gate = threading.Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> str:
        gate.wait()
        try:
            deed()
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def test_two_managers_confirm_the_same_cohort() -> None:
    course = open_course()
    other = course.another_manager()
    for number in range(ROUNDS):
        learners = course.enrol([GREEN] * 20, first=1 + 20 * number)
        shown = seen_of(learners)
        ends = at_once(
            *(lambda each=each, shown=shown: confirm(list(shown), each, shown) for each in (course.manager, other))
        )
        assert ends == ["decision.decided", "done"]
    assert Decision.objects.count() == HistoryEntry.objects.filter(action="decision.made").count() == 20 * ROUNDS
    assert OutboxMessage.objects.filter(kind="decision").count() == 20 * ROUNDS


def test_two_managers_whose_choices_overlap_never_wait_for_each_other_for_ever() -> None:
    course = open_course()
    other, learners = course.another_manager(), course.enrol([GREEN] * 30)
    one, two = seen_of(learners[:20]), dict(reversed(seen_of(learners[10:]).items()))
    ends = at_once(lambda: confirm(list(one), course.manager, one), lambda: confirm(list(two), other, two))
    assert ends == ["decision.decided", "done"]
    assert Decision.objects.count() == 20


def test_over_http_the_slower_one_gets_a_conflict() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    data = {"seen": f"{learner.pk}:{seen(learner)}"}
    codes: list[int] = []
    browsers = [browser_of(course.manager), browser_of(course.another_manager())]
    address = f"/cohorts/{course.cohort.code}/decisions/"
    at_once(*(lambda each=each: codes.append(each.post(address, data).status_code) for each in browsers))
    assert sorted(codes) == [302, 409]


def test_a_decision_is_superseded_once() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    TaskResult.objects.filter(enrolment=learner).first().delete()
    former, shown = standing(learner), seen(learner)
    people = (course.manager, course.another_manager())
    ends = at_once(*(lambda each=each: decide_anew(former, each, shown, "Parandus") for each in people))
    assert ends[1] == "done"
    assert ends[0] in {"decision.superseded", "decision.decided"}
    assert Decision.objects.standing().count() == 1


def test_one_second_person_answers_and_one_person_answers_an_objection() -> None:
    course = open_course()
    (learner,) = course.enrol([Reached(attended=SHORT)])
    decide(course, [learner])
    appeal = file_appeal(standing(learner), learner.learner, "Miks?")
    seconds = (course.school.liis, course.school.andrei)
    ends = at_once(*(lambda each=each: dismiss_appeal(appeal, each, "Ei") for each in seconds))
    assert ends == ["appeal.closed", "done"]
    proposed = override(course, learner)
    ends = at_once(*(lambda each=each: answer_override(proposed, each, YES) for each in seconds))
    assert ends == ["done", "override.answered"]
    assert (Appeal.objects.get().state, Override.objects.get().state) == ("dismissed", "confirmed")
    assert Enrolment.objects.get(decisions__successor=None).pk == learner.pk
