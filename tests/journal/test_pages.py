"""The journal and the mentor's week through their pages: refusals keep what was typed, links change nothing by GET."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements import clock
from placements.journal.models import Entry, HourPosting
from placements.people.links import enter_url, grant_link
from tests.journeys.people import hidden_fields
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
HOSTILE = ["1_0", "٣", "8,5", "a\u0000b", "99999999999999999999", "", "NaN"]


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(2)


def learner(walk: Walk) -> StrictClient:
    client = StrictClient()
    client.force_login(walk.practicum.learner)
    return client


def mentor(walk: Walk) -> tuple[StrictClient, str]:
    link = grant_link(walk.mentor, walk.practicum.placements.get())
    client = StrictClient()
    client.get(enter_url(link))
    return client, f"/host/{link.public_id}/week/"


def form(walk: Walk, **changes: Any) -> dict[str, Any]:
    today = clock.local_date(clock.now())
    data = {"client_id": str(uuid.uuid4()), "day": str(today), "starts": "00:00", "ends": "00:01", "break_minutes": "0"}
    return data | {"chips": "advise", "text": "Minu tekst", "learned": "", "late_reason": ""} | changes


def test_a_refused_day_answers_409_with_the_reason_and_keeps_the_text(walk: Walk) -> None:
    entry = walk.practicum.entries.last()
    data = form(walk, day=str(entry.day), starts="10:00", ends="11:00")
    response = learner(walk).post(f"/journal/{entry.day}/", data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Minu tekst" in page
    assert "Kanded ei tohi kattuda" in page or "Записи не должны пересекаться" in page


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_days_of_another_age_get_a_sentence(walk: Walk, day: str) -> None:
    client, entry = learner(walk), walk.practicum.entries.last()
    changed = form(walk, day=day, version=entry.version)
    assert client.get(f"/journal/{day}/").status_code == 404
    assert client.post("/journal/2026-11-25/", form(walk, day=day)).status_code == 409
    assert client.post(f"/journal/entries/{entry.pk}/", changed).status_code == 409
    assert set(walk.practicum.entries.values_list("version", flat=True)) == {1}


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("field", ["day", "starts", "ends", "break_minutes", "client_id", "chips"])
def test_hostile_values_get_a_sentence(walk: Walk, field: str, value: str) -> None:
    before = Entry.objects.count()
    response = learner(walk).post(f"/journal/{clock.local_date(clock.now())}/", form(walk, **{field: value}))
    assert response.status_code in {409, 422}
    assert Entry.objects.count() == before


@pytest.mark.parametrize("text", ["x" * 2001, "a\u0000b"])
def test_a_text_over_its_limit_is_refused_at_its_field(walk: Walk, text: str) -> None:
    response = learner(walk).post(f"/journal/{clock.local_date(clock.now())}/", form(walk, text=text))
    assert response.status_code == 422


@pytest.mark.parametrize("day", ["2026-13-01", "9999-12-31", "0001-01-01", "abc", "2026-02-30"])
def test_an_odd_day_in_the_address_is_no_fault_of_ours(walk: Walk, day: str) -> None:
    assert learner(walk).get(f"/journal/{day}/").status_code in {200, 404}


def test_sending_the_same_day_twice_is_harmless(walk: Walk) -> None:
    data, client = form(walk), learner(walk)
    address = f"/journal/{clock.local_date(clock.now())}/"
    statuses = [client.post(address, data).status_code for _ in range(2)]
    assert statuses[0] == statuses[1]
    assert Entry.objects.filter(client_id=data["client_id"]).count() <= 1


def test_fifty_visits_of_the_week_change_no_row(walk: Walk) -> None:
    client, address = mentor(walk)
    with CaptureQueriesContext(connection) as queries:
        for _ in range(25):
            assert client.get(address).status_code == client.head(address).status_code == 200
    writes = [query["sql"] for query in queries if re.match(r"\s*(INSERT|UPDATE|DELETE)", query["sql"])]
    assert writes == []


def test_a_post_right_after_the_page_was_shown_asks_again(walk: Walk) -> None:
    client, address = mentor(walk)
    page = client.get(address).content.decode()
    entries = re.findall(r'name="entry" value="(\d+)"', page)
    response = client.post(address, hidden_fields(page) | {"entry": entries})
    assert response.status_code == 409
    assert not HourPosting.objects.exists()


def test_a_day_withdrawn_meanwhile_stops_the_confirmation(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    client, address = mentor(walk)
    page = client.get(address).content.decode()
    entries = re.findall(r'name="entry" value="(\d+)"', page)
    Entry.objects.filter(pk=entries[0]).update(state="withdrawn")
    monkeypatch.setattr("placements.journal.host_views.QUICKEST_SECONDS", -1)
    response = client.post(address, hidden_fields(page) | {"entry": entries})
    assert response.status_code == 409
    assert not HourPosting.objects.exists()


def test_a_return_without_a_reason_is_refused_and_nothing_is_confirmed(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = mentor(walk)
    page = client.get(address).content.decode()
    entries = re.findall(r'name="entry" value="(\d+)"', page)
    monkeypatch.setattr("placements.journal.host_views.QUICKEST_SECONDS", -1)
    answer = {"entry": entries, f"verdict_{entries[0]}": "return"}
    assert client.post(address, hidden_fields(page) | answer).status_code == 409
    assert not HourPosting.objects.exists()


def test_a_second_press_of_the_button_has_no_second_effect(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    client, address = mentor(walk)
    page = client.get(address).content.decode()
    answer = hidden_fields(page) | {"entry": re.findall(r'name="entry" value="(\d+)"', page)}
    monkeypatch.setattr("placements.journal.host_views.QUICKEST_SECONDS", -1)
    assert [client.post(address, answer).status_code for _ in range(2)] == [302, 409]
    assert HourPosting.objects.count() == 2
