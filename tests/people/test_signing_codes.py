"""Signing codes: ten minutes, five tries, used once."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.utils.translation import override
from time_machine import travel

from notifications.models import OutboxMessage
from placements.people.codes import check_code, code_of, count_wrong_try, issue_code
from placements.people.models import Person, SigningCode
from placements.refusals import Refused
from placements.sentences import sentence
from tests.people.conftest import Post

pytestmark = pytest.mark.django_db


def check(person: Person, typed: str, subject_id: int = 7) -> str:
    refusal = check_code(person, "agreement", subject_id, typed)
    return refusal.code if refusal else ""


def wrong(row: SigningCode) -> str:
    return f"{(int(code_of(row)) + 1) % 1_000_000:06d}"


@pytest.fixture
def row(jelena: Person) -> SigningCode:
    return issue_code(jelena, "agreement", 7)


def test_the_right_code_counts_once(jelena: Person, row: SigningCode) -> None:
    assert check(jelena, code_of(row)) == ""
    assert check(jelena, code_of(row)) == "sign.expired_code"


def test_the_code_has_six_digits_and_may_be_typed_with_blanks(jelena: Person, row: SigningCode) -> None:
    code = code_of(row)
    assert len(code) == 6
    assert code.isdigit()
    assert check(jelena, f" {code[:3]} {code[3:]} ") == ""


@pytest.mark.parametrize("typed", ["", "õõõõõõ", "１２３４５６", "0" * 1000])
def test_anything_else_is_wrong(jelena: Person, row: SigningCode, typed: str) -> None:
    assert check(jelena, typed) == "sign.wrong_code"


def test_the_database_holds_no_code(jelena: Person, row: SigningCode) -> None:
    held = repr(SigningCode.objects.values_list("purpose", "subject_id")) + repr(
        OutboxMessage.objects.values("payload")
    )
    assert code_of(row) not in held


def test_the_code_comes_by_mail_and_not_in_the_subject(jelena: Person, row: SigningCode, post: Post) -> None:
    (text,) = post()
    assert code_of(row) in text
    assert mail.outbox[0].to == [jelena.email]
    assert code_of(row) not in mail.outbox[0].subject


def test_a_code_ends_after_ten_minutes(jelena: Person, row: SigningCode) -> None:
    with travel(row.expires_at - timedelta(seconds=1)), transaction.atomic():
        assert check(jelena, wrong(row)) == "sign.wrong_code"
    with travel(row.expires_at):
        assert check(jelena, code_of(row)) == "sign.expired_code"


def test_after_five_wrong_tries_the_right_code_is_locked(jelena: Person, row: SigningCode) -> None:
    for _ in range(5):
        assert check(jelena, wrong(row)) == "sign.wrong_code"
        count_wrong_try(jelena, "agreement", 7)
    assert check(jelena, code_of(row)) == "sign.locked"


def test_a_refusal_tells_how_many_tries_are_left(jelena: Person, row: SigningCode) -> None:
    refusal = check_code(jelena, "agreement", 7, wrong(row))
    assert refusal is not None
    assert refusal.values == {"n": 4}


def test_a_fresh_code_ends_the_earlier_one(jelena: Person, row: SigningCode) -> None:
    fresh = issue_code(jelena, "agreement", 7)
    if code_of(fresh) != code_of(row):
        assert check(jelena, code_of(row)) == "sign.wrong_code"
    assert check(jelena, code_of(fresh)) == ""


def test_a_code_fits_only_its_person_purpose_and_subject(jelena: Person, liis: Person, row: SigningCode) -> None:
    assert check(liis, code_of(row)) == "sign.expired_code"
    assert check(jelena, code_of(row), subject_id=8) == "sign.expired_code"
    refusal = check_code(jelena, "completion", 7, code_of(row))
    assert refusal is not None
    assert check(jelena, code_of(row)) == ""


def test_ten_codes_an_hour_are_enough(jelena: Person, row: SigningCode) -> None:
    for _ in range(9):
        issue_code(jelena, "agreement", 7)
    with pytest.raises(Refused, match=r"sign\.too_many_codes"):
        issue_code(jelena, "agreement", 7)
    assert SigningCode.objects.count() == OutboxMessage.objects.filter(kind="signing_code").count() == 10
    issue_code(jelena, "agreement", 8)
    with travel(row.created_at + timedelta(hours=1)):
        issue_code(jelena, "agreement", 7)


def test_too_many_codes_names_the_time_from_which_one_may_ask_again(jelena: Person) -> None:
    with travel("2026-11-24T10:00:00Z", tick=False):
        for _ in range(10):
            issue_code(jelena, "agreement", 7)
        with pytest.raises(Refused) as raised:
            issue_code(jelena, "agreement", 7)
    with override("en"):
        assert sentence(raised.value.refusals[0]) == "Too many tries in a short time: try again from 13:00."


def _run(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def _at_once(deed: Callable[[], str], times: int) -> list[str]:
    gate, outcomes = threading.Barrier(times), list[str]()

    def run() -> None:
        try:
            gate.wait(timeout=10)
            outcomes.append(deed())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    _run(threads)
    return sorted(outcomes)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_uses_one_counts(jelena: Person) -> None:
    assert connection.vendor == "postgresql"
    for subject_id in range(1, 21):
        code = code_of(issue_code(jelena, "agreement", subject_id))
        outcomes = _at_once(lambda code=code, subject=subject_id: check(jelena, code, subject), 2)
        assert outcomes == ["", "sign.expired_code"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_simultaneous_wrong_try_goes_uncounted(jelena: Person) -> None:
    assert connection.vendor == "postgresql"
    row = issue_code(jelena, "agreement", 7)
    _at_once(lambda: str(count_wrong_try(jelena, "agreement", 7)), 4)
    row.refresh_from_db()
    assert row.tries_left == 1
