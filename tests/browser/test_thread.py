"""The thread at a real browser, on a phone and on a desk, in both languages: from request to answered question."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from placements import clock
from tests.browser.surfers import Screens, Surfer
from tests.journeys.conftest import Cast
from tests.journeys.deeds import request_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = [Screens(390, "ru"), Screens(1280, "et")]


def ask(learner: Surfer, cast: Cast) -> None:
    learner.sign_in().look("home-at-first")
    learner.task("request").look("request-empty")
    learner.fill(**{name: value for name, value in request_form(cast.first).items() if value}).look("request")
    learner.send().look("home-requested").go("/request/").look("request-sent").go("/journey/").look("journey")


def review(curator: Surfer) -> None:
    curator.sign_in().look("inbox").task("review").look("review")
    curator.fill(verdict="approve").send().look("inbox-empty")


def answer(mentor: Surfer) -> None:
    mentor.follow_link().look("company-answer")
    mentor.fill(accepts="yes", safety_contact="Kristjan Tamm").send().look("company-answered")


def sign(learner: Surfer, manager: Surfer, signatory: Surfer) -> None:
    learner.go("/").look("home-to-sign").task("learner_signature").look("agreement").sign("agreement-code")
    manager.sign_in().task("school_signature").look("school-signature").sign("school-code")
    signatory.follow_link().look("company-signature").sign("company-code").look("company-signed")


def brief(mentor: Surfer, learner: Surfer) -> None:
    today = clock.local_date(clock.now()).isoformat()
    mentor.follow_link().look("briefing").fill(held_on=today, topics="Tuleohutus, tõstmine, esmaabi")
    mentor.send().look("briefing-recorded")
    learner.go("/").look("home-to-acknowledge").task("briefing_acknowledgement").look("acknowledgement").send()


def log_today(learner: Surfer) -> None:
    """A tap on a task and one on the button."""
    learner.go("/").look("home-to-log").fill(chips="advise").send().look("home-logged")
    learner.go("/journal/").look("journal").go(f"/journal/{clock.local_date(clock.now())}/").look("day")


def confirm(mentor: Surfer, traveller: Any) -> None:
    traveller.shift(timedelta(days=1))
    mentor.follow_link().look("week")
    traveller.shift(timedelta(seconds=5))
    mentor.send().look("week-confirmed")


def ask_and_answer(learner: Surfer, curator: Surfer) -> None:
    learner.go("/questions/").look("questions").fill(text="Kas tohin reedel varem lõpetada?").send()
    curator.go("/inbox/").look("inbox-question").task("question").look("question")
    curator.fill(text="Jah, lepi see juhendajaga kokku.").send()
    learner.go("/questions/").look("questions-answered").go("/").look("home-answered")


def read(curator: Surfer, cast: Cast) -> None:
    """The curator's and the learner's other pages."""
    curator.go("/learners/").look("learners").go(f"/learners/{cast.practicum.pk}/").look("learner")
    curator.go(f"/learners/{cast.practicum.pk}/timeline/").look("timeline")
    curator.go("/cohorts/").look("cohorts").go(f"/cohorts/{cast.practicum.cohort.code}/").look("cohort")


@pytest.mark.parametrize("screens", BOTH, ids=lambda each: f"{each.width}-{each.language}")
def test_the_thread_works_at_a_browser(
    people: Cast, surf: Callable[..., Surfer], traveller: Any, screens: Screens
) -> None:
    learner, curator = surf(people.jelena.person, screens), surf(people.liis.person, screens)
    mentor, signatory = surf(people.kristjan.person, screens), surf(people.helve.person, screens)
    ask(learner, people)
    review(curator)
    answer(mentor)
    sign(learner, surf(people.piret.person, screens), signatory)
    brief(mentor, learner)
    log_today(learner)
    confirm(mentor, traveller)
    ask_and_answer(learner, curator)
    read(curator, people)
    people.practicum.refresh_from_db()
    assert people.practicum.confirmed_minutes == 270
