"""An invitation that is sent again, withdrawn, or goes to another address, and how its state is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from time_machine import travel

from notifications.models import OutboxMessage
from placements.people.invitation_states import invitation_states
from placements.people.invitations import (
    accept_invitation,
    is_shut_out,
    resend_invitation,
    token_for,
    withdraw_invitation,
)
from placements.people.models import Invitation, Person
from placements.people.services import ContactDetails, anonymise, update_contact
from placements.records.models import HistoryEntry
from placements.refusals import Refused
from tests.people.conftest import Post
from tests.people.test_invitations import FORTNIGHT, MINUTE, problem

pytestmark = [pytest.mark.django_db, pytest.mark.database]


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
