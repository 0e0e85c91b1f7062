"""A trial mail to oneself; and where mails stay on this machine, the page on which they are read."""

from datetime import date, time
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from config.checks import check_mailbox
from config.env import has_mailbox
from config.supervision.welcome import Occasion, greeting
from notifications.delivery import deliver_message
from notifications.models import MailboxMessage, OutboxMessage
from placements import clock
from placements.people.models import Person
from placements.people.trial_mail import last_trial_mail, send_trial_mail
from placements.records.models import HistoryEntry
from tests.strictness import StrictClient

VARIABLES = ("DEMO", "PRODUCTION", "EMAIL_HOST", "EMAIL_BACKEND", "MAILBOX", "ALLOWED_HOSTS")


@pytest.mark.django_db
def test_the_manager_gets_a_mail_of_her_own(desk: StrictClient, piret: Person) -> None:
    assert desk.post("/setup/trial-mail/")["Location"] == "/setup/"
    message = last_trial_mail()
    assert message is not None
    deliver_message(message.pk)
    assert [each.to for each in mail.outbox] == [[piret.email]]
    assert HistoryEntry.objects.filter(action="mail.tested", actor=piret).exists()


@pytest.mark.django_db
def test_pressing_many_times_sends_one_mail_a_minute(desk: StrictClient, time_machine: Any) -> None:
    time_machine.move_to("2026-11-20T09:00:10+02:00", tick=False)
    for _ in range(5):
        desk.post("/setup/trial-mail/")
    assert OutboxMessage.objects.count() == 1


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("variables", "stay"),
    [
        ({}, True),
        ({"DEMO": "1"}, True),
        ({"DEMO": "1", "EMAIL_HOST": "mail.example.ee"}, True),
        ({"EMAIL_HOST": "mail.example.ee"}, False),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, False),
        ({"PRODUCTION": "1"}, False),
        ({"ALLOWED_HOSTS": "praktika.example"}, False),
        ({"ALLOWED_HOSTS": "localhost"}, True),
        ({"MAILBOX": "0"}, False),
        ({"MAILBOX": "1", "EMAIL_HOST": "mail.example.ee"}, True),
    ],
)
def test_mails_stay_on_one_s_own_machine_while_no_server_is_set(
    environment: pytest.MonkeyPatch, variables: dict[str, str], stay: bool
) -> None:
    for name, value in variables.items():
        environment.setenv(name, value)
    assert has_mailbox() == stay


@pytest.mark.django_db
def test_the_mailbox_opens_where_mails_stay(client: StrictClient, settings: Any) -> None:
    kept = MailboxMessage.objects.create(message_id="1", to="piret@example.ee", subject="Kood", text="123456")
    addresses = ("/mailbox/", f"/mailbox/{kept.pk}/", f"/mailbox/{kept.pk}/html/")
    assert {client.get(address).status_code for address in addresses} == {404}
    settings.MAILBOX = True
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.django_db
def test_the_mailbox_says_which_mails_go_later(desk: StrictClient, piret: Person, settings: Any) -> None:
    settings.MAILBOX = True
    send_trial_mail(piret)
    assert "Sent later" not in desk.get("/mailbox/?lang=en").content.decode()
    OutboxMessage.objects.update(due_at=clock.instant(date(2099, 1, 5), time(8)))
    page = desk.get("/mailbox/?lang=en").content.decode()
    assert "Sent later" in page
    assert "05.01 08:00" in page


def test_the_mailbox_in_production_is_refused(settings: Any) -> None:
    settings.MAILBOX = settings.PRODUCTION = True
    with pytest.raises(SystemCheckError, match="MAILBOX and PRODUCTION are both set"):
        call_command("check")
    settings.PRODUCTION = False
    assert check_mailbox() == []


@pytest.mark.parametrize(
    ("occasion", "words", "unsaid"),
    [
        (Occasion(is_demo=True, has_mailbox=True), "Jelena Morozova", "No mail server"),
        (Occasion(is_demo=False, has_mailbox=True), "http://127.0.0.1:8001/mailbox/", "begins here"),
        (Occasion(is_demo=False, setup_link="http://x/setup/first/?code=y"), "http://x/setup/first/?code=y", "mailbox"),
    ],
)
def test_the_welcome_says_where_mails_are_and_where_a_school_begins(
    occasion: Occasion, words: str, unsaid: str
) -> None:
    said = greeting("8001", occasion)
    assert words in said
    assert unsaid not in said
    assert "http://127.0.0.1:8001/" in said
