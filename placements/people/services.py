"""Making people known, and keeping what identifies them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from placements import clock
from placements.people.identifiers import birth_date_of, compact, personal_code_refusal
from placements.people.invitations import readdress_invitation, withdraw_invitation
from placements.people.keys import keyed_digest, personal_code_index
from placements.people.links import leave_address
from placements.people.models import AccessLink, Person
from placements.people.rules import name_refusal
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """How a person is called and reached; someone without e-mail is reached by phone."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "et"


def normal_name(name: str) -> str:
    """NFC, single blanks, no control characters."""
    # A line break between two words is a blank, not nothing: blanks are settled first.
    blanked = unicodedata.normalize("NFC", " ".join(name.split()))
    return " ".join("".join(each for each in blanked if unicodedata.category(each)[0] != "C").split())


def normal_email(email: str) -> str:
    """NFC, stripped, lower case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", email).strip().lower())


def _checked_name(name: str) -> str:
    normal = normal_name(name)
    refuse_if(name_refusal(normal))
    return normal


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _gone_refusal(person: Person) -> Refusal | None:
    is_gone = person.merged_into_id is not None or person.anonymised_at is not None
    return Refusal("person.gone") if is_gone else None


def _save_unique(person: Person, fields: Iterable[str] | None, refusal: Refusal) -> None:
    # Asked of the database, not beforehand: of two at once one gets this answer.
    try:
        with transaction.atomic():
            person.save(update_fields=fields)
    except IntegrityError as error:
        raise Refused(refusal) from error


@transaction.atomic
def create_person(contact: ContactDetails, actor: Person | None, *, has_account: bool = True) -> Person:
    """Make a person known. Raises: Refused for a name that is none, or an address that somebody has."""
    person = Person(
        name=_checked_name(contact.name),
        email=normal_email(contact.email) or None,
        phone=contact.phone.strip(),
        language=contact.language,
        has_account=has_account,
    )
    _save_unique(person, None, Refusal("person.email_used"))
    record("person.created", actor=actor, subject_id=person.pk)
    return person


@transaction.atomic
def get_or_create_by_email(email: str, **details: Any) -> Person:
    """The person with this address, made with these details when new; a known person keeps his own."""
    details["name"] = _checked_name(details["name"])
    person, _ = Person.objects.get_or_create(email=normal_email(email), defaults=details)
    return person


def contact_version(person: Person) -> str:
    """Stands for the contact as it is now: another one after each change."""
    fields = (person.name, person.email or "", person.phone, person.language)
    return keyed_digest("contact-version", "\n".join((str(person.pk), *fields))).hex()[:16]


@transaction.atomic
def update_contact(person: Person, contact: ContactDetails, actor: Person, seen: str = "") -> Person:
    """Correct how a person is called and reached. With another address every link sent to the old one stops working.

    seen: the contact_version that was shown. Signed agreements keep the name under which they were signed.
    Raises: Refused for a name that is none, an address that somebody else has, a contact changed since it was shown.
    """
    locked = _locked(person)
    refuse_if(_gone_refusal(locked))
    refuse_if(Refusal("person.changed") if seen and seen != contact_version(locked) else None)
    former, email = locked.email, normal_email(contact.email) or None
    locked.name, locked.email = _checked_name(contact.name), email
    locked.phone, locked.language = contact.phone.strip(), contact.language
    _save_unique(locked, ["name", "email", "phone", "language"], Refusal("person.email_used"))
    _name_duplicates(locked)
    if email != former:
        _forget_address(locked)
    record("person.contact_changed", actor=actor, subject_id=locked.pk)
    return locked


def _name_duplicates(person: Person) -> None:
    # History names the row that acted: rows merged into this person are called like it.
    Person.objects.filter(merged_into=person).update(name=person.name)


def _forget_address(person: Person) -> None:
    EmailAddress.objects.filter(user=person).delete()
    leave_address(person)
    readdress_invitation(person)


@transaction.atomic
def anonymise(person: Person, actor: Person, reason: str) -> None:
    """Remove everything that tells who this is. The row stays, for history and hours refer to it."""
    locked = _locked(person)
    locked.name, locked.email, locked.phone = f"N. N. {locked.pk}", None, ""
    locked.personal_code, locked.personal_code_index, locked.birth_date = "", None, None
    locked.is_active = locked.has_account = False
    locked.anonymised_at = clock.now()
    locked.save()
    _name_duplicates(locked)
    EmailAddress.objects.filter(user=locked).delete()
    AccessLink.objects.filter(person=locked, revoked_at=None).update(revoked_at=clock.now())
    withdraw_invitation(locked, actor)
    record("person.anonymised", actor=actor, subject_id=locked.pk, reason=reason)


@transaction.atomic
def set_personal_code(person: Person, code: str, actor: Person) -> None:
    """Store the personal code encrypted, with its keyed index and the birth date in it.

    Raises: Refused when the code is false or somebody else's.
    """
    code = compact(code)
    refuse_if(_gone_refusal(person))
    refuse_if(personal_code_refusal(code, clock.local_date(clock.now())))
    person.personal_code, person.personal_code_index = code, personal_code_index(code)
    person.birth_date = birth_date_of(code)
    fields = ["personal_code", "personal_code_index", "birth_date"]
    _save_unique(person, fields, Refusal("code.personal_used"))
    record("person.code_set", actor=actor, subject_id=person.pk)


@transaction.atomic
def reveal_personal_code(person: Person, actor: Person, reason: str) -> str:
    """The personal code in full; every look is recorded."""
    refuse_if(None if reason.strip() else Refusal("code.reason_needed"))
    record("person.code_revealed", actor=actor, subject_id=person.pk, reason=reason)
    return person.personal_code


@transaction.atomic
def renew_encryption() -> int:
    """Encrypt every personal code with the present key, after the former one was moved to the former keys.

    Returns how many there were. Locks: all people that have a code.
    """
    people = Person.objects.select_for_update(of=("self",)).exclude(personal_code_index=None).order_by("pk")
    for person in people:
        person.personal_code_index = personal_code_index(person.personal_code)
        person.save(update_fields=["personal_code", "personal_code_index"])
    return len(people)


@transaction.atomic
def set_language(person: Person, language: str) -> None:
    """Keep the language that this person reads."""
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])
