"""The public page for a lost link: it never tells who is known, and breaks nobody's link."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notifications.models import OutboxMessage
from placements.people.links import read_token, token_for
from placements.people.models import AccessLink
from tests.people.conftest import Post
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def ask(client: StrictClient, email: str, **extra: Any) -> Any:
    return client.post(reverse("lost-link"), {"email": email}, **extra)


def body(response: Any) -> str:
    """The page without the nonce that differs each time."""
    return re.sub(r'nonce="[^"]+"', "", response.content.decode())


def test_the_answer_is_the_same_for_known_and_unknown(client: StrictClient, link: AccessLink) -> None:
    known, unknown = ask(client, str(link.person.email)), ask(client, "nobody@example.ee")
    assert known.status_code == unknown.status_code == 200
    assert body(known) == body(unknown)
    assert known.headers.keys() == unknown.headers.keys()


def test_known_and_unknown_cost_the_same_statements(client: StrictClient, link: AccessLink) -> None:
    ask(client, "first@example.ee")
    statements = []
    for email in (str(link.person.email), "nobody@example.ee"):
        with CaptureQueriesContext(connection) as queries:
            ask(client, email)
        statements.append([query["sql"].partition(" VALUES ")[0].partition(' "s')[0] for query in queries])
    assert statements[0] == statements[1]


def test_the_outbox_does_not_hold_the_address_that_was_typed(client: StrictClient, link: AccessLink) -> None:
    ask(client, "nobody@example.ee")
    assert "nobody" not in repr(list(OutboxMessage.objects.values()))


def test_a_running_link_comes_again_and_the_one_in_use_still_opens(
    client: StrictClient, link: AccessLink, post: Post
) -> None:
    post()
    ask(client, f"  {str(link.person.email).upper()} ")
    (text,) = post()
    assert token_for(link) in text
    assert read_token(token_for(link), timezone.now()) == link


def test_an_expired_link_comes_renewed(client: StrictClient, link: AccessLink, post: Post) -> None:
    post()
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    ask(client, str(link.person.email))
    (text,) = post()
    link.refresh_from_db()
    assert token_for(link) in text
    assert link.generation == 2


def test_a_revoked_link_does_not_come(client: StrictClient, link: AccessLink, post: Post) -> None:
    post()
    AccessLink.objects.update(revoked_at=timezone.now())
    ask(client, str(link.person.email))
    assert post() == []


def test_an_unknown_address_gets_no_mail(client: StrictClient, link: AccessLink, post: Post) -> None:
    post()
    ask(client, "nobody@example.ee")
    assert post() == []


def test_too_many_tries_are_answered_alike_and_send_nothing_more(
    client: StrictClient, link: AccessLink, post: Post
) -> None:
    post()
    answers = {body(ask(client, str(link.person.email))) for _ in range(6)}
    assert len(answers) == 1
    assert len(post()) == 3


def test_one_sender_cannot_try_many_addresses(client: StrictClient, link: AccessLink, post: Post) -> None:
    post()
    for number in range(20):
        ask(client, f"nobody{number}@example.ee")
    ask(client, str(link.person.email))
    assert post() == []
    ask(client, str(link.person.email), REMOTE_ADDR="192.0.2.7")
    assert len(post()) == 1


def test_what_is_no_address_is_said_at_the_field(client: StrictClient, db: None) -> None:
    response = ask(client, "kristjan")
    assert response.status_code == 422
    assert 'id="id_email_error"' in response.content.decode()
