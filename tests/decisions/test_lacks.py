"""What each learner lacks, said exactly: in the cohort's table, in its file, on the card."""

import csv
import io
from collections.abc import Callable

import pytest
from django.utils import translation

from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.models import Enrolment
from placements.decisions.changing import _once
from placements.decisions.selectors import asked_enrolments, lines_of
from placements.people.models import Person
from placements.results.facts import results_of
from placements.results.models import IndependentTask, TaskResult
from tests.completion.test_bad_turnings import full
from tests.decisions.cohort import GREEN, Reached, ahead, open_course
from tests.decisions.test_confirming import decide
from tests.decisions.test_pages import table, text_of
from tests.office import browser_of

pytestmark = pytest.mark.django_db


def practicum_note(practicum: Practicum) -> str:
    (line,) = lines_of(asked_enrolments().filter(pk=practicum.enrolment_id), clock.now(), with_forecast=True)
    with translation.override("en"):
        return line.notes["practicum"]


def practicum_text(practicum: Practicum) -> str:
    (line,) = lines_of(asked_enrolments().filter(pk=practicum.enrolment_id), clock.now())
    with translation.override("en"):
        return next(each.text for each in line.changes if each.name == "practicum")


def test_a_practicum_that_runs_says_what_its_closing_lacks(new_walk: Callable[[], Walk]) -> None:
    walk = full(new_walk())
    assert practicum_note(walk.practicum) == "evaluation and report missing"
    walk.evaluate()
    assert practicum_note(walk.practicum) == "report missing"
    assert "the report is still to be approved" in practicum_text(walk.practicum)
    walk.report().read_report(approves=True)
    assert "missing" not in practicum_note(walk.practicum)
    assert "all is done" in practicum_text(walk.practicum)


def test_hours_that_run_have_a_forecast(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(3).confirm()
    assert practicum_note(walk.practicum).startswith("forecast ")


def test_who_began_anew_sees_the_hours_of_the_new_practicum_and_those_before_apart() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([Reached(practicum=False, minutes=1080)])
    Practicum.objects.update(stage="broken_off", ended_at=clock.now(), ended_on=course.cohort.starts_on)
    Practicum.objects.create(
        enrolment=learner, cohort=course.cohort, learner=learner.learner, required_minutes=3600,
        academic_hour_minutes=45, stage="hours",
    )  # fmt: skip
    page = text_of(learner.learner, "/decision/")
    assert "0\xa0/\xa080\xa0ak.t" in page
    assert "24\xa0/" not in page
    assert "24\xa0ak.t" in page


def test_who_left_is_not_told_what_can_still_be_mended_and_the_school_is_not_addressed() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([Reached(tasks=2, practicum=False, minutes=900)])
    Enrolment.objects.update(state="withdrawn")
    page = text_of(learner.learner, "/decision/")
    assert "ck-w" not in page
    assert 'id="changes"' not in page
    assert "Oled" not in text_of(course.manager, f"/decisions/{learner.pk}/")
    assert 'href="/decision/"' in text_of(learner.learner, "/certificate/").split('id="ask"')[1]
    browser_of(learner.learner).post("/decision/", {"act": "ask"})
    assert 'id="ask"' not in text_of(learner.learner, "/certificate/")
    today = clock.local_date(clock.now()).strftime("%d.%m.%Y")
    assert today in text_of(course.manager, f"/decisions/{learner.pk}/").split('class="two"')[0]
    assert text_of(course.manager, f"{table(course)}?tab=ready").count('<th scope="row">') == 1


def test_the_table_names_dates_and_the_file_all_lacks_in_words() -> None:
    course = open_course(decision_in=20)
    course.enrol([Reached(exam=(24,), tasks=4, practicum=False, minutes=900)])
    sitting = ahead(course)
    page = text_of(course.manager, table(course))
    day = clock.local_date(sitting.held_at).strftime("%d.%m")
    assert f"{day}</small>" in page
    assert "5, 6" in page
    assert "80\xa0ak.t</small></th>" in page
    response = browser_of(course.manager).get(f"{table(course)}decisions.csv")
    (_head, row) = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert all(word in row[-1] for word in ("Töö 5", "Töö 6", day, "Praktika"))


def test_a_task_that_is_complete_without_a_result_is_not_accepted() -> None:
    course = open_course()
    (learner,) = course.enrol([Reached(tasks=6)])
    TaskResult.objects.all().delete()
    assert IndependentTask.objects.filter(completed_at=None).count() == 0
    assert results_of([learner], clock.now())[learner.pk].independent_complete
    page = text_of(course.manager, f"/cohorts/{course.cohort.code}/independent/")
    assert ("ck-q" in page, page.count("ck-b")) == (False, 6)


def test_attendance_lacking_for_good_is_not_called_unknown() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([Reached(attended=90, exam=(24,))])
    ahead(course)
    page = text_of(learner.learner, "/decision/")
    changes = page.split('id="changes"')[1].split("</section>")[0]
    assert ("ck-q" in changes, "ck-b" in changes, "ck-w" in changes) == (False, True, True)


def test_the_card_says_when_it_was_computed_and_where_results_came_from() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([GREEN])
    Person.objects.update(language="en")
    page = text_of(learner.learner, "/decision/")
    assert "Computed at" in page
    assert page.count("entered on the page") == 3
    decide(course, [learner])
    page = text_of(learner.learner, "/decision/")
    assert "How the decision was made" in page
    assert "Computed at" not in page


def test_days_of_practicum_and_who_confirmed_them(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(3).confirm()
    Person.objects.update(language="en")
    page = text_of(Person.objects.get(pk=walk.practicum.learner_id), "/decision/")
    assert "3 days, confirmed by: " in page


def test_a_unit_with_a_full_stop_ends_the_sentence() -> None:
    assert _once("Не хватает 14 ак. ч..") == "Не хватает 14 ак. ч."
    assert _once("Puudu on 14 ak.t.") == "Puudu on 14 ak.t."
