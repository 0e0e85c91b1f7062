"""A mentor with two learners at one company, and his browser."""

from collections.abc import Callable
from typing import Any

import pytest

from config.demo.walk import Walk
from placements.people.links import enter_url, grant_link
from tests.journeys.people import hidden_fields
from tests.strictness import StrictClient

Walks = Callable[[], Walk]


def two_learners(new_walk: Walks) -> tuple[Walk, Walk]:
    """Each has days that wait for the same mentor: two and one."""
    first, second = new_walk().start().work(2), new_walk()
    second.host, second.mentor = first.host, first.mentor
    return first, second.start().work(1)


def entered(walk: Walk) -> tuple[StrictClient, str]:
    link = grant_link(walk.mentor, walk.practicum.placements.get())
    client = StrictClient()
    client.get(enter_url(link))
    return client, f"/host/{link.public_id}/"


def sent(client: StrictClient, address: str, monkeypatch: pytest.MonkeyPatch, **changes: Any) -> Any:
    """The week as it was shown, with these answers, sent slowly enough."""
    page = client.get(address).content.decode()
    monkeypatch.setattr("placements.journal.host_views.QUICKEST_SECONDS", -1)
    return client.post(address, hidden_fields(page) | {"entry": shown(page)} | changes)


def shown(page: str) -> list[str]:
    return [part.partition('"')[0] for part in page.split('name="entry" value="')[1:]]
