"""The outbox: nothing is lost, nothing is doubled, a failure waits for another try."""

import smtplib
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.utils import timezone

from notifications import leases, registry, relay
from notifications.delivery import ATTEMPTS, deliver_message
from notifications.models import OutboxFence, OutboxMessage
from notifications.registry import MailContent, register_consumer, register_mail
from notifications.services import cancel_message, queue_message, send_again

LETTER = MailContent("a@example.ee", "Tere", "tekst", "<p>tekst</p>", "et")


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_builders", dict(registry._builders))
    monkeypatch.setattr(registry, "_consumers", dict(registry._consumers))
    monkeypatch.setattr(registry, "_dead_letter_hooks", [])
    register_mail("greeting", lambda payload, person: LETTER)


def queued(**ids: int) -> OutboxMessage:
    with transaction.atomic():
        return queue_message("greeting", **ids)


@pytest.mark.django_db
def test_a_message_goes_out_once() -> None:
    message = queued(item=1)
    deliver_message(message.pk)
    deliver_message(message.pk)
    message.refresh_from_db()
    assert (message.state, len(mail.outbox)) == ("done", 1)
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<outbox-{message.pk}@")


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_a_rolled_back_change_leaves_no_message() -> None:
    with pytest.raises(ValueError, match="undone"):
        _change_that_fails()
    assert not OutboxMessage.objects.exists()


@transaction.atomic
def _change_that_fails() -> None:
    queue_message("greeting", item=1)
    raise ValueError("undone")


@pytest.mark.django_db
def test_the_outbox_takes_no_texts() -> None:
    with pytest.raises(ValueError, match="texts"), transaction.atomic():
        queue_message("greeting", note="a secret sentence")


@pytest.mark.django_db
def test_the_same_dedupe_key_is_queued_once() -> None:
    with transaction.atomic():
        first, second = (queue_message("greeting", dedupe_key="digest:1:2026-11-24") for _ in range(2))
    assert first.pk == second.pk


@pytest.mark.django_db
def test_a_message_taken_back_in_time_never_goes() -> None:
    message = queued()
    assert cancel_message(message.pk)
    deliver_message(message.pk)
    assert not mail.outbox


@pytest.mark.django_db
def test_a_failing_mail_server_gets_eight_tries_and_then_somebody_is_told() -> None:
    told: list[int] = []
    registry.register_dead_letter_hook(lambda message: told.append(message.pk))
    register_mail("greeting", broken_builder)
    message = queued()
    for _ in range(ATTEMPTS + 2):
        OutboxMessage.objects.update(due_at=timezone.now())
        deliver_message(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts, told) == ("dead", ATTEMPTS, [message.pk])
    assert message.last_error == "SMTPServerDisconnected"


def broken_builder(payload: Any, person: Any) -> MailContent:
    raise smtplib.SMTPServerDisconnected("a@example.ee")


@pytest.mark.django_db
def test_a_dead_message_can_be_sent_again() -> None:
    message = queued()
    OutboxMessage.objects.update(state="dead", attempts=ATTEMPTS)
    assert send_again(message.pk)
    deliver_message(message.pk)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_message_whose_worker_was_killed_is_taken_up_after_its_lease() -> None:
    message = queued()
    assert leases.claim(message.pk, timezone.now())
    assert leases.claim(message.pk, timezone.now()) is None
    later = timezone.now() + leases.LEASE + timedelta(seconds=1)
    assert [each.pk for each in relay.due_messages(later)] == [message.pk]
    assert leases.claim(message.pk, later)


@pytest.mark.django_db
def test_after_a_restore_older_messages_wait_behind_the_fence() -> None:
    queued()
    OutboxFence.objects.create(before=timezone.now() + timedelta(seconds=1))
    assert not relay.due_messages(timezone.now() + timedelta(seconds=2)).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_two_relays_at_once_publish_each_message_once() -> None:
    ids = {queued(item=number).pk for number in range(60)}
    gate, claimed = threading.Barrier(2), list[int]()

    def run() -> None:
        gate.wait(timeout=10)
        claimed.extend(relay.claim_batch(timezone.now()))
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(claimed) == sorted(ids)


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_a_mail_is_sent_outside_any_transaction_and_a_database_consumer_inside_one() -> None:
    seen: dict[str, bool] = {}
    register_mail("greeting", lambda payload, person: seen.update(mail=connection.in_atomic_block))
    register_consumer("note", lambda payload: seen.update(note=connection.in_atomic_block), touches_only_database=True)
    with transaction.atomic():
        ids = [queue_message("greeting").pk, queue_message("note").pk]
    for pk in ids:
        deliver_message(pk)
    assert seen == {"mail": False, "note": True}
