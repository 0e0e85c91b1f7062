"""The pages: one's own documents, the register, a group's documents."""

from typing import Any

import pytest

from placements.agreements.models import Practicum
from placements.certificates.issuing import duplicate, issue
from placements.certificates.models import DocumentEdition, IssuedDocument
from placements.certificates.public_ids import grouped
from placements.certificates.selectors import history_of
from placements.cohorts.models import Cohort, Role
from placements.people.models import Person
from placements.people.services import set_personal_code
from placements.records.models import ProviderSettings
from tests.certificates.graduates import CODE, decided, graduate, graduates, manager
from tests.certificates.reading import text_of
from tests.office import browser_of
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(cohort: Cohort) -> IssuedDocument:
    document = issue(graduate(cohort), manager(), "et")
    deliver_all()
    return document


def auditor() -> Person:
    return Role.objects.get(kind="auditor").person


def page(person: Person, address: str) -> str:
    return str(browser_of(person).get(f"{address}?lang=en").content.decode())


def test_the_learner_sees_shares_and_downloads_the_own_document(issued: IssuedDocument) -> None:
    text = page(issued.learner, "/certificate/")
    assert issued.number in text
    assert f"/v/{issued.public_id}/" in text
    assert CODE not in text
    response = browser_of(issued.learner).post(f"/register/{issued.public_id}/files/1/")
    assert CODE in text_of(response.content)
    assert "no-store" in response["Cache-Control"]
    assert CODE not in response["Content-Disposition"]


def test_every_download_is_recorded_and_looking_at_pages_is_not(issued: IssuedDocument) -> None:
    for person in (issued.learner, manager(), auditor()):
        browser_of(person).post(f"/register/{issued.public_id}/files/1/")
        page(manager(), f"/register/{issued.public_id}/")
    opened = [entry.actor for entry in history_of(issued) if entry.action == "document.opened"]
    assert opened == [issued.learner, manager(), auditor()]


def test_nobody_else_opens_a_file(issued: IssuedDocument, cohort: Cohort) -> None:
    other = graduate(cohort, code="").learner
    curator = Role.objects.filter(kind="curator").first()
    assert curator is not None
    for person in (other, curator.person):
        assert browser_of(person).post(f"/register/{issued.public_id}/files/1/").status_code == 404


def test_a_file_on_its_way_and_a_lost_one_are_told_so(cohort: Cohort) -> None:
    document = issue(graduate(cohort), manager(), "et")
    browser = browser_of(document.learner)
    assert browser.post(f"/register/{document.public_id}/files/1/").status_code == 409
    deliver_all()
    DocumentEdition.objects.update(path="documents/gone")
    assert browser.post(f"/register/{document.public_id}/files/1/").status_code == 409
    deliver_all()
    assert browser.post(f"/register/{document.public_id}/files/1/").status_code == 200


def test_the_learner_asks_for_another_language(issued: IssuedDocument) -> None:
    browser = browser_of(issued.learner)
    assert browser.post(f"/certificate/{issued.public_id}/language/", {"language": "ru"}).status_code == 302
    assert browser.post(f"/certificate/{issued.public_id}/language/", {"language": "ru"}).status_code == 409
    assert browser.post(f"/certificate/{issued.public_id}/language/", {"language": "xx"}).status_code == 302
    assert sorted(issued.editions.values_list("language", flat=True)) == ["et", "ru"]


def test_the_register_is_searched_by_the_code_however_it_is_typed(issued: IssuedDocument, cohort: Cohort) -> None:
    other = issue(graduates(cohort, 1)[0], manager(), "et")
    dashed = grouped(issued.public_id)
    for typed in (issued.public_id, dashed, dashed.lower(), f" {dashed.replace('-', ' ')} "):
        text = browser_of(auditor()).post("/register/", {"q": typed}).content.decode()
        assert issued.number in text
        assert other.number not in text


def test_a_duplicate_has_a_label_and_a_file_name_of_its_own(issued: IssuedDocument) -> None:
    duplicate(issued, manager(), "Kadunud")
    deliver_all()
    browser, text = browser_of(issued.learner), page(issued.learner, "/certificate/")
    assert [text.count(each) for each in ("Download PDF", "Download the duplicate")] == [1, 1]
    files = [browser.post(f"/register/{issued.public_id}/files/{ordinal}/") for ordinal in (1, 2)]
    names = [each["Content-Disposition"] for each in files]
    stem = issued.number.lower()
    assert names == [f'attachment; filename="{stem}-et.pdf"', f'attachment; filename="{stem}-et-duplicate-2.pdf"']


def test_that_files_carry_no_seal_is_told_to_the_school_with_the_way_out(issued: IssuedDocument) -> None:
    assert "no electronic seal" not in page(issued.learner, "/certificate/")
    assert "make_seal_key" in page(auditor(), "/register/")


@pytest.mark.parametrize(("code", "says"), [("", "date of birth"), (CODE, "personal code")])
def test_the_register_says_what_the_file_shows(cohort: Cohort, code: str, says: str) -> None:
    document = issue(graduate(cohort, code=code), manager(), "et")
    assert f"The file shows the {says}" in page(auditor(), f"/register/{document.public_id}/")


@pytest.mark.parametrize(
    ("outcome", "way", "offered"),
    [("toend", "Correct the document", True), ("none", "Revoke the document: the new decision", False)],
)
def test_a_document_whose_decision_was_replaced_says_what_to_do(
    issued: IssuedDocument, outcome: str, way: str, offered: bool
) -> None:
    address = f"/register/{issued.public_id}/"
    assert "The decision behind this document was replaced" not in page(manager(), address)
    decided(issued.enrolment, outcome, supersedes=issued.decision)
    text = page(manager(), address)
    assert "The decision behind this document was replaced" in text
    assert way in text
    assert ("/correct/" in text, "/revoke/" in text) == (offered, True)


def corrected_preview(document: IssuedDocument) -> str:
    response = browser_of(manager()).post(f"/register/{document.public_id}/correct/?lang=en", {"reason": "Viga"})
    assert response.status_code == 200
    text: str = response.content.decode().replace("\xa0", " ")
    return text


def test_before_a_correction_the_old_stands_beside_the_new(issued: IssuedDocument) -> None:
    assert "Nothing but the number would differ" in corrected_preview(issued)
    Person.objects.filter(pk=issued.learner_id).update(name="Jelena Smirnova")
    set_personal_code(Person.objects.get(pk=issued.learner_id), "49901010006", manager())
    ProviderSettings.objects.filter(pk=1).update(place_of_issue="Narva")
    Practicum.objects.filter(enrolment=issued.enrolment_id).update(recognised_minutes=45)
    text = corrected_preview(issued)
    for old, new in (("Jelena Morozova", "Jelena Smirnova"), ("Tallinn", "Narva")):
        assert f"<del>{old}</del> → <b>{new}</b>" in text
    assert text.count("<dd>differs</dd>") == 2, "assessment and personal code"
    assert CODE not in text
    assert "49901010006" not in text


def test_a_correction_to_another_kind_tells_it(issued: IssuedDocument) -> None:
    decided(issued.enrolment, "toend", supersedes=issued.decision)
    text = corrected_preview(issued)
    assert "<del>Certificate of completion</del> → <b>Attestation of participation</b>" in text
    assert "<del>–</del> → <b>80 ac. h</b>" in text


@pytest.mark.parametrize("typed", ["0001", "morozova", "jelena T-"])
def test_the_register_is_searched_by_number_and_name_and_not_in_the_address(
    issued: IssuedDocument, cohort: Cohort, typed: str
) -> None:
    other = issue(graduates(cohort, 1)[0], manager(), "et")
    response = browser_of(auditor()).post("/register/", {"q": typed})
    text = response.content.decode()
    assert issued.number in text
    assert other.number not in text
    assert response.status_code == 200


def test_a_deed_is_shown_before_it_is_done(issued: IssuedDocument) -> None:
    browser, address = browser_of(manager()), f"/register/{issued.public_id}/revoke/"
    shown = browser.post(address, {"reason": "Nimi oli vale"})
    issued.refresh_from_db()
    assert "Nimi oli vale" in shown.content.decode()
    assert issued.state == "valid"
    assert browser.post(address, {"reason": "Nimi oli vale", "sure": "1"}).status_code == 302
    issued.refresh_from_db()
    assert issued.state == "revoked"
    assert "Nimi oli vale" in page(issued.learner, "/certificate/")
    # What is no longer valid is handed out to nobody but the school.
    file = f"/register/{issued.public_id}/files/1/"
    assert [browser_of(each).post(file).status_code for each in (issued.learner, auditor())] == [404, 200]


def test_without_a_reason_nothing_is_done_and_it_is_said(issued: IssuedDocument) -> None:
    browser = browser_of(manager())
    for act in ("revoke", "duplicate", "correct"):
        assert browser.post(f"/register/{issued.public_id}/{act}/", {"reason": " ", "sure": "1"}).status_code == 422
        assert browser.post(f"/register/{issued.public_id}/{act}/", {"reason": "x", "sure": "1"}).status_code == 409
    assert browser.post(f"/register/{issued.public_id}/burn/", {"reason": "x", "sure": "1"}).status_code == 404
    assert issued.editions.count() == 1


def test_correcting_leads_to_the_new_document_and_both_name_each_other(issued: IssuedDocument) -> None:
    response = browser_of(manager()).post(f"/register/{issued.public_id}/correct/", {"reason": "Viga", "sure": "1"})
    made = IssuedDocument.objects.get(state="valid")
    assert response["Location"] == f"/register/{made.public_id}/"
    assert issued.number in page(auditor(), f"/register/{made.public_id}/")
    assert made.number in page(auditor(), f"/register/{issued.public_id}/")


def test_an_auditor_changes_nothing(issued: IssuedDocument, cohort: Cohort) -> None:
    browser = browser_of(auditor())
    for act in ("revoke", "language", "duplicate"):
        data: dict[str, Any] = {"reason": "Proovin", "sure": "1", "language": "ru"}
        assert browser.post(f"/register/{issued.public_id}/{act}/", data).status_code == 404
    assert browser.post(f"/cohorts/{cohort.code}/documents/", {"act": "start"}).status_code == 404


def test_a_batch_from_check_to_end(cohort: Cohort) -> None:
    graduates(cohort, 2)
    browser, address = browser_of(manager()), f"/cohorts/{cohort.code}/documents/"
    assert "Issue 2 documents" in page(manager(), address)
    assert browser.post(address, {"act": "start"}).status_code == 302
    assert 'hx-trigger="every 2s"' in page(manager(), f"{address}progress/")
    assert browser.post(address, {"act": "stop"}).status_code == 302
    assert "hx-trigger" not in page(manager(), f"{address}progress/")
    assert browser.post(address, {"act": "resume"}).status_code == 302
    deliver_all()
    assert "Settled: 2 of 2" in page(manager(), address)
    assert browser.post(address, {"act": "start"}).status_code == 409


def test_what_is_missing_is_told_before_anything_starts(cohort: Cohort) -> None:
    graduates(cohort, 1)
    ProviderSettings.objects.filter(pk=1).update(activity_notice_number="")
    text = page(manager(), f"/cohorts/{cohort.code}/documents/")
    assert "it lacks: EHIS notice number" in text
    assert 'value="start"' not in text
    assert browser_of(manager()).post(f"/cohorts/{cohort.code}/documents/", {"act": "start"}).status_code == 409
