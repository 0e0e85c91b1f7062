"""How an empty installation begins: by the set-up code, once."""

import io
import logging
import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.logs import without_links
from config.management.commands import start
from notifications.delivery import deliver_message
from notifications.models import OutboxMessage
from placements.cohorts.models import Role
from placements.cohorts.opening import FirstManager, open_school
from placements.people.models import Person
from placements.people.setup_code import is_setup_code, setup_code, setup_link
from placements.records.models import HistoryEntry
from placements.records.selectors import provider_settings
from placements.refusals import Refused
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRST = FirstManager(" Uus  Koolitus OÜ ", "Piret Kallas", " Piret@Example.EE ", "ru")
PAGE = "/setup/first/"
TYPED = {"school": "Uus Koolitus OÜ", "name": "Piret Kallas", "email": "piret@example.ee", "language": "et"}


def nothing_is_made() -> bool:
    return not (Person.objects.exists() or Role.objects.exists() or HistoryEntry.objects.exists())


def test_the_first_manager_gets_an_account_and_a_role_in_the_whole_school() -> None:
    person = open_school(FIRST, setup_code())
    role = Role.objects.get()
    assert (person.email, person.language, person.has_account) == ("piret@example.ee", "ru", True)
    assert (role.person, role.kind, role.cohort) == (person, "manager", None)
    assert provider_settings().name == "Uus Koolitus OÜ"
    assert HistoryEntry.objects.filter(action="school.opened", actor=person).exists()


@pytest.mark.parametrize("code", ["", "x", "õ" * 24, "\ud800"])
def test_a_wrong_code_opens_nothing(code: str) -> None:
    with pytest.raises(Refused, match=r"setup\.code"):
        open_school(FIRST, code)
    assert nothing_is_made()


def test_of_two_at_once_the_second_finds_a_manager_and_changes_nothing() -> None:
    open_school(FIRST, setup_code())
    with pytest.raises(Refused, match=r"setup\.opened"):
        open_school(FirstManager("Muu Kool", "Mari Muu", "mari@example.ee"), setup_code())
    assert provider_settings().name == "Uus Koolitus OÜ"
    assert Person.objects.count() == 1


def test_the_settings_are_locked_before_a_manager_is_looked_for() -> None:
    with CaptureQueriesContext(connection) as queries:
        open_school(FIRST, setup_code())
    asked = [query["sql"] for query in queries.captured_queries]
    locked = [number for number, sql in enumerate(asked) if "placements_providersettings" in sql]
    looked = [number for number, sql in enumerate(asked) if "placements_role" in sql]
    assert locked[0] < looked[0]


@pytest.mark.parametrize(
    ("school", "name", "email", "code"),
    [
        ("", "Piret", "piret@example.ee", "setup.school"),
        ("x" * 201, "Piret", "piret@example.ee", "setup.school"),
        ("Kool", " ", "piret@example.ee", "person.name"),
        ("Kool", "Piret", " ", "setup.address"),
    ],
)
def test_whoever_is_nobody_opens_nothing(school: str, name: str, email: str, code: str) -> None:
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        open_school(FirstManager(school, name, email), setup_code())
    assert nothing_is_made()


def test_the_code_is_of_this_installation_s_key(settings: Any) -> None:
    code = setup_code()
    assert is_setup_code(f" {code}\n")
    settings.LINK_KEY = "another"
    assert not is_setup_code(code)


def test_an_empty_installation_leads_to_its_beginning(client: StrictClient) -> None:
    assert client.get("/", follow=True).redirect_chain[-1] == (PAGE, 302)
    assert client.get("/sign-in/")["Location"] == PAGE


def test_without_the_link_the_page_asks_for_the_code(client: StrictClient) -> None:
    assert 'type="text" name="code"' in client.get(PAGE).content.decode()
    page = client.get(setup_link().partition("8000")[2]).content.decode()
    assert f'type="hidden" name="code" value="{setup_code()}"' in page


def test_the_first_manager_signs_in_with_a_mailed_code_and_comes_to_the_set_up(client: StrictClient) -> None:
    page = client.post(PAGE, TYPED | {"code": setup_code()}, follow=True)
    assert page.context["form"]["email"].value() == "piret@example.ee"
    client.post("/sign-in/", {"email": "piret@example.ee", "next": "/setup/"})
    for message in OutboxMessage.objects.all():
        deliver_message(message.pk)
    code = re.findall(r"^\d{6}$", str(mail.outbox[0].body), re.MULTILINE)[0]
    response = client.post("/sign-in/code/", {"code": code, "action": "verify", "next": "/setup/"})
    assert response["Location"] == "/setup/"
    assert client.get("/setup/").status_code == 200


def test_a_wrong_code_is_said_and_everything_typed_is_kept(client: StrictClient) -> None:
    response = client.post(PAGE, TYPED | {"code": "vale"})
    assert response.status_code == 409
    assert 'value="Uus Koolitus OÜ"' in response.content.decode()
    assert nothing_is_made()


def test_once_there_is_a_manager_there_is_no_such_page(client: StrictClient) -> None:
    open_school(FIRST, setup_code())
    assert client.get(PAGE, {"code": setup_code()}).status_code == 404
    assert client.post(PAGE, TYPED | {"code": setup_code()}).status_code == 404
    assert client.get("/sign-in/").status_code == 200


def test_a_manager_who_left_does_not_open_the_page_again(client: StrictClient) -> None:
    person = open_school(FIRST, setup_code())
    Person.objects.filter(pk=person.pk).update(is_active=False, has_account=False)
    assert client.get(PAGE, {"code": setup_code()}).status_code == 404


@pytest.mark.parametrize("value", ["", "a\0b", "\u202e", "x" * 20_000, "💥", "<script>"])
def test_hostile_values_never_break_the_beginning(client: StrictClient, value: str) -> None:
    for name in (*TYPED, "code"):
        response = client.post(PAGE, TYPED | {"code": "vale", name: value})
        assert response.status_code in {409, 422}, name
    # A NUL character is refused in any address.
    assert client.get(PAGE, {"code": value}).status_code == (400 if "\0" in value else 200)
    assert nothing_is_made()


def test_the_page_is_neither_stored_nor_its_code_logged(client: StrictClient) -> None:
    response = client.get(PAGE, {"code": setup_code()})
    assert "no-store" in response["Cache-Control"]
    line = f"request='GET /setup/first/?code={setup_code()}' level='info'"
    assert setup_code() not in without_links(logging.getLogger(), "info", line)


def test_the_command_prints_the_link_while_there_is_no_manager() -> None:
    output = io.StringIO()
    call_command("setup_code", stdout=output)
    assert output.getvalue().strip() == setup_link()
    open_school(FIRST, setup_code())
    call_command("setup_code", stdout=output)
    assert "already" in output.getvalue()


@pytest.mark.parametrize("has_manager", [True, False])
def test_starting_tells_the_supervisor_the_link_while_there_is_no_manager(
    monkeypatch: pytest.MonkeyPatch, has_manager: bool
) -> None:
    monkeypatch.delenv("SETUP_LINK", raising=False)
    called: list[str] = []
    monkeypatch.setattr(start, "call_command", lambda name, **_: called.append(name))
    if has_manager:
        open_school(FIRST, setup_code())
    start.Command().handle()
    assert start.os.environ.get("SETUP_LINK", "") == ("" if has_manager else setup_link())
    assert called == ["compile_messages", "migrate", "serve"]
