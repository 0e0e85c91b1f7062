"""Making people known, and keeping what identifies them."""

import unicodedata
from typing import Any

from django.db import transaction

from placements import clock
from placements.people.identifiers import birth_date_of, compact, personal_code_refusal
from placements.people.keys import personal_code_index
from placements.people.models import Person
from placements.records.services import record
from placements.refusals import Refusal, refuse_if


def normal_name(name: str) -> str:
    """NFC, single blanks, no control characters."""
    visible = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def normal_email(email: str) -> str:
    """NFC, stripped, lower case."""
    return unicodedata.normalize("NFC", email).strip().lower()


@transaction.atomic
def get_or_create_by_email(email: str, **details: Any) -> Person:
    """The person with this address, made with these details when new; a known person keeps his own."""
    details["name"] = normal_name(details["name"])
    person, _ = Person.objects.get_or_create(email=normal_email(email), defaults=details)
    return person


@transaction.atomic
def set_personal_code(person: Person, code: str, actor: Person) -> None:
    """Store the personal code encrypted, with its keyed index and the birth date in it.

    Raises: Refused when the code is false or somebody else's.
    """
    code = compact(code)
    refuse_if(personal_code_refusal(code, clock.local_date(clock.now())))
    index = personal_code_index(code)
    taken = Person.objects.filter(personal_code_index=index).exclude(pk=person.pk).exists()
    refuse_if(Refusal("code.personal_used") if taken else None)
    person.personal_code, person.personal_code_index, person.birth_date = code, index, birth_date_of(code)
    person.save(update_fields=["personal_code", "personal_code_index", "birth_date"])
    record("person.code_set", actor=actor, subject_id=person.pk)


@transaction.atomic
def reveal_personal_code(person: Person, actor: Person, reason: str) -> str:
    """The personal code in full; every look is recorded."""
    refuse_if(None if reason.strip() else Refusal("code.reason_needed"))
    record("person.code_revealed", actor=actor, subject_id=person.pk, reason=reason)
    return person.personal_code


@transaction.atomic
def set_language(person: Person, language: str) -> None:
    """Keep the language that this person reads."""
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])
