"""The learner's card, the cohort's table, the check before, and what the school does about one learner."""

import csv
import io
import re
from typing import Any

import pytest

from placements.cohorts.models import Enrolment
from placements.decisions.exporting import harmless
from placements.decisions.models import Appeal, Decision, Override
from placements.people.models import Person
from placements.results.models import ExamSitting, TaskResult
from tests.decisions.cohort import GREEN, SHORT, Course, Reached, ahead, open_course
from tests.decisions.test_confirming import decide
from tests.decisions.test_two_people import change
from tests.journeys.people import hidden_fields
from tests.office import browser_of
from tests.pages.test_budgets import cost, forget

pytestmark = pytest.mark.django_db
MOST = 25


def table(course: Course) -> str:
    return f"/cohorts/{course.cohort.code}/decisions/"


def text_of(person: Person, address: str, status: int = 200, **data: Any) -> str:
    browser = browser_of(person)
    response = browser.post(address, data) if data else browser.get(address)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def test_all_green_are_checked_and_confirmed_in_one_act() -> None:
    course = open_course()
    learners = course.enrol([GREEN, GREEN, Reached(tasks=3)])
    browser = browser_of(course.manager)
    checked = browser.post(table(course), {"choose": "green"}).content.decode()
    assert [each.learner.name in checked for each in learners] == [True, True, False]
    assert not Decision.objects.exists()
    response = browser.post(table(course), hidden_fields(checked))
    assert response.status_code == 302
    assert sorted(Decision.objects.values_list("outcome", flat=True)) == ["tunnistus", "tunnistus"]


def test_chosen_ones_are_checked_too_and_a_change_meanwhile_is_told() -> None:
    course = open_course()
    learners = course.enrol([GREEN, Reached(tasks=3)])
    browser = browser_of(course.manager)
    checked = browser.post(table(course), {"choose": "picked", "pick": [each.pk for each in learners]})
    TaskResult.objects.filter(enrolment=learners[0]).first().delete()
    response = browser.post(table(course), hidden_fields(checked.content.decode()))
    assert response.status_code == 409
    assert learners[0].learner.name in response.context["reasons"][0]
    assert not Decision.objects.exists()


@pytest.mark.parametrize("data", [{"choose": "picked"}, {"choose": "picked", "pick": ["x", "9" * 30]}])
def test_nobody_chosen_is_said(data: dict[str, Any]) -> None:
    course = open_course()
    course.enrol([GREEN])
    assert browser_of(course.manager).post(table(course), data).status_code == 302


def test_a_learner_of_another_cohort_cannot_be_smuggled_in() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    from tests.office import another_cohort

    Enrolment.objects.filter(pk=learner.pk).update(cohort=another_cohort(course.cohort))
    response = browser_of(course.manager).post(table(course), {"seen": f"{learner.pk}:x"})
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("tab", "number"), [("all", 4), ("green", 1), ("ready", 1), ("lacking", 0), ("unknown", 1), ("decided", 1)]
)
def test_each_tab_shows_its_learners(tab: str, number: int) -> None:
    course = open_course()
    learners = course.enrol([GREEN, GREEN, Reached(tasks=3), GREEN])
    decide(course, learners[:1])
    sitting = ExamSitting.objects.create(
        cohort=course.cohort, held_at=course.sittings[0].held_at, questions=40, is_retake=True
    )
    sitting.registrations.create(enrolment=learners[3], registered_by=course.manager)
    page = text_of(course.manager, f"{table(course)}?tab={tab}")
    assert page.count('<th scope="row">') == number


def test_curators_and_auditors_read_and_change_nothing() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    for person in (course.school.liis, course.school.rein):
        assert 'name="pick"' not in text_of(person, table(course))
        assert 'name="act" value="confirm"' not in text_of(person, f"/decisions/{learner.pk}/")
        text_of(person, table(course), 404, choose="green")
        text_of(person, f"/decisions/{learner.pk}/", 404, act="confirm")
    text_of(course.school.marika, table(course), 404)
    assert not Decision.objects.exists()


def test_the_file_holds_everybody_and_no_formula() -> None:
    course = open_course()
    learners = course.enrol([GREEN, Reached(attended=SHORT)])
    Person.objects.filter(pk=learners[0].learner_id).update(name='=HYPERLINK("http://x")')
    response = browser_of(course.manager).get(f"{table(course)}decisions.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3
    names = {row[0] for row in rows}
    assert '\'=HYPERLINK("http://x")' in names
    assert any("74,9%" in row[1] for row in rows)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1"])
def test_what_a_spreadsheet_would_compute_begins_with_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("Mari =1") == "Mari =1"


def test_the_card_of_a_pending_learner_says_what_is_left_and_by_when() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([Reached(exam=(24,), tasks=5)])
    ahead(course)
    page = text_of(learner.learner, "/decision/")
    assert "60%" in page
    assert "5\xa0/\xa06" in page
    assert "Töö 6" in page
    assert "act" not in [name for name, _value in hidden_fields(page).items()]


def test_a_card_with_data_missing_counts_nothing_against_anybody() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    course.sessions[0].marked_at = None
    course.sessions[0].save()
    page = text_of(learner.learner, "/decision/")
    assert "ck-q" in page
    assert "ck-b" not in page


def test_a_learner_objects_and_takes_it_back() -> None:
    course = open_course()
    (learner,) = course.enrol([Reached(attended=SHORT)])
    decide(course, [learner])
    browser = browser_of(learner.learner)
    assert browser.post("/decision/", {"act": "appeal", "text": ""}).status_code == 422
    assert browser.post("/decision/", {"act": "appeal", "text": "Olin kohal"}).status_code == 302
    again = browser.post("/decision/", {"act": "appeal", "text": "Veel kord"})
    assert (again.status_code, "Veel kord" in again.content.decode()) == (409, True)
    assert browser.post("/decision/", {"act": "withdraw"}).status_code == 302
    assert Appeal.objects.get().state == "withdrawn"


def test_who_left_asks_for_the_attestation_on_the_card() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([Reached(tasks=2)])
    Enrolment.objects.update(state="withdrawn")
    assert 'value="ask"' in text_of(learner.learner, "/decision/")
    assert browser_of(learner.learner).post("/decision/", {"act": "ask"}).status_code == 302
    assert 'value="ask"' not in text_of(learner.learner, "/decision/")


@pytest.mark.parametrize("data", [{}, {"act": "x"}, {"act": "withdraw"}, {"act": "appeal", "text": "Miks?"}])
def test_an_act_that_is_none_is_not_there(data: dict[str, str]) -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    assert browser_of(learner.learner).post("/decision/", data).status_code == 404


def test_the_school_goes_all_the_way_for_one_learner() -> None:
    course = open_course()
    (learner,) = course.enrol([Reached(attended=SHORT)])
    address, manager, liis = f"/decisions/{learner.pk}/", browser_of(course.manager), browser_of(course.school.liis)
    page = manager.get(address).content.decode()
    assert manager.post(address, hidden_fields(page) | {"act": "confirm"}).status_code == 302
    assert manager.post(address, {"act": "override", "outcome": "tunnistus", "reason": ""}).status_code == 422
    assert manager.post(address, {"act": "override", "outcome": "tunnistus", "reason": "Haigus"}).status_code == 302
    own = manager.post(address, {"act": "second", "confirms": "yes", "answer": "Minu sõnad"})
    assert (own.status_code, "Minu sõnad" in own.content.decode()) == (409, True)
    assert liis.post(address, {"act": "second", "confirms": "yes", "answer": ""}).status_code == 302
    assert Override.objects.get().state == "confirmed"
    assert Decision.objects.standing().get().outcome == "tunnistus"
    assert browser_of(course.school.rein).get(address).content.decode().count('class="part"') == 2


def test_changed_results_are_decided_anew_on_the_learner_s_page() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    change(learner)
    address, manager = f"/decisions/{learner.pk}/", browser_of(course.manager)
    assert manager.post(address, {"act": "leave", "reason": ""}).status_code == 422
    assert manager.post(address, {"act": "anew", "seen": "old", "reason": "Parandus"}).status_code == 409
    shown = hidden_fields(manager.get(address).content.decode())
    assert manager.post(address, shown | {"act": "anew", "reason": ""}).status_code == 422
    assert manager.post(address, shown | {"act": "anew", "reason": "Töö ei ole arvestatud"}).status_code == 302
    assert Decision.objects.standing().get().outcome == "toend"


def test_pages_cost_the_same_for_one_and_for_twenty_and_stay_within_the_budget() -> None:
    course = open_course(decision_in=9)
    course.enrol([Reached(tasks=4)])
    browser = browser_of(course.manager)
    addresses = [table(course), f"{table(course)}decisions.csv", "/decisions/"]
    # The first one reads curriculum and policy, which the process then remembers.
    cost(browser, addresses[0])
    costs = [cost(browser, each) for each in addresses]
    decided = course.enrol([GREEN, Reached(exam=(3,)), Reached(tasks=2)] * 7, first=50)
    decide(course, decided[::3])
    forget()
    assert [cost(browser, each) <= MOST for each in addresses] == [True] * 3
    assert [cost(browser, each) for each in addresses] == costs


def test_one_learner_s_pages_stay_within_the_budget() -> None:
    course = open_course(decision_in=9)
    waiting, learner = course.enrol([Reached(exam=(3,), tasks=4), Reached(attended=SHORT)])
    ahead(course)
    decide(course, course.enrol([GREEN], first=9))
    browser_of(course.manager).post(f"/decisions/{learner.pk}/", {"act": "override", "outcome": "none", "reason": "x"})
    for each in (waiting, learner, Decision.objects.get().enrolment):
        for person, address in ((course.manager, f"/decisions/{each.pk}/"), (each.learner, "/decision/")):
            browser = browser_of(person)
            browser.get(address)
            forget()
            assert cost(browser, address) <= MOST


def test_whoever_comes_to_a_retake_or_not_stays_on_the_card() -> None:
    course = open_course()
    (learner,) = course.enrol([Reached(exam=(25,))])
    ahead(course)
    browser = browser_of(learner.learner)
    for deed in ("register", "withdraw"):
        card = browser.get("/decision/").content.decode()
        (address,) = re.findall(rf'action="(/exam/\d+/{deed}/)"', card)
        (back,) = re.findall(r'name="back" value="([^"]+)"', card)
        assert browser.post(address, {"back": back}).headers["Location"] == "/decision/"
    (address,) = re.findall(r'action="(/exam/\d+/register/)"', browser.get("/decision/").content.decode())
    assert browser.post(address).headers["Location"] == "/decision/"
