"""Coming in by a mailed link: what it opens, and that looking changes nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import signing
from django.db import connection
from django.urls import reverse
from time_machine import travel

from placements.agreements.models import Placement
from placements.people.host_access import COOKIE, HOME_COOKIE, MOST_LINKS, SALT
from placements.people.links import enter_url, grant_link, renew_link, revoke_link, token_for
from placements.people.models import AccessLink, Person
from tests.people.conftest import Post
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
HostPage = Callable[[AccessLink], str]


def host_page(link: AccessLink) -> str:
    return reverse("host-page", args=[link.public_id])


@contextmanager
def reading_only() -> Iterator[None]:
    """Fails on the first statement that would change the database."""

    def only_select(execute: Any, sql: str, *rest: Any) -> Any:
        assert sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")), sql
        return execute(sql, *rest)

    with connection.execute_wrapper(only_select):
        yield


def test_a_link_leads_on_and_leaves_its_secret_behind(client: StrictClient, link: AccessLink) -> None:
    response = client.get(enter_url(link))
    assert response.status_code == 302
    assert response["Location"] == host_page(link)


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing_however_often(client: StrictClient, link: AccessLink, method: str) -> None:
    look = getattr(client, method)
    with reading_only():
        for _ in range(50):
            look(enter_url(link))
            look(host_page(link), follow=True)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_address_of_a_link_takes_no_acts(client: StrictClient, link: AccessLink, method: str) -> None:
    assert getattr(client, method)(enter_url(link)).status_code == 405


def test_the_cookie_is_for_the_host_pages_only(client: StrictClient, link: AccessLink) -> None:
    client.get(enter_url(link))
    cookie = client.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/host/", True, "Lax")
    assert not cookie["secure"]


def test_the_cookie_is_secure_in_production(client: StrictClient, link: AccessLink, settings: LazySettings) -> None:
    settings.PRODUCTION = True
    client.get(enter_url(link))
    assert client.cookies[COOKIE]["secure"]


def test_the_cookie_does_not_hold_the_secret(client: StrictClient, link: AccessLink) -> None:
    client.get(enter_url(link))
    held = signing.loads(client.cookies[COOKIE].value, salt=SALT)
    assert held == [[link.public_id, link.generation]]


def test_the_cookie_holds_the_last_eight_links(client: StrictClient, link: AccessLink) -> None:
    earlier = [[f"link{number}", 1] for number in range(MOST_LINKS)]
    # Sent by hand: the browser of the test would send it to the host pages only.
    response = client.get(enter_url(link), headers={"Cookie": f"{COOKIE}={signing.dumps(earlier, salt=SALT)}"})
    held = signing.loads(response.cookies[COOKIE].value, salt=SALT)
    assert held == [*earlier[1:], [link.public_id, 1]]


def test_the_home_page_leads_a_company_s_person_to_his_own(client: StrictClient, link: AccessLink) -> None:
    assert client.get("/").url.startswith("/sign-in/")
    client.get(enter_url(link))
    assert client.get("/").url == host_page(link)
    client.cookies[HOME_COOKIE] = "//example.org/"
    assert client.get("/").url.startswith("/sign-in/")


def test_a_stale_form_leads_back_and_lists_only_what_was_written(link: AccessLink) -> None:
    client = StrictClient(enforce_csrf_checks=True)
    client.get(enter_url(link))
    typed = {"entry": "17", "verdict_17": "right", "shown": "1a:2b:3c", "note_17": "Suleti kell viis."}
    response = client.post(f"{host_page(link)}week/", typed)
    page = response.content.decode()
    assert (response.status_code, f'href="{host_page(link)}"' in page, "Suleti kell viis." in page) == (403, True, True)
    assert [value for value in ("right", "1a:2b:3c") if f">{value}<" in page] == []


def test_without_the_cookie_the_page_does_not_open(client: StrictClient, link: AccessLink) -> None:
    assert client.get(host_page(link)).status_code == 404


def test_a_forged_cookie_opens_nothing(client: StrictClient, link: AccessLink) -> None:
    client.cookies[COOKIE] = signing.dumps([[link.public_id, 1]], salt="other")
    assert client.get(host_page(link)).status_code == 404


def test_a_link_does_not_open_another_ones_pages(
    client: StrictClient, link: AccessLink, jelena: Person, placement: Placement
) -> None:
    client.get(enter_url(link))
    assert client.get(host_page(grant_link(jelena, placement))).status_code == 404


def test_pages_are_neither_stored_nor_told_to_other_sites(client: StrictClient, link: AccessLink) -> None:
    for address in (enter_url(link), "/h/nothing.x/", host_page(link), "/lost-link/"):
        response = client.get(address)
        assert response["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response["Cache-Control"]


def test_who_is_in_is_out_once_the_link_is_revoked(client: StrictClient, link: AccessLink) -> None:
    client.get(enter_url(link))
    revoke_link(link)
    assert client.get(host_page(link)).status_code == 403


def test_who_is_in_is_out_once_the_link_was_renewed(client: StrictClient, link: AccessLink) -> None:
    client.get(enter_url(link))
    renew_link(link)
    assert client.get(host_page(link)).status_code == 403


def test_who_is_in_is_out_once_the_link_expired(client: StrictClient, link: AccessLink) -> None:
    client.get(enter_url(link))
    AccessLink.objects.update(expires_at=link.created_at)
    assert client.get(host_page(link)).status_code == 410


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_an_expired_link_has_one_button_and_no_field(client: StrictClient, link: AccessLink, language: str) -> None:
    with travel(link.expires_at + timedelta(days=1)):
        response = client.get(enter_url(link), {"lang": language})
    page = response.content.decode()
    assert response.status_code == 410
    assert f'action="{reverse("new-link")}"' in page
    assert 'type="email"' not in page


def test_an_expired_links_page_hints_at_the_address_without_telling_it(client: StrictClient, link: AccessLink) -> None:
    with travel(link.expires_at):
        page = client.get(enter_url(link)).content.decode()
    assert link.person.email_masked in page
    assert str(link.person.email) not in page


def renew_by_button(client: StrictClient, link: AccessLink) -> Any:
    page = client.get(enter_url(link))
    return client.post(reverse("new-link"), {"renewal": page.context["renewal"]})


def test_the_button_sends_a_link_that_opens(client: StrictClient, link: AccessLink, post: Post) -> None:
    post()
    with travel(link.expires_at + timedelta(days=1)):
        assert renew_by_button(client, link).status_code == 200
        (text,) = post()
        address = "/h/" + text.partition("/h/")[2].split()[0]
        assert client.get(address)["Location"] == host_page(link)


def test_pressing_twice_sends_one_mail(client: StrictClient, link: AccessLink, post: Post) -> None:
    post()
    with travel(link.expires_at + timedelta(days=1)):
        renewal = client.get(enter_url(link)).context["renewal"]
        answers = [client.post(reverse("new-link"), {"renewal": renewal}).status_code for _ in range(2)]
        assert answers == [200, 200]
        assert len(post()) == 1


def test_a_made_up_renewal_leads_to_the_lost_link_page(client: StrictClient, link: AccessLink, post: Post) -> None:
    post()
    response = client.post(reverse("new-link"), {"renewal": signing.dumps([link.pk, 1], salt="other")})
    assert response["Location"] == reverse("lost-link")
    assert post() == []


@pytest.mark.parametrize("change", ["altered", "unknown", "revoked"])
def test_every_other_problem_leads_to_the_lost_link_page(client: StrictClient, link: AccessLink, change: str) -> None:
    token = token_for(link)
    if change == "revoked":
        revoke_link(link)
    token = {"altered": token[:-1], "unknown": f"x{token}"}.get(change, token)
    page = client.get(reverse("host-enter", args=[token])).content.decode()
    assert reverse("lost-link") in page


def test_the_page_speaks_the_links_persons_language(client: StrictClient, link: AccessLink) -> None:
    Person.objects.filter(pk=link.person_id).update(language="ru")
    client.get(enter_url(link))
    assert client.cookies["praktika_language"].value == "ru"
