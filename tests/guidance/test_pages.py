"""Questions and meetings as the learner meets them."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements.guidance.models import Question
from placements.guidance.services import ask_question
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
TYPED = "Kas tohin laupäeval töötada?"


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start()


def learner(walk: Walk) -> StrictClient:
    client = StrictClient()
    client.force_login(walk.practicum.learner)
    return client


@pytest.mark.parametrize("language", ["et", "ru", "en"])
@pytest.mark.parametrize("address", ["/questions/", "/meetings/"])
def test_thread_and_meetings_are_shown_in_three_languages(walk: Walk, address: str, language: str) -> None:
    response = learner(walk).get(f"{address}?lang={language}")
    assert (response.status_code, response["Content-Language"]) == (200, language)


def test_a_question_is_asked_once_however_often_it_is_sent(walk: Walk) -> None:
    client, data = learner(walk), {"client_id": str(uuid.uuid4()), "text": TYPED}
    assert [client.post("/questions/", data).status_code for _ in range(2)] == [302, 302]
    assert TYPED in client.get("/questions/").content.decode()
    assert Question.objects.count() == 1


def test_the_same_id_with_another_text_is_refused_and_kept(walk: Walk) -> None:
    client, data = learner(walk), {"client_id": str(uuid.uuid4()), "text": TYPED}
    client.post("/questions/", data)
    response = client.post("/questions/", data | {"text": "Teine küsimus"})
    assert response.status_code == 409
    assert "Teine küsimus" in response.content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "a\u0000b"])
def test_a_question_that_says_nothing_or_too_much_is_refused(walk: Walk, text: str) -> None:
    response = learner(walk).post("/questions/", {"client_id": str(uuid.uuid4()), "text": text})
    assert response.status_code in {409, 422}
    assert not Question.objects.exists()


def test_another_learner_s_thread_is_not_shown(walk: Walk, new_walk: Callable[[], Walk]) -> None:
    ask_question(walk.practicum, walk.practicum.learner, uuid.uuid4(), TYPED)
    assert TYPED not in learner(new_walk()).get("/questions/").content.decode()


def test_the_thread_costs_the_same_at_one_and_at_twenty_questions(walk: Walk) -> None:
    client, costs = learner(walk), []
    for number in (1, 19):
        for _ in range(number):
            ask_question(walk.practicum, walk.practicum.learner, uuid.uuid4(), TYPED)
        client.get("/questions/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/questions/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 25
