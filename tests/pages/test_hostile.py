"""Hostile values in every field of every open step: a sentence or a refusal, never a 500, nothing half-written."""

from collections.abc import Callable, Iterator

import pytest

from config.demo.stories import asks
from config.demo.walk import Walk
from placements.cohorts.models import Role
from placements.people.links import enter_url, grant_link
from placements.records.models import HistoryEntry, WorkItem
from tests.strictness import StrictClient
from tests.workflows.stations import STATIONS
from workflows.steps import STEPS

pytestmark = pytest.mark.django_db
HOSTILE = [
    "a\u0000b",
    "1_0",
    "٣",
    "8,5",
    "9999-12-31",
    "0000-00-00",
    "25:61",
    "-1",
    "9" * 400,
    "\u202eabc",
    "x" * 20_001,
    "💥",
]
KINDS = [*STATIONS, "question"]
# Steps of one text field: nearly every text is a good one there.
FREE_TEXT = ("change_window", "concern", "question", "call_host")


def reach(kind: str, walk: Walk) -> WorkItem:
    if kind == "question":
        asks(walk.start(), "Kas tohin?")
    else:
        STATIONS[kind][0](walk)
    return WorkItem.objects.open().filter(practicum=walk.practicum, kind=kind).select_related("owner", "practicum")[0]


def door(item: WorkItem) -> tuple[StrictClient, str]:
    """A browser of the item's owner, and the address of its step."""
    client = StrictClient()
    if item.part != "host":
        client.force_login(item.owner)
        return client, f"/tasks/{item.pk}/"
    link = grant_link(item.owner, item.practicum.placements.last())
    client.get(enter_url(link))
    return client, f"/host/{link.public_id}/tasks/{item.pk}/"


def posts(fields: list[str]) -> Iterator[dict[str, str]]:
    """Each value in every field at once, and alone in one field after the other."""
    for place, value in enumerate(HOSTILE):
        yield dict.fromkeys(fields, value)
        yield {fields[place % len(fields)]: value}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"briefing_acknowledgement", *FREE_TEXT}])
def test_hostile_values_never_break_a_step(kind: str, new_walk: Callable[[], Walk]) -> None:
    item = reach(kind, new_walk())
    client, address = door(item)
    fields = list(STEPS[kind].form(practicum=item.practicum, subject_id=item.subject_id).fields)
    before = HistoryEntry.objects.count()
    for data in posts(fields):
        assert client.post(address, data).status_code in {409, 422}, data
        assert client.post(address, data | {"draft": "1"}).status_code in {302, 409, 422}, data
    assert HistoryEntry.objects.count() == before


@pytest.mark.parametrize("kind", FREE_TEXT)
def test_an_odd_text_is_kept_as_it_is_or_refused(kind: str, new_walk: Callable[[], Walk]) -> None:
    client, address = door(reach(kind, new_walk()))
    statuses = [
        client.post(address, dict.fromkeys(("reason", "text", "measures", "outcome", "agreed"), value)).status_code
        for value in HOSTILE
    ]
    assert set(statuses) <= {302, 409, 422}
    assert statuses.count(302) == 1


@pytest.mark.database
@pytest.mark.parametrize("address", ["/hosts/?q=%00", "/people/?q=a%00", "/learners/?stage=%00", "/inbox/?after=%00"])
def test_a_nul_in_an_address_is_refused_with_a_page(address: str, new_walk: Callable[[], Walk]) -> None:
    new_walk()
    client = StrictClient()
    client.force_login(Role.objects.get(kind="manager").person)
    assert client.get(address).status_code == 400


@pytest.mark.database
@pytest.mark.parametrize("address", ["/h/%00.x/", "/h/x%00.x/", "/invitation/%00.x/", "/h/%D9%A3.x/"])
def test_a_token_of_odd_characters_leads_on(address: str, db: None) -> None:
    assert StrictClient().get(address).status_code == 404


def test_a_question_of_hostile_text_is_kept_or_refused(new_walk: Callable[[], Walk]) -> None:
    client = StrictClient()
    client.force_login(new_walk().practicum.learner)
    for value in HOSTILE:
        assert client.post("/questions/", {"client_id": value, "text": value}).status_code == 422
