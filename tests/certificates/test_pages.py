"""The pages: one's own documents, the register, a group's documents."""

from typing import Any

import pytest

from placements.certificates.issuing import issue
from placements.certificates.models import DocumentEdition, IssuedDocument
from placements.certificates.selectors import history_of
from placements.cohorts.models import Cohort, Role
from placements.people.models import Person
from placements.records.models import ProviderSettings
from tests.certificates.graduates import CODE, graduate, graduates, manager
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
