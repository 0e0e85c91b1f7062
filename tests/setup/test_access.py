"""Managers act on the set-up pages, auditors read them, for everybody else there are none."""

from typing import Any

import pytest

from notifications.models import OutboxMessage
from placements.people.models import Person
from placements.records.models import HistoryEntry, UploadDraft
from placements.records.selectors import provider_settings
from tests.setup.conftest import client_of

pytestmark = pytest.mark.django_db
READ = ("/setup/", "/setup/provider/", "/setup/files/")
POSTS: dict[str, dict[str, Any]] = {
    "/setup/provider/": {"version": 0, "name": "Võõras"},
    "/setup/files/": {"shipped": "programme"},
    "/setup/trial-mail/": {},
}


@pytest.fixture
def jelena(db: None) -> Person:
    return Person.objects.create(name="Jelena Morozova", email="jelena@example.ee")


@pytest.mark.parametrize(("who", "status"), [("piret", 200), ("rein", 200), ("liis", 404), ("jelena", 404)])
def test_who_may_read(request: pytest.FixtureRequest, who: str, status: int) -> None:
    client = client_of(request.getfixturevalue(who))
    assert {client.get(address).status_code for address in READ} == {status}


@pytest.mark.parametrize("who", ["rein", "liis", "jelena"])
@pytest.mark.parametrize("address", POSTS)
def test_nobody_else_may_act(request: pytest.FixtureRequest, who: str, address: str) -> None:
    client = client_of(request.getfixturevalue(who))
    assert client.post(address, POSTS[address]).status_code == 404
    assert not any(model.objects.exists() for model in (HistoryEntry, UploadDraft, OutboxMessage))
    assert provider_settings().name == ""


def test_the_menu_leads_managers_to_the_set_up(piret: Person, liis: Person) -> None:
    assert 'href="/setup/" aria-current="page"' in client_of(piret).get("/setup/").content.decode()
    assert 'href="/setup/"' not in client_of(liis).get("/learners/").content.decode()
