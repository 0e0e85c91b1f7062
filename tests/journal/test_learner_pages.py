"""The learner's journal: own days only, refusals and field errors keep what was typed."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements.journal.models import Entry
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
TYPED = "Panin kauba riiulisse"


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(2)


def learner(walk: Walk) -> StrictClient:
    client = StrictClient()
    client.force_login(walk.practicum.learner)
    return client


def form(entry: Entry, **changes: Any) -> dict[str, Any]:
    data = {"client_id": str(uuid.uuid4()), "version": entry.version, "day": str(entry.day), "starts": "09:00"}
    rest = {"ends": "13:00", "break_minutes": "0", "chips": ["advise"], "text": TYPED, "learned": ""}
    return data | rest | {"late_reason": "Olin haige"} | changes


def first(walk: Walk) -> Entry:
    entry: Entry = walk.practicum.entries.order_by("day")[0]
    return entry


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_journal_day_and_entry_are_shown_in_three_languages(walk: Walk, language: str) -> None:
    client, entry = learner(walk), first(walk)
    for address in ("/journal/", f"/journal/{entry.day}/", f"/journal/entries/{entry.pk}/"):
        response = client.get(f"{address}?lang={language}")
        assert (response.status_code, response["Content-Language"]) == (200, language)


def test_an_entry_is_corrected_and_sent_again(walk: Walk) -> None:
    entry = first(walk)
    response = learner(walk).post(f"/journal/entries/{entry.pk}/", form(entry))
    entry.refresh_from_db()
    assert response.status_code == 302
    assert (entry.minutes, entry.version, entry.text) == (240, 2, TYPED)


def test_outcomes_follow_from_the_tasks_when_none_is_chosen(walk: Walk) -> None:
    entry = first(walk)
    learner(walk).post(f"/journal/entries/{entry.pk}/", form(entry, chips=["complaint"]))
    entry.refresh_from_db()
    assert entry.chips == ["complaint"]
    assert entry.outcomes


def test_an_entry_without_a_task_is_a_field_error_that_keeps_the_text(walk: Walk) -> None:
    entry = first(walk)
    response = learner(walk).post(f"/journal/entries/{entry.pk}/", form(entry, chips=[]))
    assert response.status_code == 422
    assert TYPED in response.content.decode()


@pytest.mark.parametrize("ends", ["09:00", "20:30"])
def test_a_refused_correction_keeps_the_text_and_the_times(walk: Walk, ends: str) -> None:
    entry = first(walk)
    response = learner(walk).post(f"/journal/entries/{entry.pk}/", form(entry, ends=ends))
    page = response.content.decode()
    assert response.status_code == 409
    assert TYPED in page
    assert f'value="{ends}"' in page


def test_a_stale_correction_is_refused_and_keeps_the_text(walk: Walk) -> None:
    entry = first(walk)
    response = learner(walk).post(f"/journal/entries/{entry.pk}/", form(entry, version=entry.version - 1))
    assert response.status_code == 409
    assert TYPED in response.content.decode()


def test_a_correction_of_a_day_withdrawn_meanwhile_keeps_the_text(walk: Walk) -> None:
    client, entry = learner(walk), first(walk)
    client.post(f"/journal/entries/{entry.pk}/withdraw/", {"version": entry.version})
    response = client.post(f"/journal/entries/{entry.pk}/", form(entry))
    assert response.status_code == 409
    assert TYPED in response.content.decode()


@pytest.mark.parametrize("version", ["", "-1", "٣", "1_0", "99999999999999999999"])
def test_a_withdrawal_with_a_false_version_says_why_and_changes_nothing(walk: Walk, version: str) -> None:
    entry = first(walk)
    response = learner(walk).post(f"/journal/entries/{entry.pk}/withdraw/", {"version": version})
    assert response.status_code == 409
    assert response.context["reasons"]
    assert walk.practicum.entries.get(pk=entry.pk).state == "submitted"


def test_somebody_else_s_entry_is_not_there(walk: Walk, new_walk: Callable[[], Walk]) -> None:
    other, entry = learner(new_walk().start()), first(walk)
    address = f"/journal/entries/{entry.pk}/"
    answers = [other.get(address), other.post(address, form(entry)), other.post(f"{address}withdraw/", {"version": 1})]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert other.get(f"/journal/{entry.day}/").context["lines"] == []


@pytest.mark.parametrize("address", ["/", "/journal/"])
def test_a_page_costs_the_same_at_one_and_at_twelve_days(address: str, new_walk: Callable[[], Walk]) -> None:
    costs = []
    for days in (1, 12):
        walk = new_walk().start().work(days).confirm(returned=days)
        client = learner(walk)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 25
