"""The page about oneself: not me, away, a colleague takes over; the curator has the last word."""

from typing import Any

import pytest

from config.demo.walk import Walk
from placements.agreements.models import Placement
from placements.people.links import enter_url, grant_link
from placements.people.models import AccessLink, Person
from placements.records.models import HistoryEntry, WorkItem
from tests.journal.two_learners import Walks, entered, two_learners
from tests.outbox import deliver_all
from tests.strictness import StrictClient
from workflows.acting import act

pytestmark = pytest.mark.django_db
MART = {"name": "Mart Mets", "email": "mart.mets@example.ee", "phone": "", "language": "et"}


def say(walk: Walk, what: str, prefix: str = "", **fields: str) -> Any:
    client, base = entered(walk)
    prefixed = {f"{prefix}-{name}" if prefix else name: value for name, value in fields.items()}
    return client.post(f"{base}me/", {"say": what} | prefixed)


def item_of(walk: Walk) -> WorkItem:
    return WorkItem.objects.open().select_related("owner", "practicum").get(practicum=walk.practicum, kind="new_mentor")


def test_the_page_is_looked_at_without_effect_and_is_linked_from_the_week(new_walk: Walks) -> None:
    client, base = entered(new_walk().start())
    before = HistoryEntry.objects.count(), WorkItem.objects.count()
    assert f"{base}me/" in client.get(f"{base}week/").content.decode()
    for _ in range(50):
        assert client.get(f"{base}me/").status_code == client.head(f"{base}me/").status_code == 200
    assert (HistoryEntry.objects.count(), WorkItem.objects.count()) == before


def test_not_me_shuts_the_link_and_asks_the_curator_with_the_name(new_walk: Walks) -> None:
    walk = new_walk().start()
    response = say(walk, "not_me", "right", **MART | {"email": ""})
    assert response.status_code == 200
    assert AccessLink.objects.get(person=walk.mentor).revoked_at is not None
    client = StrictClient()
    client.force_login(item_of(walk).owner)
    assert "Mart Mets" in client.get(f"/inbox/{item_of(walk).pk}/").content.decode()


def test_a_colleague_takes_over_once_the_curator_confirms_it(new_walk: Walks) -> None:
    walk = new_walk().start().work(1)
    deliver_all()
    assert say(walk, "colleague", "colleague", **MART).status_code == 302
    assert Placement.objects.get().mentor == walk.mentor
    item = item_of(walk)
    act(item, item.owner, MART | {"decision": "appoint", "text": ""})
    mart = Person.objects.get(email=MART["email"])
    assert Placement.objects.get().mentor == mart
    assert AccessLink.objects.get(person=walk.mentor).revoked_at is not None
    (letter,) = [sent for sent in deliver_all() if sent.to == [mart.email]]
    assert enter_url(grant_link(mart, Placement.objects.get())) in letter.body


def test_a_colleague_without_an_address_or_oneself_changes_nothing(new_walk: Walks) -> None:
    walk = new_walk().start()
    before = HistoryEntry.objects.count(), Person.objects.count()
    assert say(walk, "colleague", "colleague", **MART | {"email": str(walk.mentor.email)}).status_code == 409
    for email in ("", "a\0b"):
        assert say(walk, "colleague", "colleague", **MART | {"email": email}).status_code == 422
    assert (HistoryEntry.objects.count(), Person.objects.count()) == before


def test_whether_an_address_is_known_is_not_told(new_walk: Walks) -> None:
    walk = new_walk().start()
    assert say(walk, "colleague", "colleague", **MART | {"email": "liis.saar@example.ee"}).status_code == 302
    assert not Person.objects.filter(name=MART["name"]).exists()


@pytest.mark.parametrize("until", ["", "9999-12-31", "2020-01-01", "٣", "homme"])
def test_an_odd_day_of_return_gets_a_sentence(until: str, new_walk: Walks) -> None:
    walk = new_walk().start()
    assert say(walk, "away", until=until).status_code in {409, 422}
    assert not HistoryEntry.objects.filter(action="mentor.away").exists()


def test_the_curator_may_leave_it_with_a_reason_only(new_walk: Walks) -> None:
    walk = new_walk().start()
    say(walk, "not_me", "right", **dict.fromkeys(MART, "") | {"language": "et"})
    item, client = item_of(walk), StrictClient()
    client.force_login(item.owner)
    assert client.post(f"/inbox/{item.pk}/", {"decision": "keep"}).status_code == 409
    assert client.post(f"/inbox/{item.pk}/", {"decision": "keep", "text": "Eksitus"}).status_code == 302
    assert Placement.objects.get().mentor == walk.mentor


@pytest.mark.parametrize(("what", "prefix"), [("colleague", "colleague"), ("not_me", "right")])
def test_what_is_said_holds_for_every_learner_of_the_mentor(what: str, prefix: str, new_walk: Walks) -> None:
    first, second = two_learners(new_walk)
    say(first, what, prefix, **MART)
    for walk in (first, second):
        item = item_of(walk)
        act(item, item.owner, MART | {"decision": "appoint", "text": ""})
    assert {each.mentor.name for each in Placement.objects.select_related("mentor")} == {"Mart Mets"}
