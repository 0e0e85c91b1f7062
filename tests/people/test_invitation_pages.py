"""The page behind an invitation: looking, signing in by its button, what no longer opens."""

import pytest
from django.core import mail
from django.utils import timezone
from time_machine import travel

from notifications.models import OutboxMessage
from placements.people.invitations import (
    accept_invitation,
    invitation_url,
    is_shut_out,
    resend_invitation,
    token_for,
)
from placements.people.models import Invitation, Person
from placements.records.models import HistoryEntry
from tests.people.conftest import Post
from tests.people.test_invitations import CODE, FORTNIGHT, LINK, MINUTE, press, problem, signed_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.database]


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
