"""The manager is asked to decide when something can be decided, and by no more than one task a cohort."""

import pytest

from placements import clock
from placements.cohorts.models import Enrolment
from placements.decisions.asking import ask_for_decisions
from placements.overview.inbox import MINE, inbox_page
from placements.records.models import WorkItem
from tests.decisions.cohort import GREEN, Reached, open_course
from tests.decisions.test_confirming import decide
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


def asked() -> int:
    ask_for_decisions(clock.now())
    return WorkItem.objects.open().filter(kind="decision").count()


def test_nothing_is_asked_while_all_wait_or_nobody_is_there() -> None:
    course = open_course(decision_in=10)
    assert asked() == 0
    course.enrol([Reached(tasks=2)])
    assert asked() == 0


def test_one_task_a_cohort_until_all_are_decided() -> None:
    course = open_course()
    learners = course.enrol([GREEN, GREEN])
    assert asked() == asked() == 1
    decide(course, learners[:1])
    deliver_all()
    assert WorkItem.objects.open().filter(kind="decision").exists()
    decide(course, learners[1:])
    deliver_all()
    assert not WorkItem.objects.open().filter(kind="decision").exists()


def test_a_certificate_can_be_decided_before_the_date() -> None:
    course = open_course(decision_in=10)
    course.enrol([GREEN, Reached(tasks=2)])
    assert asked() == 1


def test_who_left_without_asking_is_no_work() -> None:
    course = open_course()
    course.enrol([Reached(tasks=2)])
    Enrolment.objects.update(state="withdrawn")
    assert asked() == 0


def test_the_inbox_names_the_cohort_and_the_task_leads_to_its_decisions() -> None:
    from placements.overview.targets import page_of

    course = open_course()
    course.enrol([GREEN])
    asked()
    row = inbox_page(course.manager, MINE, clock.now()).groups[0].rows[0]
    assert row.name == course.cohort.code
    assert page_of(WorkItem.objects.get(kind="decision")) == f"/cohorts/{course.cohort.code}/decisions/"
