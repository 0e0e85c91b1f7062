"""Learners come to a retake until its registration closes, while an attempt is left; the school does it for them."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string

from notifications.models import OutboxMessage
from placements import clock
from placements.cohorts.models import Enrolment
from placements.refusals import Refused
from placements.results.completing import complete_sitting
from placements.results.models import ExamRegistration, ExamSitting
from placements.results.recording import record_attempts
from placements.results.registering import register_for_retake, withdraw_from_retake
from placements.results.selectors import retakes_for
from tests.office import browser_of
from tests.results.world import Course, right

pytestmark = pytest.mark.django_db


def failed_once(course: Course, correct: int = 25) -> Enrolment:
    sitting, anu = course.sitting(-9), course.learners[0]
    record_attempts(sitting, [right(anu, correct)], course.marika)
    complete_sitting(sitting, course.marika)
    return anu


def retake(course: Course, days: int = 5, closes: int = 3) -> ExamSitting:
    return course.sitting(days, is_retake=True, register_until=course.at(closes))


def codes(deed: Callable[[], object]) -> list[str]:
    before = list(ExamRegistration.objects.values_list())
    with pytest.raises(Refused) as caught:
        deed()
    assert list(ExamRegistration.objects.values_list()) == before
    return [each.code for each in caught.value.refusals]


def test_a_learner_registers_and_withdraws_and_registers_again(course: Course) -> None:
    anu, sitting = failed_once(course), retake(course)
    OutboxMessage.objects.all().delete()
    register_for_retake(sitting, anu, anu.learner)
    withdraw_from_retake(sitting, anu, anu.learner)
    register_for_retake(sitting, anu, anu.learner)
    assert ExamRegistration.objects.filter(withdrawn_at=None).count() == 1
    assert OutboxMessage.objects.filter(kind="results_changed").count() == 3


def test_registration_closes_for_learners_but_not_for_the_school(course: Course) -> None:
    anu, sitting = failed_once(course), retake(course)
    with clock.moved_to(course.at(3)):
        register_for_retake(sitting, anu, anu.learner)
    with clock.moved_to(course.at(3, hour=13)):
        assert codes(lambda: withdraw_from_retake(sitting, anu, anu.learner)) == ["retake.closed"]
        withdraw_from_retake(sitting, anu, course.marika)
        assert codes(lambda: register_for_retake(sitting, anu, anu.learner)) == ["retake.closed"]
        register_for_retake(sitting, anu, course.marika)


def test_who_passed_needs_no_retake(course: Course) -> None:
    anu, sitting = failed_once(course, 26), retake(course)
    assert codes(lambda: register_for_retake(sitting, anu, anu.learner)) == ["retake.passed"]


def test_attempts_are_counted_with_the_retakes_ahead(course: Course) -> None:
    anu, first, second = failed_once(course), retake(course), retake(course, 7)
    register_for_retake(first, anu, anu.learner)
    assert codes(lambda: register_for_retake(second, anu, anu.learner)) == ["retake.elsewhere"]
    assert codes(lambda: register_for_retake(first, anu, anu.learner)) == ["retake.registered"]
    with clock.moved_to(course.at(6)):
        record_attempts(first, [right(anu, 25)], course.marika)
        assert codes(lambda: register_for_retake(second, anu, course.marika)) == ["retake.attempts"]
        assert codes(lambda: withdraw_from_retake(first, anu, course.marika)) == ["retake.has_result"]


def test_an_exam_for_everybody_takes_no_registration(course: Course) -> None:
    anu, sitting = course.learners[0], course.sitting(5)
    assert codes(lambda: register_for_retake(sitting, anu, anu.learner)) == ["retake.no_retake"]
    assert codes(lambda: withdraw_from_retake(sitting, anu, anu.learner)) == ["retake.not_registered"]


def test_who_left_registers_for_nothing(course: Course) -> None:
    anu, sitting = failed_once(course), retake(course)
    Enrolment.objects.filter(pk=anu.pk).update(state="withdrawn")
    assert codes(lambda: register_for_retake(sitting, anu, anu.learner)) == ["retake.not_studying"]


def test_the_offers_say_what_one_can_do(course: Course) -> None:
    anu, first, _second = failed_once(course), retake(course), retake(course, 7)
    register_for_retake(first, anu, anu.learner)
    mine, other = retakes_for(anu, clock.now())
    assert (mine.is_registered, mine.may_withdraw, mine.reasons) == (True, True, [])
    assert (other.is_registered, len(other.reasons)) == (False, 1)
    assert [each.reasons for each in retakes_for(course.learners[1], clock.now())] == [[], []]


def test_a_learner_registers_on_the_page_and_is_told_why_not(course: Course) -> None:
    anu, sitting = failed_once(course), retake(course)
    browser = browser_of(anu.learner)
    address = f"/exam/{sitting.pk}/register/"
    assert browser.post(address, {"back": "/me/"}).headers["Location"] == "/me/"
    assert browser.post(address, {"back": "//evil.example/"}).status_code == 409
    withdrawn = browser.post(f"/exam/{sitting.pk}/withdraw/", {"back": "https://evil.example/"})
    assert withdrawn.headers["Location"] == "/decision/"
    assert not ExamRegistration.objects.filter(withdrawn_at=None).exists()


def test_a_foreign_learner_finds_no_retake(course: Course) -> None:
    sitting = retake(course)
    for person in (course.office.rein, course.office.piret):
        assert browser_of(person).post(f"/exam/{sitting.pk}/register/").status_code == 404
    assert browser_of(course.learners[0].learner).get(f"/exam/{sitting.pk}/register/").status_code == 405


def test_the_card_offers_what_can_be_done(course: Course) -> None:
    anu, sitting, _second = failed_once(course), retake(course), retake(course, 7)

    def card() -> str:
        context = {"offers": retakes_for(anu, clock.now()), "back": "/", "csrf_token": "x"}
        return render_to_string("results/_retake.html", context)

    assert card().count("/register/") == 2
    register_for_retake(sitting, anu, anu.learner)
    shown = card()
    assert (shown.count("/register/"), shown.count(f"/exam/{sitting.pk}/withdraw/")) == (0, 1)
