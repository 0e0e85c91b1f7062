"""What a batch leaves alone: revoked documents, and what somebody is asked to look at again."""

from typing import Any

import pytest

from placements import clock
from placements.certificates.batches import start_batch
from placements.certificates.issuing import issue, issue_again, revoke
from placements.certificates.models import IssuedDocument
from placements.certificates.selectors import candidates, history_of
from placements.cohorts.models import Cohort
from placements.decisions.models import Decision
from placements.records.models import WorkItem
from placements.refusals import Refused
from tests.certificates.graduates import decided, graduate, graduates, manager
from tests.office import browser_of
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def revoked(cohort: Cohort) -> IssuedDocument:
    return revoke(issue(graduate(cohort), manager(), "ru"), manager(), "Nimi oli vale")


def holds(cohort: Cohort) -> dict[Decision, list[str]]:
    return {each.decision: [refusal.code for refusal in each.refusals] for each in candidates(cohort, clock.now())}


def codes(verb: Any, *arguments: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        verb(*arguments)
    return [each.code for each in refused.value.refusals]


def ask(kind: str, subject: Any, cohort: Cohort) -> WorkItem:
    values = {"part": "manager", "owner": manager(), "due_at": clock.now(), "cohort_id": cohort.pk}
    return WorkItem.objects.create(kind=kind, subject_id=subject.pk, **values)


def test_a_revoked_document_does_not_come_back_with_the_next_batch(cohort: Cohort, revoked: IssuedDocument) -> None:
    (other,) = graduates(cohort, 1)
    assert holds(cohort) == {revoked.decision: ["document.revoked_before"], other: []}
    start_batch(cohort, manager())
    deliver_all()
    assert list(IssuedDocument.objects.filter(state="valid").values_list("decision", flat=True)) == [other.pk]
    page = browser_of(manager()).get(f"/cohorts/{cohort.code}/documents/?lang=en").content.decode()
    assert f"Document {revoked.number} of this decision was revoked" in page


def test_a_new_decision_is_issued_as_any_other(cohort: Cohort, revoked: IssuedDocument) -> None:
    anew = decided(revoked.enrolment, "toend", supersedes=revoked.decision)
    assert holds(cohort) == {anew: []}


def test_nothing_is_issued_while_somebody_is_asked_to_look_again(cohort: Cohort) -> None:
    decision, other = graduates(cohort, 2)
    item = ask("decision_recheck", decision, cohort)
    ask("decision_override", other, cohort)
    assert holds(cohort) == {decision: ["document.recheck_open"], other: []}
    assert codes(issue, decision, manager(), "et") == ["document.recheck_open"]
    WorkItem.objects.filter(pk=item.pk).update(done_at=clock.now())
    assert issue(decision, manager(), "et").state == "valid"


def test_issuing_again_waits_for_a_question_too(cohort: Cohort, revoked: IssuedDocument) -> None:
    ask("document_recheck", revoked, cohort)
    assert holds(cohort) == {revoked.decision: ["document.recheck_open", "document.revoked_before"]}
    assert codes(issue_again, revoked, manager(), "Vaja") == ["document.recheck_open"]


def test_issued_again_on_the_page_of_the_register_with_a_reason(cohort: Cohort, revoked: IssuedDocument) -> None:
    browser, address = browser_of(manager()), f"/register/{revoked.public_id}/again/"
    assert "Issue again" in browser.get(f"/register/{revoked.public_id}/?lang=en").content.decode()
    assert browser.post(address, {"reason": " ", "sure": "1"}).status_code == 422
    assert browser.post(address, {"reason": "Nimi on parandatud"}).status_code == 200
    assert IssuedDocument.objects.count() == 1
    assert browser.post(address, {"reason": "Nimi on parandatud", "sure": "1"}).status_code == 302
    made = IssuedDocument.objects.get(state="valid")
    assert (made.decision, made.language, made.sequence) == (revoked.decision, "ru", 2)
    assert history_of(made)[0].reason == "Nimi on parandatud"
    assert codes(issue_again, made, manager(), "Veel") == ["document.not_revoked", "document.issued"]
    assert "Issue again" not in browser.get(f"/register/{revoked.public_id}/?lang=en").content.decode()


def test_after_a_new_decision_the_old_one_is_not_issued_again(cohort: Cohort, revoked: IssuedDocument) -> None:
    decided(revoked.enrolment, "toend", supersedes=revoked.decision)
    assert codes(issue_again, revoked, manager(), "Vaja") == ["document.decision_superseded"]
    page = browser_of(manager()).get(f"/register/{revoked.public_id}/?lang=en").content.decode()
    assert "/again/" not in page
