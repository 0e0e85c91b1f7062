"""Making people known, reaching them, and letting them be forgotten."""

import unicodedata
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from placements.people.models import AccessLink, Person
from placements.people.services import ContactDetails, anonymise, create_person, get_or_create_by_email, update_contact
from placements.records.models import HistoryEntry
from placements.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TIINA = ContactDetails("Tiina Kask", "tiina.kask@example.ee", "+372 5555 0100", "et")


def test_a_person_is_known_by_the_name() -> None:
    assert str(create_person(TIINA, None)) == "Tiina Kask"


def test_name_and_address_are_normalised() -> None:
    decomposed = unicodedata.normalize("NFD", "Riina  Põld\n\x07 ")
    person = create_person(ContactDetails(decomposed, "  Riina.PÕLD@Example.EE "), None)
    assert person.name == "Riina Põld"
    assert person.email == "riina.põld@example.ee"


@pytest.mark.parametrize("name", ["", " \n ", "\x07", "a" * 121])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refused, match=r"person\.name"):
        create_person(ContactDetails(name), None)
    assert not Person.objects.exists()


def test_a_name_may_have_120_characters() -> None:
    assert len(create_person(ContactDetails("õ" * 120), None).name) == 120


def test_an_address_belongs_to_one_person(jelena: Person) -> None:
    with pytest.raises(Refused, match=r"person\.email_used"):
        create_person(ContactDetails("Tiina Kask", " JELENA.morozova@example.ee"), None)


def test_many_people_have_no_address() -> None:
    create_person(ContactDetails("Tiina Kask"), None)
    create_person(ContactDetails("Aivar Rebane"), None)
    assert Person.objects.filter(email=None).count() == 2


def test_the_database_itself_refuses_capitals_in_an_address(jelena: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=jelena.pk).update(email="Jelena.Morozova@example.ee")


def test_a_known_address_keeps_its_person(jelena: Person) -> None:
    assert get_or_create_by_email(" Jelena.Morozova@Example.ee", name="Somebody Else") == jelena
    jelena.refresh_from_db()
    assert jelena.name == "Jelena Morozova"


def test_a_corrected_address_kills_the_links_sent_to_the_old_one(
    link: AccessLink, kristjan: Person, liis: Person
) -> None:
    update_contact(kristjan, ContactDetails(kristjan.name, "kristjan@uus.example.ee"), liis)
    link.refresh_from_db()
    assert link.generation == 2


def test_an_expired_link_does_not_come_back_with_a_new_address(
    link: AccessLink, kristjan: Person, liis: Person
) -> None:
    AccessLink.objects.filter(pk=link.pk).update(expires_at=link.created_at - timedelta(days=1))
    update_contact(kristjan, ContactDetails(kristjan.name, "kristjan@uus.example.ee"), liis)
    link.refresh_from_db()
    assert link.generation == 2


def test_a_corrected_phone_leaves_the_links_alone(link: AccessLink, kristjan: Person, liis: Person) -> None:
    update_contact(kristjan, ContactDetails(kristjan.name, kristjan.email or "", "+372 5555 0199"), liis)
    link.refresh_from_db()
    assert link.generation == 1


def test_somebody_elses_address_is_refused_and_changes_nothing(jelena: Person, liis: Person) -> None:
    with pytest.raises(Refused, match=r"person\.email_used"):
        update_contact(jelena, ContactDetails("Jelena Uus", "liis.saar@example.ee"), liis)
    jelena.refresh_from_db()
    assert (jelena.name, jelena.email) == ("Jelena Morozova", "jelena.morozova@example.ee")
    assert not HistoryEntry.objects.filter(action="person.contact_changed").exists()


def test_an_anonymised_person_is_nobody(link: AccessLink, kristjan: Person, liis: Person) -> None:
    EmailAddress.objects.create(user=kristjan, email=kristjan.email)
    anonymise(kristjan, liis, "Asked for it.")
    kristjan.refresh_from_db()
    link.refresh_from_db()
    assert (kristjan.name, kristjan.email, kristjan.phone) == (f"N. N. {kristjan.pk}", None, "")
    assert not kristjan.is_active
    assert link.revoked_at is not None
    assert not EmailAddress.objects.exists()
