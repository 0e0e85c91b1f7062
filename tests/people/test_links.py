"""Mailed links: what opens, what does not, and what they never give away."""

import base64
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from notifications.models import OutboxMessage
from placements.agreements.models import Placement
from placements.people.links import LinkProblem, grant_link, read_token, renew_link, revoke_link, token_for
from placements.people.models import AccessLink, Person
from tests.people.conftest import Post

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def problem(token: str, days: int = 0) -> str:
    with pytest.raises(LinkProblem) as raised:
        read_token(token, timezone.now() + timedelta(days=days))
    return raised.value.code


def test_a_token_opens_its_link_again_and_again(link: AccessLink) -> None:
    assert {read_token(token_for(link), timezone.now()).pk for _ in range(3)} == {link.pk}


def test_the_secret_has_at_least_128_bits(link: AccessLink) -> None:
    secret = token_for(link).partition(".")[2]
    assert len(base64.urlsafe_b64decode(secret)) * 8 >= 128


def test_the_database_does_not_hold_the_secret(link: AccessLink) -> None:
    secret = token_for(link).partition(".")[2]
    everything = [*AccessLink.objects.values(), *OutboxMessage.objects.values()]
    assert secret not in repr(everything)


def test_granting_again_keeps_the_token_and_moves_the_end(
    link: AccessLink, kristjan: Person, placement: Placement
) -> None:
    AccessLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() + timedelta(days=1))
    again = grant_link(kristjan, placement)
    assert token_for(again) == token_for(link)
    assert again.expires_at > timezone.now() + timedelta(days=13)


def test_every_altered_bit_of_the_secret_is_noticed(link: AccessLink) -> None:
    public_id, _, secret = token_for(link).partition(".")
    raw = base64.urlsafe_b64decode(secret)
    for bit in range(len(raw) * 8):
        altered = bytearray(raw)
        altered[bit // 8] ^= 1 << bit % 8
        assert problem(f"{public_id}.{base64.urlsafe_b64encode(altered).decode()}") == "altered"


@pytest.mark.parametrize("tail", ["", ".", ".õ", ".x", "x"])
def test_a_mangled_token_opens_nothing(link: AccessLink, tail: str) -> None:
    assert problem(link.public_id + tail) in {"altered", "unknown"}


def test_the_secret_of_another_link_does_not_fit(link: AccessLink, jelena: Person, placement: Placement) -> None:
    other = token_for(grant_link(jelena, placement)).partition(".")[2]
    assert problem(f"{link.public_id}.{other}") == "altered"


def test_an_unknown_link_is_unknown(link: AccessLink) -> None:
    assert problem("nothing." + token_for(link).partition(".")[2]) == "unknown"


def test_a_link_expires_at_its_instant(link: AccessLink) -> None:
    with pytest.raises(LinkProblem):
        read_token(token_for(link), link.expires_at)
    assert read_token(token_for(link), link.expires_at - timedelta(seconds=1)) == link


def test_a_revoked_link_stays_shut(link: AccessLink) -> None:
    revoke_link(link)
    assert problem(token_for(link)) == "revoked"


def test_a_grant_after_a_revocation_opens_by_a_new_token_only(
    link: AccessLink, kristjan: Person, placement: Placement
) -> None:
    revoke_link(link)
    again = grant_link(kristjan, placement)
    assert problem(token_for(link)) == "renewed"
    assert read_token(token_for(again), timezone.now()) == link


def test_a_renewed_link_shuts_the_old_one_and_says_that_a_newer_was_sent(link: AccessLink) -> None:
    renew_link(link)
    assert problem(token_for(link)) == "renewed"


def test_the_renewed_link_comes_by_mail_and_opens(link: AccessLink, post: Post) -> None:
    post()
    renew_link(link)
    (text,) = post()
    token = text.partition("/h/")[2].partition("/")[0]
    assert read_token(token, timezone.now()) == link


def test_renewing_twice_at_once_sends_one_mail(link: AccessLink, post: Post) -> None:
    post()
    renew_link(link)
    renew_link(link)
    assert len(post()) == 1


def test_with_another_key_no_link_opens(link: AccessLink, settings: LazySettings) -> None:
    token = token_for(link)
    settings.LINK_KEY = "another"
    assert problem(token) == "altered"


def test_the_link_of_an_inactive_person_is_shut(link: AccessLink, kristjan: Person) -> None:
    Person.objects.filter(pk=kristjan.pk).update(is_active=False)
    assert problem(token_for(link)) == "revoked"
