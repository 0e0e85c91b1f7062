"""Pages cost at most 25 queries, cold and warm alike; lists cost the same at 1 and at 20 rows."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements.agreements.models import Practicum
from placements.cohorts import selectors
from placements.cohorts.models import Role
from placements.directory.substituting import stand_in
from placements.journal.models import Entry
from placements.people.links import enter_url, grant_link
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.school import today
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
MOST = 25
LEARNER = ("/", "/journal/", "/questions/", "/meetings/", "/journey/", "/agreement/", "/report/", "/me/")
SCHOOL = ("/inbox/", "/inbox/?tab=others", "/learners/", "/cohorts/", "/cohorts/ktj-26-3/", "/me/")


def forget() -> None:
    """What a process remembers between requests is forgotten: the next page is a cold one."""
    for cached in (selectors._curriculum, selectors._policy, selectors._profile):
        cached.cache_clear()


def cost(client: StrictClient, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return len(queries)


def client_of(person: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(person)
    return client


def curator() -> Person:
    return Role.objects.filter(kind="curator").order_by("pk")[0].person


@pytest.mark.parametrize("address", LEARNER)
def test_the_learner_s_pages_stay_within_the_budget(address: str, new_walk: Callable[[], Walk]) -> None:
    client = client_of(new_walk().start().work(6).confirm(returned=1).work(2).practicum.learner)
    forget()
    assert cost(client, address) <= MOST
    assert cost(client, address) <= MOST


@pytest.mark.parametrize("address", SCHOOL)
def test_the_school_s_lists_cost_the_same_at_one_and_at_twenty_rows(address: str, new_walk: Callable[[], Walk]) -> None:
    new_walk().start().work(2)
    client = client_of(curator())
    cost(client, address)
    one = cost(client, address)
    for _ in range(19):
        new_walk().ask()
    forget()
    assert cost(client, address) <= MOST
    assert cost(client, address) == one


def test_one_learner_s_pages_stay_within_the_budget(new_walk: Callable[[], Walk]) -> None:
    practicum = new_walk().start().work(10).confirm(returned=1).practicum
    client = client_of(curator())
    forget()
    assert cost(client, f"/learners/{practicum.pk}/") <= MOST
    assert cost(client, f"/learners/{practicum.pk}/timeline/") <= MOST
    for page in ("journal/", "journal/print/", "journal/print/journal.pdf", "confirm/", "sheet/"):
        assert cost(client, f"/learners/{practicum.pk}/{page}") <= MOST


def test_each_open_step_stays_within_the_budget(new_walk: Callable[[], Walk]) -> None:
    new_walk().start().work(14).confirm().evaluate().report()
    new_walk().ask()
    client = client_of(curator())
    for item in WorkItem.objects.open().actable_by(curator()):
        assert cost(client, f"/inbox/{item.pk}/") <= MOST


def test_the_mentor_s_week_costs_the_same_at_one_and_at_ten_days(new_walk: Callable[[], Walk]) -> None:
    costs = []
    for days in (1, 10):
        walk = new_walk().start().work(days)
        link = grant_link(walk.mentor, walk.practicum.placements.get())
        client = StrictClient()
        client.get(enter_url(link))
        cost(client, f"/host/{link.public_id}/week/")
        costs.append(cost(client, f"/host/{link.public_id}/week/"))
    assert costs[0] == costs[1] <= MOST


def manager() -> Person:
    return Role.objects.get(kind="manager").person


@pytest.mark.parametrize("address", ["/people/", "/people/?q=jelena", "/people/?kind=learners"])
def test_the_directory_costs_the_same_at_one_and_at_twenty_rows(address: str, new_walk: Callable[[], Walk]) -> None:
    new_walk().start()
    client = client_of(manager())
    cost(client, address)
    one = cost(client, address)
    for _ in range(19):
        new_walk().ask()
    assert cost(client, address) == one <= MOST


@pytest.mark.parametrize("part", ["", "edit/", "code/", "substitutions/", "handover/", "merge/", "remove/"])
def test_a_person_s_pages_cost_the_same_however_much_there_is(part: str, new_walk: Callable[[], Walk]) -> None:
    def one_more(number: int) -> None:
        day = today() + timedelta(days=number)
        new_walk().ask()
        stand_in(curator(), manager(), (day, day), manager())

    walk = new_walk().start()
    one_more(0)
    client, people = client_of(manager()), (curator(), walk.mentor, walk.practicum.learner)
    addresses = [f"/people/{person.pk}/{part}" for person in people]
    one = [cost(client, address) for address in addresses]
    for number in range(1, 20):
        one_more(number)
    assert [cost(client, address) for address in addresses] == one
    assert max(one) <= MOST


def test_comparing_two_people_stays_within_the_budget(new_walk: Callable[[], Walk]) -> None:
    walk, other = new_walk().start(), new_walk().start()
    client = client_of(manager())
    assert cost(client, f"/people/{walk.mentor.pk}/merge/?duplicate={other.mentor.pk}") <= MOST


def test_a_substitute_s_inbox_costs_what_the_curator_s_does(new_walk: Callable[[], Walk]) -> None:
    new_walk().start().work(2)
    one = cost(client_of(curator()), "/inbox/")
    substitute = Role.objects.get(kind="trainer").person
    stand_in(curator(), substitute, (today(), today()), manager())
    assert cost(client_of(substitute), "/inbox/") == one


MOST_OF_THE_JOURNAL = 12


def many_days(practicum: Practicum, count: int) -> None:
    """Confirmed days, one after the other: as rows, for logging them one by one would take minutes."""
    first = practicum.entries.get()
    span = first.ends_at - first.starts_at
    rows = []
    for number in range(1, count + 1):
        start = first.starts_at - timedelta(days=number)
        copied = {name: getattr(first, name) for name in ("starts", "ends", "minutes", "chips", "placement", "learner")}
        ids = {"client_id": uuid.uuid4(), "practicum": practicum, "state": "confirmed"}
        rows.append(Entry(day=start.date(), starts_at=start, ends_at=start + span, **copied, **ids))
    Entry.objects.bulk_create(rows)


def test_the_journal_costs_the_same_at_10_and_at_300_days(new_walk: Callable[[], Walk]) -> None:
    practicum = new_walk().start().work(1).practicum
    client = client_of(practicum.learner)
    costs = []
    for count in (10, 290):
        many_days(practicum, count)
        cost(client, "/journal/")
        costs.append(cost(client, "/journal/"))
        practicum.entries.exclude(pk=practicum.entries.latest("day").pk).delete()
    assert costs[0] == costs[1] <= MOST_OF_THE_JOURNAL
