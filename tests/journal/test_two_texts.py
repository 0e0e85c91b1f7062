"""Two windows: the second save shows both texts, and the choice is one save."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from config.demo.walk import Walk
from placements.journal.models import Entry
from placements.journal.services import edit_entry
from tests.completion.refusing import client_of, everything

pytestmark = pytest.mark.django_db
MINE = "Minu lause"


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(1)


def typed(entry: Entry, **changes: Any) -> dict[str, Any]:
    data = {"client_id": str(uuid.uuid4()), "version": "1", "day": str(entry.day), "starts": "09:00", "ends": "12:00"}
    return data | {"break_minutes": "0", "chips": ["advise"], "text": MINE, "learned": ""} | changes


def changed_elsewhere(walk: Walk) -> Entry:
    entry: Entry = walk.practicum.entries.get()
    names = ("day", "starts", "ends", "break_minutes", "chips", "outcomes", "learned", "late_reason")
    edit_entry(entry, walk.practicum.learner, 1, {name: getattr(entry, name) for name in names} | {"text": "Teine"})
    return entry


def test_a_stale_form_shows_both_texts_and_changes_nothing(walk: Walk) -> None:
    entry, client = changed_elsewhere(walk), client_of(walk.practicum.learner)
    before = everything()
    response = client.post(f"/journal/entries/{entry.pk}/?lang=en", typed(entry))
    page = response.content.decode()
    assert (response.status_code, everything() == before) == (409, True)
    assert "Your text is kept" in page
    assert {"take_text", "take_ends"} <= {f"take_{each.name}" for each in response.context["conflict"].differences}
    assert MINE in page
    assert "Teine" in page


def test_the_choice_is_saved_field_by_field(walk: Walk) -> None:
    entry, client = changed_elsewhere(walk), client_of(walk.practicum.learner)
    choice = {
        "chooses": "1",
        "version": "2",
        "take_text": "theirs",
        "take_ends": "mine",
        "take_break_minutes": "theirs",
    }
    assert client.post(f"/journal/entries/{entry.pk}/", typed(entry, **choice)).status_code == 302
    entry.refresh_from_db()
    assert (entry.text, entry.ends.hour, entry.break_minutes, entry.version) == ("Teine", 12, 30, 3)


def test_the_same_id_with_other_content_is_compared_too(walk: Walk) -> None:
    entry, client = walk.practicum.entries.get(), client_of(walk.practicum.learner)
    response = client.post(f"/journal/{entry.day}/", typed(entry, client_id=str(entry.client_id)))
    assert response.status_code == 409
    assert response.context["conflict"].entry == entry
    assert walk.practicum.entries.count() == 1


def test_a_foreign_id_shows_nothing_of_the_other_one_s_day(walk: Walk, new_walk: Callable[[], Walk]) -> None:
    foreign, entry = new_walk().start().work(1).practicum.entries.get(), walk.practicum.entries.get()
    client = client_of(walk.practicum.learner)
    response = client.post(f"/journal/{entry.day}/", typed(entry, client_id=str(foreign.client_id)))
    assert response.status_code == 409
    assert "conflict" not in response.context
