"""The verbs of a company's people: naming, changing and removing mentors and signatories."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from placements.hosts import rules
from placements.hosts.models import Contact, Host
from placements.hosts.querysets import LIVE
from placements.hosts.services import locked_host
from placements.people import services as people
from placements.people.models import Person
from placements.people.services import normal_email, normal_name
from placements.records.services import record
from placements.records.versions import write
from placements.refusals import Refusal, Refused, refuse_if


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Who a person of a company is, how the person is reached, and what the person does there."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "et"
    job_title: str = ""
    is_mentor: bool = False
    is_signatory: bool = False

    @property
    def reach(self) -> people.ContactDetails:
        return people.ContactDetails(
            normal_name(self.name), normal_email(self.email), self.phone.strip(), self.language
        )


def _refuse_unsound(card: ContactCard) -> None:
    refuse_if(
        rules.part_refusal(is_mentor=card.is_mentor, is_signatory=card.is_signatory),
        rules.reach_refusal(card.email.strip(), card.phone.strip(), is_signatory=card.is_signatory),
    )


@transaction.atomic
def add_contact(host: Host, actor: Person, card: ContactCard) -> Contact:
    """Name a mentor or signatory. A person known by the address keeps his own phone and language.

    Locks: the company. Raises: Refused; also when the person is named there already, or the address is another's.
    """
    locked = locked_host(host.pk)
    _refuse_unsound(card)
    person = _person_of(locked, card, actor)
    if Contact.objects.filter(host=locked, person=person).exists():
        raise Refused(Refusal("contact.known", {"name": person.name}))
    contact = Contact.objects.create(
        host=locked,
        person=person,
        job_title=normal_name(card.job_title),
        is_mentor=card.is_mentor,
        is_signatory=card.is_signatory,
    )
    record("contact.added", actor=actor, subject_id=contact.pk, host=locked.pk, person=person.pk)
    return contact


def _person_of(host: Host, card: ContactCard, actor: Person) -> Person:
    reach = card.reach
    if not reach.email:
        namesake = host.contacts.filter(person__email=None, person__name=reach.name)
        if namesake.exists():
            raise Refused(Refusal("contact.known", {"name": reach.name}))
        return people.create_person(reach, actor, has_account=False)
    known = Person.objects.filter(email=reach.email).first()
    if known is None:
        return people.create_person(reach, actor, has_account=False)
    if known.name.casefold() != reach.name.casefold():
        raise Refused(Refusal("contact.other_name", {"name": known.name}))
    return known


@transaction.atomic
def change_contact(contact: Contact, actor: Person, version: int, card: ContactCard) -> Contact:
    """Change how a contact is reached and what the contact does; with another address the former links die.

    Locks: the company, then the person. Raises: Refused; also for the part of mentor or signatory while it is
    played in a running placement, and for the details of somebody with an account.
    """
    host = locked_host(contact.host_id)
    current = Contact.objects.select_related("person").get(pk=contact.pk)
    refuse_if(rules.version_refusal(version, current.version))
    _refuse_unsound(card)
    dropped = {"mentor": current.is_mentor and not card.is_mentor}
    dropped |= {"signatory": current.is_signatory and not card.is_signatory}
    _refuse_busy(current, **dropped)
    values = {name: getattr(card, name) for name in ("is_mentor", "is_signatory")}
    changed = write(current, values | {"job_title": normal_name(card.job_title)})
    if _change_reach(current, card, actor) and not changed:
        _next_version(current)
    record("contact.changed", actor=actor, subject_id=current.pk, host=host.pk, person=current.person_id)
    return current


def _next_version(contact: Contact) -> None:
    contact.version += 1
    contact.save(update_fields=["version"])


def _change_reach(contact: Contact, card: ContactCard, actor: Person) -> bool:
    person, reach = contact.person, card.reach
    present = people.ContactDetails(person.name, person.email or "", person.phone, person.language)
    if reach == present:
        return False
    if person.has_account:
        raise Refused(Refusal("contact.account", {"name": person.name}))
    people.update_contact(person, reach, actor)
    return True


def _refuse_busy(contact: Contact, *, mentor: bool, signatory: bool) -> None:
    parts = Q(pk=None)
    if mentor:
        parts |= Q(mentor=contact.person_id)
    if signatory:
        parts |= Q(signatory=contact.person_id)
    running = contact.host.placements.filter(parts, state__in=LIVE).count()
    refuse_if(rules.busy_refusal(running, contact.person.name))


@transaction.atomic
def remove_contact(contact: Contact, actor: Person) -> None:
    """Take a person off a company; placements of the past keep naming the person. Twice changes nothing.

    Locks: the company. Raises: Refused while the person mentors or signs a running placement there.
    """
    host = locked_host(contact.host_id)
    current = Contact.objects.select_related("person", "host").filter(pk=contact.pk).first()
    if current is None:
        return
    _refuse_busy(current, mentor=True, signatory=True)
    current.delete()
    record("contact.removed", actor=actor, subject_id=contact.pk, host=host.pk, person=current.person_id)
