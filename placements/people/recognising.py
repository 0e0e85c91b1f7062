"""Whether somebody named by a form or a file is known already, and making him known when not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from placements.people.identifiers import birth_date_of
from placements.people.keys import personal_code_index
from placements.people.models import Person
from placements.people.services import ContactDetails, create_person, normal_email, normal_name, set_personal_code
from placements.refusals import Refusal, Refused


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Somebody as named, normalised and checked field by field; a company's person may be named so too."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "et"
    personal_code: str = ""
    birth_date: date | None = None
    # Somebody has looked and says that the known person of another name is the one meant.
    is_same_person: bool = False


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The people whose address or personal code was named."""

    by_email: Mapping[str, Person]
    by_code: Mapping[str, Person]

    def named(self, details: PersonDetails) -> Person | None:
        """The known person that is meant: by personal code before address."""
        return self._by_code(details) or self.by_email.get(details.email)

    def _by_code(self, details: PersonDetails) -> Person | None:
        return self.by_code.get(personal_code_index(details.personal_code)) if details.personal_code else None

    def refusals(self, details: PersonDetails) -> list[Refusal]:
        """What stands against taking this person for the one meant; no query."""
        by_email, by_code = self.by_email.get(details.email), self._by_code(details)
        person = by_code or by_email
        if details.personal_code and details.birth_date not in (None, birth_date_of(details.personal_code)):
            return [Refusal("person.birth_differs")]
        if person is None:
            return []
        if by_email is not None and by_code is not None and by_email.pk != by_code.pk:
            return [Refusal("person.two_people", {"name": by_email.name})]
        found = _difference(person, details) or _unconfirmed_name(person, details)
        return [found] if found else []


def _difference(person: Person, details: PersonDetails) -> Refusal | None:
    named = {"name": person.name}
    if not person.is_active:
        return Refusal("person.inactive", named)
    if person.email and details.email and person.email != details.email:
        return Refusal("person.other_address", named | {"email": person.email_masked})
    if person.personal_code and details.personal_code and person.personal_code != details.personal_code:
        return Refusal("person.other_code", named)
    born = birth_date_of(details.personal_code) if details.personal_code else details.birth_date
    if person.birth_date and born and person.birth_date != born:
        return Refusal("person.other_birth_date", named)
    return None


def _unconfirmed_name(person: Person, details: PersonDetails) -> Refusal | None:
    if details.is_same_person or normal_name(person.name).casefold() == normal_name(details.name).casefold():
        return None
    return Refusal("person.other_name", {"name": person.name})


def known_people(named: Iterable[PersonDetails], *, locked: bool = False) -> KnownPeople:
    """Everybody known by an address or personal code among these; two queries. Locks the people when asked to."""
    listed = list(named)
    people = Person.objects.select_for_update(of=("self",)) if locked else Person.objects.all()
    emails = {each.email for each in listed if each.email}
    indexes = {personal_code_index(each.personal_code) for each in listed if each.personal_code}
    by_email = {str(person.email): person for person in people.filter(email__in=emails).order_by("pk")}
    by_code = people.filter(personal_code_index__in=indexes).order_by("pk") if indexes else Person.objects.none()
    return KnownPeople(by_email, {str(person.personal_code_index): person for person in by_code})


@transaction.atomic
def make_known(details: PersonDetails, actor: Person, *, has_account: bool = True) -> Person:
    """The known person that is meant, with what was missing filled in; a new one when nobody is.

    What is known of somebody stays as it is. Locks: the known person. Raises: Refused with what stands against it.
    """
    known = known_people([details], locked=True)
    refusals = known.refusals(details)
    if refusals:
        raise Refused(*refusals)
    person = known.named(details)
    if person is None:
        contact = ContactDetails(details.name, details.email, details.phone, details.language)
        person = create_person(contact, actor, has_account=has_account)
    return _complete(person, details, actor, has_account=has_account)


def _complete(person: Person, details: PersonDetails, actor: Person, *, has_account: bool) -> Person:
    missing = {
        "email": normal_email(details.email) or None,
        "phone": details.phone,
        "birth_date": details.birth_date,
        "has_account": has_account,
    }
    filled = [name for name, value in missing.items() if value and not getattr(person, name)]
    for name in filled:
        setattr(person, name, missing[name])
    if filled:
        _save(person, filled)
    if details.personal_code and not person.personal_code:
        set_personal_code(person, details.personal_code, actor)
    return person


def _save(person: Person, fields: list[str]) -> None:
    # Somebody else may have got the address since it was looked for: the database says so.
    try:
        with transaction.atomic():
            person.save(update_fields=fields)
    except IntegrityError as error:
        raise Refused(Refusal("person.email_used")) from error
