"""What two people decide, with wrong amounts, texts, files or people: a sentence, and nothing half done."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.walk import Walk
from placements.cohorts.models import Cohort, Role
from placements.people.models import Person
from placements.people.services import get_or_create_by_email
from placements.records.models import StoredFile, WorkItem
from tests.completion.refusing import Answer, Walks, client_of, manager, post, turn

pytestmark = [pytest.mark.django_db, pytest.mark.database]
GOOD = {"academic_hours": "20", "basis": "Müüja 2019–2024", "reason": "Kattub väljunditega"}
MEGABYTE = 1024 * 1024


def propose(walk: Walk, **changes: Any) -> Answer:
    return turn(walk, "recognise", **GOOD | changes)


@pytest.mark.parametrize(
    ("hours", "status", "words"),
    [
        ("0", 422, "greater than or equal to 1"),
        ("-5", 422, "greater than or equal to 1"),
        ("81", 409, "60\xa0h = 80\xa0ac.\xa0h can be recognised"),
        ("9" * 400, 422, "less than or equal to"),
        ("1_0", 422, "whole number"),
        ("١٠", 422, "whole number"),
        ("10,5", 422, "whole number"),
        ("", 422, "required"),
    ],
)
def test_an_amount_that_cannot_be(hours: str, status: int, words: str, new_walk: Walks) -> None:
    answer = propose(new_walk(), academic_hours=hours)
    assert answer.says(words, status), (answer.status, answer.sentences)
    assert GOOD["basis"] in answer.page


def test_no_more_is_recognised_than_is_still_required(new_walk: Walks) -> None:
    walk = new_walk().turn("recognise", minutes=2700, basis="Müüja", reason="Kattub", evidence=None)
    walk.do("second_opinion", {"confirms": True, "answer": ""})
    assert propose(walk, academic_hours="21").says("15\xa0h = 20\xa0ac.\xa0h can be recognised")


def test_too_long_and_odd_texts_are_refused_and_kept(new_walk: Walks) -> None:
    walk = new_walk()
    for text, words in (("a" * 10_000, "500"), ("a\x00b", "Null characters"), ("   ", "required")):
        answer = propose(walk, reason=text)
        assert answer.says(words, 422), (answer.status, answer.sentences)
    assert "a" * 400 in propose(walk, reason="a" * 10_000).page


def test_half_a_character_does_no_harm(new_walk: Walks) -> None:
    walk = new_walk()
    body = b"academic_hours=20&basis=M%C3%BC%C3%BCja&reason=a%ED%A0%80b"
    address, kind = f"/learners/{walk.practicum.pk}/turnings/recognise/", "application/x-www-form-urlencoded"
    assert client_of(manager()).post(address, body, content_type=kind).status_code == 302
    assert walk.practicum.proposals.get().reason.startswith("a\ufffd")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("suur.pdf", b"%PDF-" + b"0" * 11 * MEGABYTE, "10\xa0MB is allowed"),
        ("kasulik.exe", b"MZ\x90\x00", "(.exe) cannot be added: use PDF, JPG, PNG"),
        ("tunnistus.pdf", b"MZ\x90\x00", "empty or damaged"),
        ("tunnistus.pdf", b"", "empty"),
        ("tunnistus", b"%PDF-1.7", "cannot be added: use PDF, JPG, PNG"),
        ("pilt.svg", b"<svg onload=alert(1)>", "(.svg) cannot be added"),
        ("tunnistus.PNG", b"%PDF-1.7", "empty or damaged"),
    ],
)
def test_evidence_that_is_no_evidence(name: str, content: bytes, words: str, new_walk: Walks) -> None:
    answer = propose(new_walk(), evidence=SimpleUploadedFile(name, content))
    assert answer.status in {409, 422}
    assert answer.says(words, answer.status), (answer.status, answer.sentences)
    assert GOOD["reason"] in answer.page
    assert not StoredFile.objects.exists()


def test_the_same_is_not_proposed_twice(new_walk: Walks) -> None:
    walk = new_walk()
    assert propose(walk).status == 302
    assert propose(walk, academic_hours="10").says("waits for a second person")


@pytest.mark.parametrize("kind", ["curator", "manager"])
def test_the_one_who_proposed_neither_sees_nor_sends_the_answer(kind: str, new_walk: Walks) -> None:
    walk = new_walk()
    first = manager() if kind == "manager" else walk.practicum.cohort.roles.get(person__name="Liis Saar").person
    assert propose(walk, by=first).status == 302
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="second_opinion")
    assert item.owner != first
    for address in (f"/tasks/{item.pk}/", f"/inbox/{item.pk}/"):
        assert client_of(first).get(address).status_code == 404
        assert post(client_of(first), address, {"confirms": "yes", "answer": ""}).is_unchanged


def test_refusing_needs_a_reason_and_answering_twice_is_answered(new_walk: Walks) -> None:
    walk = new_walk()
    assert propose(walk).status == 302
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="second_opinion")
    address, client = f"/tasks/{item.pk}/", client_of(item.owner)
    assert post(client, address, {"confirms": "no", "answer": " "}).says("Refusing needs a reason")
    assert client.post(address, {"confirms": "yes", "answer": ""}).status_code == 302
    again = post(client, address, {"confirms": "yes", "answer": ""})
    assert (again.status, again.is_unchanged) == (409, True)


def test_without_a_second_person_nothing_is_proposed(new_walk: Walks) -> None:
    walk = new_walk()
    Role.objects.exclude(person=manager()).delete()
    assert propose(walk).says("name another curator or training manager first")


def strangers(walk: Walk) -> dict[str, Person]:
    """Everybody who may not let this practicum take a turning."""
    cohort = walk.practicum.cohort
    dates = {name: getattr(cohort, name) for name in ("starts_on", "ends_on", "practicum_from", "practicum_until")}
    foreign = Cohort.objects.create(code="muu", programme_version=cohort.programme_version, **dates)
    curator = get_or_create_by_email("muu@example.ee", name="Muu Kuraator", language="et")
    Role.objects.create(person=curator, cohort=foreign, kind=Role.Kind.CURATOR)
    return {
        "learner": walk.practicum.learner,
        "foreign curator": curator,
        "auditor": Role.objects.get(kind="auditor").person,
        "trainer": Role.objects.get(kind="trainer").person,
    }


def test_nobody_else_of_the_school_lets_a_practicum_turn(new_walk: Walks) -> None:
    walk = new_walk().start()
    for name, person in strangers(walk).items():
        for code in ("suspend", "recognise", "break_off", "annul"):
            answer = turn(walk, code, by=person, **GOOD, on="2026-11-23")
            assert (answer.status, answer.is_unchanged) == (404, True), name


@pytest.mark.parametrize("code", ["expel", "cancel", "waive_evaluation"])
def test_what_only_the_manager_may_do_is_no_page_of_the_curator(code: str, new_walk: Walks) -> None:
    walk = new_walk().start()
    curator = walk.practicum.cohort.roles.get(person__name="Liis Saar").person
    answer = turn(walk, code, by=curator, on="2026-11-23", reason="Isiklik")
    assert (answer.status, answer.is_unchanged) == (404, True)
    assert (
        f"/turnings/{code}/" not in client_of(curator).get(f"/learners/{walk.practicum.pk}/turnings/").content.decode()
    )
