"""The personal code at rest: encrypted, unique, masked, each look recorded."""

import base64
from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import LazySettings
from django.db import connection

from placements.people.fields import KeyLost, decrypt, encrypt
from placements.people.models import Person
from placements.people.services import renew_encryption, reveal_personal_code, set_personal_code
from placements.records.models import HistoryEntry
from placements.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CODE = "37605030299"


def stored(person: Person) -> str:
    """The person's whole row as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM placements_person WHERE id = %s", [person.pk])
        return repr(cursor.fetchone())


def test_the_database_never_holds_the_code(jelena: Person, liis: Person) -> None:
    set_personal_code(jelena, "3760503 0299", liis)
    assert CODE not in stored(jelena)
    assert Person.objects.get(pk=jelena.pk).personal_code == CODE


def test_the_birth_date_comes_from_the_code(jelena: Person, liis: Person) -> None:
    set_personal_code(jelena, CODE, liis)
    assert Person.objects.get(pk=jelena.pk).birth_date == date(1976, 5, 3)


def test_the_same_code_is_encrypted_differently_each_time() -> None:
    assert encrypt(CODE) != encrypt(CODE)


def test_a_code_belongs_to_one_person(jelena: Person, liis: Person) -> None:
    set_personal_code(jelena, CODE, liis)
    with pytest.raises(Refused, match=r"code\.personal_used"):
        set_personal_code(liis, CODE, liis)
    assert Person.objects.get(pk=liis.pk).personal_code == ""


def test_a_false_code_is_refused_and_changes_nothing(jelena: Person, liis: Person) -> None:
    with pytest.raises(Refused, match=r"code\.personal"):
        set_personal_code(jelena, "36805280108", liis)
    assert Person.objects.get(pk=jelena.pk).personal_code_index is None
    assert not HistoryEntry.objects.exists()


def test_the_mask_shows_the_first_digit_and_the_last_four() -> None:
    assert Person(personal_code="47605030009").personal_code_masked == "4xxxxxx0009"
    assert Person().personal_code_masked == ""


def test_each_look_is_recorded_with_its_reason(jelena: Person, liis: Person) -> None:
    set_personal_code(jelena, CODE, liis)
    assert reveal_personal_code(jelena, liis, "Printing the certificate") == CODE
    entry = HistoryEntry.objects.get(action="person.code_revealed")
    assert (entry.actor, entry.subject_id, entry.reason) == (liis, jelena.pk, "Printing the certificate")


def test_a_look_without_a_reason_is_refused(jelena: Person, liis: Person) -> None:
    set_personal_code(jelena, CODE, liis)
    with pytest.raises(Refused, match=r"code\.reason_needed"):
        reveal_personal_code(jelena, liis, "  ")


def test_history_never_holds_the_code(jelena: Person, liis: Person) -> None:
    set_personal_code(jelena, CODE, liis)
    reveal_personal_code(jelena, liis, "Printing the certificate")
    assert CODE not in repr(list(HistoryEntry.objects.values()))


def test_an_altered_byte_is_noticed() -> None:
    raw = bytearray(base64.b64decode(encrypt(CODE)))
    raw[-1] ^= 1
    with pytest.raises(InvalidTag):
        decrypt(base64.b64encode(bytes(raw)).decode())


def test_another_key_opens_nothing(settings: LazySettings) -> None:
    sealed = encrypt(CODE)
    settings.PERSONAL_CODE_KEY = "another"
    with pytest.raises(InvalidTag):
        decrypt(sealed)


def test_a_replaced_key_still_reads_until_the_codes_are_renewed(
    jelena: Person, liis: Person, settings: LazySettings
) -> None:
    set_personal_code(jelena, CODE, liis)
    settings.PERSONAL_CODE_FORMER_KEYS = [settings.PERSONAL_CODE_KEY]
    settings.PERSONAL_CODE_KEY = "the next one"
    assert renew_encryption() == 1
    settings.PERSONAL_CODE_FORMER_KEYS = ["forgotten"]
    assert Person.objects.get(pk=jelena.pk).personal_code == CODE
    with pytest.raises(Refused, match=r"code\.personal_used"):
        set_personal_code(liis, CODE, liis)


def test_a_key_the_settings_do_not_name_is_said_so(settings: LazySettings) -> None:
    settings.PERSONAL_CODE_FORMER_KEYS = ["one", "two"]
    sealed = encrypt(CODE)
    settings.PERSONAL_CODE_FORMER_KEYS = []
    with pytest.raises(KeyLost):
        decrypt(sealed)
