"""Looking at the company's pages changes no row, and a copy of the database opens nothing."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from config.demo.walk import Walk
from placements.agreements.selectors import agreement_in_signing
from placements.cohorts.models import Role
from placements.people.codes import code_of, issue_code
from placements.people.invitations import invite
from placements.people.invitations import token_for as invitation_token
from placements.people.links import LinkProblem, enter_url, grant_link, read_token, token_for
from placements.people.models import AccessLink
from placements.records.models import WorkItem
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
NewWalk = Callable[[], Walk]
LEFT_OUT = {"django_session", "django_migrations"}
# Of each kind of look, so that every page is visited fifty times.
VISITS = 25


def dump() -> dict[str, str]:
    """Every row of every table, as text."""
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - LEFT_OUT):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = repr(sorted(map(repr, cursor.fetchall())))
    return rows


def host_routes() -> set[str]:
    """The patterns of all pages below host/<public_id>/."""

    def walk(patterns: list[URLPattern | URLResolver], before: str = "") -> set[str]:
        found = set()
        for each in patterns:
            route = before + str(each.pattern)
            found |= walk(each.url_patterns, route) if isinstance(each, URLResolver) else {route}
        return found

    return {route for route in walk(get_resolver().url_patterns) if route.startswith("host/<str:public_id>/")}


def addresses(link: AccessLink) -> list[str]:
    """Each host page of this link, with the mentor's own item where one is named; and the ways in and out."""
    item = WorkItem.objects.open().filter(owner=link.person).order_by("-pk")[0].pk
    pages = [f"/{re.sub('<int:[^>]*>', str(item), route)}" for route in sorted(host_routes())]
    own = [page.replace("<str:public_id>", link.public_id) for page in pages]
    return [enter_url(link), *own, reverse("lost-link"), reverse("new-link")]


@pytest.mark.database
def test_fifty_looks_at_every_host_page_change_no_row(new_walk: NewWalk) -> None:
    walk = new_walk().start().work(3).confirm().work(2)
    link, client = grant_link(walk.mentor, walk.practicum.placements.get()), StrictClient()
    seen, before = set(), dump()
    for address in addresses(link):
        for look in (client.get, client.head):
            answers = {look(address).status_code for _ in range(VISITS)}
            assert answers <= {200, 302, 404, 405}, (address, answers)
            seen |= {address for _ in [0] if 200 in answers}
    assert dump() == before
    assert len(seen) >= 4, seen


def test_each_word_of_a_copy_of_the_database_opens_no_link(new_walk: NewWalk) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True)
    link = grant_link(walk.mentor, walk.practicum.placements.get())
    words = set(re.findall(r"[\w=-]{20,}", "".join(dump().values())))
    tried = [f"{link.public_id}.{word}" for word in words]
    assert len(tried) > 20
    assert read_token(token_for(link), timezone.now()) == link
    for token in tried:
        with pytest.raises(LinkProblem):
            read_token(token, timezone.now())


def test_a_copy_of_the_database_holds_no_secret(new_walk: NewWalk) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True)
    link = grant_link(walk.mentor, walk.practicum.placements.get())
    agreement = agreement_in_signing(walk.practicum)
    assert agreement is not None
    code = code_of(issue_code(walk.practicum.learner, "agreement", agreement.pk))
    invitation = invite(Role.objects.filter(kind="trainer")[0].person, None)
    assert invitation is not None
    secrets = [
        token_for(link).partition(".")[2],
        invitation_token(invitation).partition(".")[2],
        f"'{code}'",
        f" {code} ",
    ]
    copy = "".join(dump().values())
    assert [secret for secret in secrets if secret in copy] == []
