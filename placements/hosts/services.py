"""Registering companies and their people."""

from dataclasses import dataclass

from django.db import transaction

from placements.hosts.models import Contact, Host
from placements.people.models import Person
from placements.people.services import get_or_create_by_email


@dataclass(frozen=True, slots=True)
class HostDetails:
    name: str
    registry_code: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ContactDetails:
    name: str
    email: str
    phone: str = ""
    language: str = "et"


@transaction.atomic
def register_host(details: HostDetails) -> Host:
    """The company with this registry code; made when it is new, left as it is when known."""
    host, _ = Host.objects.get_or_create(
        registry_code=details.registry_code, defaults={"name": details.name, "address": details.address}
    )
    return host


@transaction.atomic
def register_contact(host: Host, details: ContactDetails, *, mentor: bool = False, signatory: bool = False) -> Person:
    """The company's person with this address, as mentor, signatory or both; never given an account."""
    person = get_or_create_by_email(
        details.email, name=details.name, phone=details.phone, language=details.language, has_account=False
    )
    contact, is_new = Contact.objects.get_or_create(
        host=host, person=person, defaults={"is_mentor": mentor, "is_signatory": signatory}
    )
    if not is_new:
        contact.is_mentor |= mentor
        contact.is_signatory |= signatory
        contact.save(update_fields=["is_mentor", "is_signatory"])
    return person
