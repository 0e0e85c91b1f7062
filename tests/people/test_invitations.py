"""Invitations: the mail, the page behind it, accepting, expiring, sending again; and what they never give away."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import travel

from config.logs import without_links
from notifications.models import OutboxMessage
from placements.people.invitations import (
    InvitationProblem,
    invitation_url,
    invite,
    read_invitation,
    token_for,
)
from placements.people.models import Invitation, Person
from placements.people.tokens import secret_of
from tests.outbox import deliver_all
from tests.people.conftest import Post
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CODE = re.compile(r"^\d{6}$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/invitation/\S+)")
FORTNIGHT = timedelta(days=14)
MINUTE = timedelta(minutes=1)


def problem(token: str, after: timedelta = timedelta()) -> str:
    with pytest.raises(InvitationProblem) as raised:
        read_invitation(token, timezone.now() + after)
    return raised.value.code


def signed_in(client: StrictClient) -> str:
    return str(client.session.get("_auth_user_id", ""))


def press(client: StrictClient, token: str, **data: str) -> Any:
    return client.post(f"/invitation/{token}/", data)


# the token


def test_a_token_opens_again_and_again(invitation: Invitation) -> None:
    assert {read_invitation(token_for(invitation), timezone.now()).pk for _ in range(3)} == {invitation.pk}


def test_the_database_does_not_hold_the_secret(invitation: Invitation) -> None:
    secret = token_for(invitation).partition(".")[2]
    assert len(base64.urlsafe_b64decode(secret)) * 8 >= 128
    assert secret not in repr([*Invitation.objects.values(), *OutboxMessage.objects.values()])


@pytest.mark.parametrize("tail", ["", ".", ".õ", ".x", "x"])
def test_a_mangled_token_opens_nothing(invitation: Invitation, tail: str) -> None:
    assert problem(invitation.public_id + tail) in {"altered", "unknown"}


def test_the_secret_of_a_company_s_link_opens_no_invitation(invitation: Invitation) -> None:
    assert problem(f"{invitation.public_id}.{secret_of('access-link', invitation.pk, 1)}") == "altered"


def test_a_log_line_does_not_hold_the_token(invitation: Invitation) -> None:
    assert without_links(None, "", f"GET {invitation_url(invitation)}?lang=ru") == "GET /invitation/…/?lang=ru"


# the mail


@pytest.mark.parametrize(("language", "words"), [("et", "Tere, Jelena!"), ("ru", "Здравствуйте, Jelena!")])
def test_the_mail_speaks_the_person_s_language_and_has_one_button(
    jelena: Person, liis: Person, language: str, words: str
) -> None:
    Person.objects.filter(pk=jelena.pk).update(language=language)
    jelena.refresh_from_db()
    invite(jelena, liis)
    (sent,) = deliver_all()
    assert words in str(sent.body)
    assert len(LINK.findall(str(sent.body))) == 1
    assert sent.extra_headers["Content-Language"] == language


def test_the_mail_says_who_invites(invitation: Invitation, post: Post) -> None:
    assert "Liis Saar" in post()[0]


@pytest.mark.parametrize("loss", ["accepted", "expired", "newer", "inactive"])
def test_a_mail_that_has_nothing_left_to_say_is_not_sent(invitation: Invitation, post: Post, loss: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "accepted": {"accepted_at": timezone.now()},
        "expired": {"expires_at": timezone.now()},
        "newer": {"generation": 2},
    }
    if loss == "inactive":
        Person.objects.update(is_active=False)
    else:
        Invitation.objects.update(**changes[loss])
    assert post() == []


def test_inviting_again_keeps_the_link_and_sends_it_once_more(invitation: Invitation, liis: Person, post: Post) -> None:
    again = invite(invitation.person, liis)
    assert again is not None
    assert token_for(again) == token_for(invitation)
    assert len({LINK.findall(text)[0] for text in post()}) == 1


def test_inviting_after_the_end_gives_a_new_link(invitation: Invitation, liis: Person) -> None:
    with travel(timezone.now() + FORTNIGHT):
        again = invite(invitation.person, liis)
    assert again is not None
    assert again.generation == 2
    assert problem(token_for(invitation), FORTNIGHT) == "revoked"


@pytest.mark.parametrize("change", [{"email": None}, {"last_login": timezone.now()}])
def test_without_an_address_or_after_a_sign_in_nobody_is_invited(
    jelena: Person, liis: Person, change: dict[str, Any]
) -> None:
    Person.objects.filter(pk=jelena.pk).update(**change)
    jelena.refresh_from_db()
    assert invite(jelena, liis) is None
    assert not OutboxMessage.objects.exists()
