"""Mentors and signatories: named, changed, removed; a refusal changes nothing."""

from dataclasses import replace

import pytest

from placements.hosts.contacting import ContactCard, add_contact, change_contact, remove_contact
from placements.hosts.models import Contact
from placements.people.links import grant_link
from placements.people.models import AccessLink, Person
from placements.records.models import HistoryEntry
from tests.hosts.conftest import School
from tests.hosts.test_companies import refused

MARI = ContactCard("Mari  Mets", "Mari@example.ee", "+372 5", "ru", "juhataja", is_mentor=True)


def card_of(contact: Contact) -> ContactCard:
    person = contact.person
    reach = (person.name, person.email or "", person.phone, person.language)
    return ContactCard(*reach, contact.job_title, is_mentor=contact.is_mentor, is_signatory=contact.is_signatory)


def test_a_mentor_is_named_without_an_account(school: School) -> None:
    person = add_contact(school.host, school.liis, MARI).person
    assert (person.name, person.email, person.language, person.has_account) == (
        "Mari Mets",
        "mari@example.ee",
        "ru",
        False,
    )


def test_a_mentor_without_e_mail_needs_a_phone_and_is_named_once(school: School) -> None:
    by_phone = replace(MARI, email="")
    assert refused(lambda: add_contact(school.host, school.liis, replace(by_phone, phone=" "))) == [
        "contact.unreachable"
    ]
    assert add_contact(school.host, school.liis, by_phone).person.email is None
    assert refused(lambda: add_contact(school.host, school.liis, by_phone)) == ["contact.known"]
    assert Person.objects.filter(name="Mari Mets").count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"is_mentor": False}, "contact.no_part"),
        ({"email": "", "is_signatory": True}, "contact.signatory_email"),
        ({"name": " "}, "person.name"),
        ({"email": "mentor0@example.ee"}, "contact.other_name"),
        ({"email": "mentor0@example.ee", "name": "kristjan tamm"}, "contact.known"),
    ],
)
def test_an_unsound_contact_is_refused_and_nobody_is_made(school: School, change: dict[str, object], code: str) -> None:
    people = Person.objects.count()
    assert refused(lambda: add_contact(school.host, school.liis, replace(MARI, **change))) == [code]  # type: ignore[arg-type]
    assert (Person.objects.count(), school.host.contacts.count()) == (people, 2)


def test_a_known_person_keeps_his_own_phone_and_language(school: School) -> None:
    learner = Person.objects.create(name="Mari Mets", email="mari@example.ee", phone="1", language="et")
    contact = add_contact(school.host, school.liis, MARI)
    learner.refresh_from_db()
    assert (contact.person, learner.phone, learner.language) == (learner, "1", "et")


def test_with_another_address_the_former_links_die(school: School) -> None:
    walk = school.walk().start()
    link = grant_link(walk.mentor, walk.practicum.placements.get())
    contact = walk.host.contacts.get(person=walk.mentor)
    change_contact(contact, school.liis, 0, replace(card_of(contact), email="uus@example.ee"))
    assert AccessLink.objects.get(pk=link.pk).generation == link.generation + 1
    contact.refresh_from_db()
    assert contact.version == 1


def test_a_person_with_an_account_is_not_renamed_from_the_company_s_page(school: School) -> None:
    contact = Contact.objects.create(host=school.host, person=school.liis, is_mentor=True)
    stolen = replace(card_of(contact), email="minu@example.ee", job_title="Õpetaja")
    assert refused(lambda: change_contact(contact, school.liis, 0, stolen)) == ["contact.account"]
    contact.refresh_from_db()
    assert (contact.job_title, contact.person.email) == ("", "liis.saar@example.ee")
    change_contact(contact, school.liis, 0, replace(card_of(contact), job_title="Õpetaja"))


def test_a_contact_changed_in_another_window_is_not_overwritten(school: School) -> None:
    contact = school.contact("Kristjan Tamm")
    change_contact(contact, school.liis, 0, replace(card_of(contact), phone="1"))
    stale = replace(card_of(contact), job_title="Juhataja")
    assert refused(lambda: change_contact(contact, school.liis, 0, stale)) == ["host.changed"]
    contact.refresh_from_db()
    assert contact.job_title == ""


def test_who_mentors_or_signs_a_running_placement_stays(school: School) -> None:
    walk = school.walk().ask().review("approve")
    contact = walk.host.contacts.get(person=walk.mentor)
    assert refused(lambda: remove_contact(contact, school.liis)) == ["contact.busy"]
    only_signs = replace(card_of(contact), is_mentor=False, is_signatory=True)
    assert refused(lambda: change_contact(contact, school.liis, 0, only_signs)) == ["contact.busy"]
    contact.refresh_from_db()
    assert contact.is_mentor


def test_once_nothing_runs_a_contact_is_removed_and_the_past_still_names_him(school: School) -> None:
    walk = school.walk().ask().review("approve").answer(accepts=False, reason="Puhkus")
    contact = walk.host.contacts.get(person=walk.mentor)
    remove_contact(contact, school.liis)
    remove_contact(contact, school.liis)
    assert not walk.host.contacts.filter(person=walk.mentor).exists()
    assert walk.practicum.placements.get().mentor == walk.mentor
    assert HistoryEntry.objects.filter(action="contact.removed").count() == 1
