"""Signing in with a mailed code, and who cannot."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from notifications.models import OutboxMessage
from placements.people.adapter import sign_in_code_of
from placements.people.models import Person
from tests.people.conftest import Post
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
CODE_PAGE = "/sign-in/code/"


def ask(client: StrictClient, email: str, **extra: str) -> Any:
    return client.post("/sign-in/", {"email": email, **extra}, follow=True)


def enter(client: StrictClient, code: str, **extra: str) -> Any:
    return client.post(CODE_PAGE, {"code": code, "action": "verify", **extra})


def mailed(texts: list[str]) -> str:
    """The code in the one mail that came."""
    (text,) = texts
    return re.findall(r"^\d{6}$", text, re.MULTILINE)[0]


def signed_in(client: StrictClient) -> str:
    """The id of the signed-in person, or nothing."""
    return str(client.session.get("_auth_user_id", ""))


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_a_person_signs_in_with_the_code_from_the_mail(
    client: StrictClient, jelena: Person, post: Post, language: str
) -> None:
    client.get("/sign-in/", {"lang": language})
    assert ask(client, "jelena.morozova@example.ee").redirect_chain == [(CODE_PAGE, 302)]
    response = enter(client, mailed(post()))
    assert response["Location"] == reverse("home")
    assert signed_in(client) == str(jelena.pk)


def test_after_signing_in_the_page_that_was_asked_for_opens(client: StrictClient, jelena: Person, post: Post) -> None:
    to_sign_in = client.get("/me/")["Location"]
    page = client.get(to_sign_in)
    page = ask(client, str(jelena.email), next=page.context["redirect_field_value"])
    response = enter(client, mailed(post()), next=page.context["redirect_field_value"])
    assert response["Location"] == "/me/"


def test_nobody_is_led_to_another_site(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email), next="https://elsewhere.example/")
    response = enter(client, mailed(post()), next="https://elsewhere.example/")
    assert response["Location"] == reverse("home")


def test_the_address_may_be_typed_in_capitals_and_the_code_with_blanks(
    client: StrictClient, jelena: Person, post: Post
) -> None:
    ask(client, " JELENA.Morozova@Example.EE ")
    code = mailed(post())
    enter(client, f" {code[:3]} {code[3:]} ")
    assert signed_in(client) == str(jelena.pk)


def test_neither_session_nor_outbox_holds_the_code(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email))
    held = repr([session.get_decoded() for session in Session.objects.all()]) + repr(OutboxMessage.objects.values())
    assert mailed(post()) not in held


def test_with_another_key_the_session_tells_no_code(jelena: Person, settings: LazySettings) -> None:
    code = sign_in_code_of("seed")
    settings.LINK_KEY = "another"
    assert sign_in_code_of("seed") != code


def test_the_code_is_not_in_the_subject(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email))
    code = mailed(post())
    assert code not in mail.outbox[0].subject


STRANGERS = ["unknown", "mentor", "inactive", "former"]


def stranger(kind: str) -> str:
    """An address by which nobody can sign in."""
    email = f"{kind}@example.ee"
    if kind in {"mentor", "inactive"}:
        Person.objects.create(
            name="Kristjan Tamm", email=email, has_account=kind != "mentor", is_active=kind == "mentor"
        )
    if kind == "former":
        person = Person.objects.create(name="Jelena Morozova", email="jelena@example.ee")
        EmailAddress.objects.create(user=person, email=email, verified=True)
    return email


@pytest.mark.parametrize("kind", STRANGERS)
def test_who_cannot_sign_in_sees_the_same_page_and_gets_no_mail(jelena: Person, post: Post, kind: str) -> None:
    email, pages = stranger(kind), []
    for address in (email, str(jelena.email)):
        page = ask(StrictClient(), address).content.decode().replace(address, "")
        pages.append(re.sub(r'nonce="[^"]+"|value="[^"]{64}"|\d\d:\d\d', "", page))
    assert pages[0] == pages[1]
    assert [each.to for each in _sent(post)] == [[jelena.email]]


def _sent(post: Post) -> list[Any]:
    post()
    return list(mail.outbox)


@pytest.mark.parametrize("kind", STRANGERS)
@pytest.mark.parametrize("code", ["", "000000", "None"])
def test_no_code_lets_a_stranger_in(client: StrictClient, db: None, kind: str, code: str) -> None:
    ask(client, stranger(kind))
    assert enter(client, code).status_code == 200
    assert signed_in(client) == ""


def test_a_wrong_code_says_so_and_the_right_one_still_works(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email))
    code = mailed(post())
    page = enter(client, f"{(int(code) + 1) % 1_000_000:06d}").content.decode()
    assert 'id="id_code_error"' in page
    enter(client, code)
    assert signed_in(client) == str(jelena.pk)


def test_after_five_wrong_tries_the_code_is_dead(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email))
    code = mailed(post())
    for _ in range(5):
        enter(client, f"{(int(code) + 1) % 1_000_000:06d}")
    enter(client, code)
    assert signed_in(client) == ""


def test_a_code_is_valid_for_ten_minutes(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email))
    code = mailed(post())
    with travel(timezone.now() + timedelta(minutes=10, seconds=2)):
        enter(client, code)
        assert signed_in(client) == ""


def test_a_mail_that_comes_too_late_is_not_sent(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email))
    with travel(timezone.now() + timedelta(minutes=11)):
        assert post() == []


def test_a_new_code_makes_the_earlier_one_useless(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email))
    first = mailed(post())
    ask(client, str(jelena.email))
    second = mailed(post())
    if first != second:
        enter(client, first)
        assert signed_in(client) == ""
    enter(client, second)
    assert signed_in(client) == str(jelena.pk)


def test_the_code_of_one_browser_opens_no_other(client: StrictClient, jelena: Person, post: Post) -> None:
    ask(client, str(jelena.email))
    code, other = mailed(post()), StrictClient()
    assert enter(other, code)["Location"] == "/sign-in/"
    assert signed_in(other) == ""


def test_codes_cannot_be_asked_for_without_end(client: StrictClient, jelena: Person, post: Post) -> None:
    for _ in range(6):
        page = ask(client, str(jelena.email))
    assert 'id="id_email_error"' in page.content.decode()
    assert len(post()) == 3


@pytest.mark.parametrize(("keep", "closes_with_the_browser"), [({"keep": "on"}, False), ({}, True)])
def test_one_stays_signed_in_only_where_one_wants(
    client: StrictClient, jelena: Person, post: Post, keep: dict[str, str], closes_with_the_browser: bool
) -> None:
    ask(client, str(jelena.email))
    enter(client, mailed(post()), **keep)
    assert client.session.get_expire_at_browser_close() is closes_with_the_browser
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


@pytest.mark.parametrize("loss", [{"has_account": False}, {"is_active": False}])
def test_who_loses_the_account_is_out_at_once(client: StrictClient, jelena: Person, loss: dict[str, bool]) -> None:
    client.force_login(jelena)
    assert client.get("/me/").status_code == 200
    Person.objects.filter(pk=jelena.pk).update(**loss)
    assert client.get("/me/")["Location"] == "/sign-in/?next=/me/"


def test_signing_out_takes_a_press_of_the_button(client: StrictClient, jelena: Person) -> None:
    client.force_login(jelena)
    client.get("/sign-out/")
    assert signed_in(client) == str(jelena.pk)
    client.post("/sign-out/")
    assert signed_in(client) == ""


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "password/change/", "email/", "login/"])
@pytest.mark.parametrize("root", ["/", "/accounts/", "/sign-in/"])
def test_nothing_else_of_the_library_has_an_address(client: StrictClient, db: None, root: str, path: str) -> None:
    assert client.get(root + path).status_code == 404
