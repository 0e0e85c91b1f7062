"""Every page carries the strict policy; a company's pages are neither stored nor referred from."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.people.links import enter_url, grant_link
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def policy(client: StrictClient, address: str) -> dict[str, str]:
    header = client.get(address).headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


@pytest.mark.parametrize("address", ["/sign-in/", "/lost-link/", "/styleguide/"])
def test_nothing_inline_and_nothing_from_elsewhere_may_run(client: StrictClient, address: str) -> None:
    rules = policy(client, address)
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in str(rules)
    assert "http" not in rules["script-src"]


def test_a_company_s_page_is_not_stored_and_tells_nobody_its_path(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve")
    client = StrictClient()
    entered = client.get(enter_url(grant_link(walk.mentor, walk.practicum.placements.get())), follow=True)
    assert entered.status_code == 200
    assert "no-store" in entered.headers["Cache-Control"]
    assert entered.headers["Referrer-Policy"] == "strict-origin"
