"""Drafts: saved while typing, offered again, gone when the day is logged, purged after 180 days."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from config.demo.walk import Walk
from placements import clock
from placements.clock import ONE_DAY, local_date
from placements.journal.drafts import purge_drafts
from placements.journal.models import EntryDraft
from tests.completion.refusing import client_of

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
TEXT = "Panin kauba riiulisse"


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start()


def day() -> str:
    return str(local_date(clock.now()) - ONE_DAY)


def put(walk: Walk, version: int = 0, **fields: object) -> tuple[int, dict[str, object]]:
    body = urlencode({"draft_version": version, "text": TEXT, "chips": ["advise"], **fields}, doseq=True)
    response = client_of(walk.practicum.learner).put(f"/journal/{day()}/draft/", body, content_type=FORM)
    return response.status_code, response.json() if response.content else {}


def test_a_draft_is_kept_by_versions_and_offered_again(walk: Walk) -> None:
    assert put(walk)[1]["version"] == 1
    assert put(walk, 1, starts="10:30")[1]["version"] == 2
    response = client_of(walk.practicum.learner).get(f"/journal/{day()}/")
    assert TEXT in response.content.decode()
    assert response.context["form"]["chips"].value() == ["advise"]
    assert 'name="draft_version" value="2"' in response.content.decode()


def test_a_stale_draft_is_refused_and_changes_nothing(walk: Walk) -> None:
    put(walk)
    status, answer = put(walk, 0, text="muu")
    assert (status, len(answer["reasons"])) == (409, 1)  # type: ignore[arg-type]
    assert EntryDraft.objects.get().content["text"] == TEXT


def test_without_scripts_a_button_saves_it_and_another_one_throws_it_away(walk: Walk) -> None:
    client, address = client_of(walk.practicum.learner), f"/journal/{day()}/draft/"
    assert client.post(address, {"draft_version": "0", "text": TEXT}).status_code == 302
    assert EntryDraft.objects.get().content == {"text": TEXT}
    client.post(address, {"drop": "1"})
    assert not EntryDraft.objects.exists()


def test_logging_the_day_deletes_its_draft_and_a_late_one_does_not_bring_it_back(walk: Walk) -> None:
    put(walk)
    sent = {"client_id": str(uuid.uuid4()), "day": day(), "starts": "09:00", "ends": "13:00", "break_minutes": "0"}
    client_of(walk.practicum.learner).post(f"/journal/{day()}/", sent | {"chips": ["advise"]})
    assert walk.practicum.entries.count() == 1
    assert put(walk, 0, client_id=sent["client_id"]) == (204, {})
    assert not EntryDraft.objects.exists()


@pytest.mark.parametrize("odd", ["\0", "x" * 10_000, "\u202e", "1_0"])
def test_whatever_is_typed_is_kept_or_cut_but_never_a_fault(odd: str, walk: Walk) -> None:
    assert put(walk, 0, text=odd, starts=odd, break_minutes=odd, chips=[odd])[0] == 200
    assert client_of(walk.practicum.learner).get(f"/journal/{day()}/").status_code == 200


def test_a_draft_of_180_days_is_kept_and_an_older_one_purged(walk: Walk) -> None:
    put(walk)
    saved_at = EntryDraft.objects.get().saved_at
    assert purge_drafts(saved_at + timedelta(days=180)) == 0
    assert purge_drafts(saved_at + timedelta(days=180, seconds=1)) == 1
