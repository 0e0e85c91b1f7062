"""How a school begins: its first training manager."""

from dataclasses import dataclass

from django.db import transaction

from placements.cohorts.models import Role
from placements.people.models import Person
from placements.people.services import ContactDetails, create_person, normal_email
from placements.people.setup_code import setup_code_refusal
from placements.records.services import locked_provider, record
from placements.refusals import Refusal, refuse_if

LONGEST_SCHOOL = 200


@dataclass(frozen=True, slots=True)
class FirstManager:
    """Who opens the school, and what it is called."""

    school: str
    name: str
    email: str
    language: str = "et"


def has_manager() -> bool:
    """Whether anybody is or was training manager here; one query."""
    return Role.objects.filter(kind=Role.Kind.MANAGER).exists()


@transaction.atomic
def open_school(first: FirstManager, code: str) -> Person:
    """Name the school, and make its first manager with an account and a role in the whole school.

    Locks: the settings, so that of two at once one wins. Raises: Refused for a wrong code, when there is a manager
    already, and for a school, a name or an address that is none.
    """
    refuse_if(setup_code_refusal(code))
    provider = locked_provider()
    refuse_if(Refusal("setup.opened") if has_manager() else None)
    school = " ".join(first.school.split())
    refuse_if(
        None if 1 <= len(school) <= LONGEST_SCHOOL else Refusal("setup.school", {"longest": LONGEST_SCHOOL}),
        None if normal_email(first.email) else Refusal("setup.address"),
    )
    person = create_person(ContactDetails(first.name, first.email, language=first.language), None)
    Role.objects.create(person=person, kind=Role.Kind.MANAGER)
    provider.name, provider.version = school, provider.version + 1
    provider.save(update_fields=["name", "version"])
    record("school.opened", actor=person, subject_id=person.pk)
    return person
