"""The inbox: whose items, in which order, put off, page by page."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from config.demo.walk import Walk
from placements import clock
from placements.overview import inbox
from placements.overview.inbox import MINE, OTHERS, SNOOZED, inbox_page, items_of
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def person(kind: str) -> Person:
    return Person.objects.filter(roles__kind=kind).order_by("pk")[0]


def signed_in(someone: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(someone)
    return client


def keys(page: inbox.InboxPage) -> list[int]:
    return [row.pk for group in page.groups for row in group.rows]


def test_items_are_grouped_by_how_soon_they_are_due(new_walk: Callable[[], Walk]) -> None:
    now = clock.now()
    for days in (-1, 0, 7, 8):
        walk = new_walk().ask()
        due_at = clock.end_of_day(clock.local_date(now) + timedelta(days=days))
        WorkItem.objects.open().filter(practicum=walk.practicum, kind="review").update(due_at=due_at)
    page = inbox_page(person("curator"), MINE, now)
    reviews = [[row for row in group.rows if row.icon == "shop"] for group in page.groups]
    assert [len(rows) for rows in reviews] == [2, 1, 1]


def test_the_next_page_goes_on_where_the_first_ended(
    new_walk: Callable[[], Walk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    for _ in range(3):
        new_walk().ask()
    someone, now = person("curator"), clock.now()
    seen, after = [], ""
    while len(seen) < 20:
        page = inbox_page(someone, MINE, now, after=after)
        seen += keys(page)
        if not (after := page.next_page):
            break
    expected = list(items_of(someone, MINE, now).order_by("due_at", "pk").values_list("pk", flat=True))
    assert seen == expected


@pytest.mark.parametrize(
    "key", ["", "x", "-", "1-", "9" * 60, "99999999999999999-1", "1_0-2", "9" * 25 + "-1", "²-1", "1-" + "9" * 30]
)
def test_an_odd_page_key_is_no_fault_of_ours(key: str, new_walk: Callable[[], Walk]) -> None:
    new_walk().ask()
    assert signed_in(person("curator")).get("/inbox/", {"after": key}).status_code == 200


def test_a_snoozed_item_leaves_the_list_until_tomorrow_and_keeps_its_due_date(new_walk: Callable[[], Walk]) -> None:
    walk, someone = new_walk().ask(), person("curator")
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="review")
    assert signed_in(someone).post(f"/inbox/{item.pk}/snooze/").status_code == 302
    now = clock.now()
    assert item in items_of(someone, SNOOZED, now)
    assert item not in items_of(someone, MINE, now)
    assert item in items_of(someone, MINE, now + timedelta(days=1, hours=12))
    assert WorkItem.objects.get(pk=item.pk).due_at == item.due_at


def test_an_item_opened_from_the_snoozed_list_keeps_that_list_beside_it(new_walk: Callable[[], Walk]) -> None:
    walk, client = new_walk().ask(), signed_in(person("curator"))
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="review")
    client.post(f"/inbox/{item.pk}/snooze/")
    assert f"/inbox/{item.pk}/?tab=snoozed" in client.get("/inbox/?tab=snoozed").content.decode()


def test_a_manager_of_the_whole_school_sees_what_waits_for_others(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask()
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="review")
    assert item in items_of(person("manager"), OTHERS, clock.now())
    assert item not in items_of(person("manager"), MINE, clock.now())


def test_an_auditor_s_inbox_is_empty(new_walk: Callable[[], Walk]) -> None:
    new_walk().ask()
    assert [items_of(person("auditor"), tab, clock.now()).count() for tab in (MINE, OTHERS, SNOOZED)] == [0, 0, 0]


def test_the_menu_counts_what_waits_for_me(new_walk: Callable[[], Walk]) -> None:
    new_walk().ask()
    someone = person("curator")
    number = items_of(someone, MINE, clock.now()).count()
    assert f'<span class="n">{number}</span>' in signed_in(someone).get("/learners/").content.decode()
