"""A mail scanner that opens a mentor's link in a browser, runs its scripts and follows every link: no row changes."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.people.links import enter_url, grant_link
from tests.browser.surfers import Screens, Surfer
from tests.people.test_nothing_moves import dump

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = Screens(390, "et")


def test_a_scanner_that_runs_scripts_changes_no_row(walk: Walk, surf: Callable[..., Surfer]) -> None:
    link = grant_link(walk.mentor, walk.practicum.placements.get())
    scanner, before = surf(walk.mentor, PHONE), dump()
    scanner.page.goto(scanner.server + enter_url(link), wait_until="networkidle")
    found = scanner.page.eval_on_selector_all("a[href*='/host/']", "links => links.map(link => link.href)")
    pages = {scanner.page.url, *found, f"{scanner.server}/host/{link.public_id}/done/"}
    for address in sorted(pages):
        scanner.page.goto(address, wait_until="networkidle")
    assert f"/host/{link.public_id}/" in scanner.page.url
    assert scanner.page.locator("form").count() > 0
    assert {table for table, rows in dump().items() if rows != before[table]} == set()
