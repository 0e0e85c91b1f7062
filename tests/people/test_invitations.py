"""Invitations: the mail, the page behind it, accepting, expiring, sending again; and what they never give away."""

import base64
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from time_machine import travel

from config.logs import without_links
from notifications.models import OutboxMessage
from placements.people.invitation_states import invitation_states
from placements.people.invitations import (
    InvitationProblem,
    accept_invitation,
    invitation_url,
    invite,
    is_shut_out,
    read_invitation,
    resend_invitation,
    token_for,
    withdraw_invitation,
)
from placements.people.models import Invitation, Person
from placements.people.services import ContactDetails, anonymise, update_contact
from placements.people.tokens import secret_of
from placements.records.models import HistoryEntry
from placements.refusals import Refused
from tests.outbox import deliver_all
from tests.people.conftest import Post
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CODE = re.compile(r"^\d{6}$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/invitation/\S+)")
FORTNIGHT = timedelta(days=14)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def invitation(jelena: Person, liis: Person) -> Invitation:
    found = invite(jelena, liis)
    assert found is not None
    return found


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


# the page


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client: StrictClient, invitation: Invitation, method: str) -> None:
    before = list(Invitation.objects.values()), list(Person.objects.values()), OutboxMessage.objects.count()
    response = getattr(client, method)(invitation_url(invitation))
    assert response.status_code == 200
    assert (list(Invitation.objects.values()), list(Person.objects.values()), OutboxMessage.objects.count()) == before


def test_the_page_greets_in_the_language_of_the_invitation(client: StrictClient, invitation: Invitation) -> None:
    client.cookies["praktika_language"] = "et"
    response = client.get(invitation_url(invitation))
    assert response["Content-Language"] == "ru"
    assert "Здравствуйте, Jelena!" in response.content.decode()
    assert "Liis Saar" in response.content.decode()


@pytest.mark.parametrize("language", ["et", "en"])
def test_the_chosen_language_stays_hers(
    client: StrictClient, invitation: Invitation, post: Post, language: str
) -> None:
    page = client.get(f"{invitation_url(invitation)}?lang={language}")
    assert f'name="language" value="{language}"' in page.content.decode()
    response = press(client, token_for(invitation), language=language)
    assert client.get(response["Location"])["Content-Language"] == language
    invitation.person.refresh_from_db()
    assert invitation.person.language == language


def test_the_button_mails_the_code_to_that_address_and_signing_in_accepts(
    client: StrictClient, invitation: Invitation, post: Post
) -> None:
    post()
    response = press(client, token_for(invitation), email="other@example.ee")
    assert response["Location"] == "/sign-in/code/"
    code = CODE.findall(post()[0])[0]
    assert [sent.to for sent in mail.outbox] == [[invitation.person.email]]
    assert client.post("/sign-in/code/", {"code": code, "action": "verify"})["Location"] == "/"
    assert signed_in(client) == str(invitation.person_id)
    invitation.refresh_from_db()
    assert invitation.accepted_at is not None
    assert HistoryEntry.objects.get(action="invitation.accepted").actor == invitation.person


def test_signing_in_without_the_link_accepts_too(client: StrictClient, invitation: Invitation, post: Post) -> None:
    post()
    client.post("/sign-in/", {"email": invitation.person.email})
    client.post("/sign-in/code/", {"code": CODE.findall(post()[0])[0], "action": "verify"})
    assert Invitation.objects.get().accepted_at is not None


def test_an_accepted_link_still_leads_to_signing_in(client: StrictClient, invitation: Invitation) -> None:
    accept_invitation(invitation.person)
    with travel(timezone.now() + 2 * FORTNIGHT):
        assert client.get(invitation_url(invitation)).status_code == 200


def test_another_person_s_browser_says_so_and_is_signed_out_by_the_button(
    client: StrictClient, invitation: Invitation, liis: Person
) -> None:
    client.force_login(liis)
    assert "Liis Saar" in client.get(invitation_url(invitation)).content.decode()
    assert press(client, token_for(invitation))["Location"] == "/sign-in/code/"
    assert signed_in(client) == ""


def test_who_is_signed_in_already_goes_home(client: StrictClient, invitation: Invitation, post: Post) -> None:
    post()
    client.force_login(invitation.person)
    assert press(client, token_for(invitation))["Location"] == "/"
    assert post() == []


def test_codes_cannot_be_asked_for_without_end(client: StrictClient, invitation: Invitation, post: Post) -> None:
    post()
    statuses = [press(client, token_for(invitation)).status_code for _ in range(5)]
    assert statuses == [302, 302, 302, 200, 200]
    assert len(post()) == 3


def test_the_page_is_not_stored_and_tells_nobody_its_path(client: StrictClient, invitation: Invitation) -> None:
    for address in (invitation_url(invitation), "/invitation/x.y/"):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "strict-origin"


# expiry and other ends


def test_after_a_fortnight_one_button_sends_a_new_one_to_the_same_address(
    client: StrictClient, invitation: Invitation, post: Post
) -> None:
    post()
    with travel(timezone.now() + FORTNIGHT):
        page = client.get(invitation_url(invitation))
        assert page.status_code == 410
        assert "jelena.morozova@example.ee" not in page.content.decode()
        for _ in range(2):
            client.post("/new-invitation/", {"renewal": page.context["renewal"]})
        (text,) = post()
        assert client.get(LINK.findall(text)[0]).status_code == 200
    assert problem(token_for(invitation), FORTNIGHT) == "revoked"


def test_who_let_the_invitation_expire_cannot_sign_in_by_code_and_sees_the_same_page(
    client: StrictClient, invitation: Invitation, post: Post
) -> None:
    post()
    with travel(timezone.now() + FORTNIGHT):
        known = client.post("/sign-in/", {"email": invitation.person.email}, follow=True)
        unknown = StrictClient().post("/sign-in/", {"email": "nobody@example.ee"}, follow=True)
        assert post() == []
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content.decode().count("<input") == unknown.content.decode().count("<input")


def test_who_has_accepted_is_never_shut_out(invitation: Invitation) -> None:
    accept_invitation(invitation.person)
    assert not is_shut_out(invitation.person, timezone.now() + 9 * FORTNIGHT)


@pytest.mark.parametrize(("token", "status"), [("{0}.x", 403), ("nothing.x", 404), ("%00.x", 404), ("٣", 404)])
def test_what_does_not_open_has_a_way_on(client: StrictClient, invitation: Invitation, token: str, status: int) -> None:
    response = client.get(f"/invitation/{token.format(invitation.public_id)}/")
    assert response.status_code == status
    assert 'href="/sign-in/"' in response.content.decode()


def test_a_former_link_says_that_there_is_a_newer_one(
    client: StrictClient, invitation: Invitation, liis: Person
) -> None:
    with travel(timezone.now() + MINUTE):
        resend_invitation(invitation, liis, "ru")
        response = client.get(invitation_url(invitation))
    assert (response.status_code, response.context["code"]) == (403, "revoked")


@pytest.mark.parametrize("renewal", ["", "forged", "x" * 5000, "a\x00b"])
def test_a_forged_renewal_leads_to_signing_in(client: StrictClient, invitation: Invitation, renewal: str) -> None:
    assert client.post("/new-invitation/", {"renewal": renewal})["Location"] == "/sign-in/"
    assert Invitation.objects.get().generation == 1


# sending again


def resend_refused(verb: Callable[[], object]) -> list[str]:
    before = list(Invitation.objects.values()), OutboxMessage.objects.count()
    with pytest.raises(Refused) as raised:
        verb()
    assert (list(Invitation.objects.values()), OutboxMessage.objects.count()) == before
    return [refusal.code for refusal in raised.value.refusals]


def test_sending_again_makes_a_new_link_in_the_chosen_language(
    invitation: Invitation, liis: Person, post: Post
) -> None:
    post()
    with travel(timezone.now() + MINUTE):
        again = resend_invitation(invitation, liis, "en")
        (text,) = post()
    assert again.generation == 2
    assert text.startswith("Hello, Jelena!")
    assert problem(token_for(invitation)) == "revoked"
    assert HistoryEntry.objects.get(action="invitation.sent_again").details == {"language": "en", "generation": 2}


@pytest.mark.parametrize(("seconds", "is_refused"), [(59, True), (60, False)])
def test_at_most_once_a_minute(invitation: Invitation, liis: Person, seconds: int, is_refused: bool) -> None:
    with travel(invitation.sent_at + timedelta(seconds=seconds), tick=False):
        if is_refused:
            assert resend_refused(lambda: resend_invitation(invitation, liis, "ru")) == ["invitation.too_soon"]
        else:
            assert resend_invitation(invitation, liis, "ru").generation == 2


def test_an_accepted_invitation_is_not_sent_again(invitation: Invitation, liis: Person) -> None:
    accept_invitation(invitation.person)
    with travel(timezone.now() + MINUTE):
        assert resend_refused(lambda: resend_invitation(invitation, liis, "ru")) == ["invitation.accepted"]


# other ends


def test_a_withdrawn_invitation_opens_nothing_and_shuts_out(invitation: Invitation, liis: Person) -> None:
    withdraw_invitation(invitation.person, liis)
    assert problem(token_for(invitation)) == "revoked"
    assert is_shut_out(invitation.person, timezone.now())


def test_with_another_address_the_former_link_dies_and_a_new_one_goes_there(
    invitation: Invitation, liis: Person, post: Post
) -> None:
    post()
    update_contact(invitation.person, ContactDetails("Jelena Morozova", "new@example.ee", language="ru"), liis)
    post()
    assert [sent.to for sent in mail.outbox] == [["new@example.ee"]]
    assert problem(token_for(invitation)) == "revoked"


def test_an_anonymised_person_s_invitation_opens_nothing(invitation: Invitation, liis: Person) -> None:
    anonymise(invitation.person, liis, "asked for it")
    assert problem(token_for(invitation)) == "revoked"


# what has become of it


@pytest.mark.parametrize(
    ("mail_state", "code"), [("waiting", "waiting"), ("claimed", "waiting"), ("done", "sent"), ("dead", "failed")]
)
def test_the_state_follows_the_latest_mail(invitation: Invitation, liis: Person, mail_state: str, code: str) -> None:
    OutboxMessage.objects.update(state="dead")
    with travel(timezone.now() + MINUTE):
        resend_invitation(invitation, liis, "ru")
    OutboxMessage.objects.filter(payload__generation=2).update(state=mail_state)
    assert invitation_states([invitation.person], timezone.now())[invitation.person_id].code == code


def test_the_state_says_accepted_expired_and_none(invitation: Invitation, liis: Person) -> None:
    late = timezone.now() + FORTNIGHT
    assert invitation_states([invitation.person], late)[invitation.person_id].code == "expired"
    accept_invitation(invitation.person)
    states = invitation_states([invitation.person, liis], late)
    assert [states[person.pk].code for person in (invitation.person, liis)] == ["accepted", "none"]
    assert not states[liis.pk].is_open
