"""The verbs of the register: what they write, what they refuse, what never happens to a number."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from placements import clock
from placements.certificates.files import FileDamaged, path_of, read_file
from placements.certificates.issuing import correct, duplicate, issue, issue_again, revoke, translate
from placements.certificates.making import make_again, requeue_editions, typeset_edition
from placements.certificates.models import DocumentEdition, IssuedDocument, RegisterYear
from placements.certificates.register import content_kept
from placements.certificates.selectors import history_of
from placements.clock import timedelta
from placements.cohorts.models import Cohort
from placements.decisions.models import Appeal, Decision
from placements.people.models import Person
from placements.records.models import ProviderSettings, WorkItem
from placements.refusals import Refused
from tests.certificates.graduates import CODE, decided, graduate, graduates, manager
from tests.certificates.reading import text_of
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db
YEAR = clock.local_date(clock.now()).year


@pytest.fixture
def issued(cohort: Cohort) -> IssuedDocument:
    return issue(graduate(cohort), manager(), "et")


def codes(verb: Any, *arguments: Any) -> list[str]:
    with pytest.raises(Refused) as refused, transaction.atomic():
        verb(*arguments)
    return [each.code for each in refused.value.refusals]


def acts(document: IssuedDocument) -> list[str]:
    return [entry.action for entry in history_of(document)]


def pdf_of(edition: DocumentEdition) -> bytes:
    edition.refresh_from_db()
    return read_file(edition)


def test_issuing_numbers_by_kind_and_year_and_keeps_what_is_printed(cohort: Cohort) -> None:
    first, second = (issue(each, manager(), "et") for each in graduates(cohort, 2))
    other = issue(graduates(cohort, 1, outcome="toend")[0], manager(), "ru")
    assert [each.number for each in (first, second, other)] == [f"T-{YEAR}-0001", f"T-{YEAR}-0002", f"TD-{YEAR}-0001"]
    kept = content_kept(second)
    assert (kept["number"], kept["public_id"], kept["kind"]) == (second.number, second.public_id, "tunnistus")
    assert (second.public_content["name"], len(second.public_id)) == (second.learner.name, 16)
    assert acts(second) == ["document.issued"]


def test_the_content_is_encrypted_and_files_tell_nothing(issued: IssuedDocument) -> None:
    deliver_all()
    edition = issued.editions.get()
    column = IssuedDocument.objects.filter(pk=issued.pk).extra(select={"raw": "content"}).values_list("raw")[0][0]
    with default_storage.open(edition.path) as stored:
        raw = stored.read()
    assert CODE not in column
    assert CODE.encode() not in raw
    assert b"%PDF" not in raw
    assert edition.path == path_of(edition)
    assert CODE in text_of(pdf_of(edition))


def test_the_learner_is_told_once_the_file_is_there_without_code_or_attachment(issued: IssuedDocument) -> None:
    (mail,) = [each for each in deliver_all() if each.to == [issued.learner.email]]
    assert issued.number in mail.subject
    assert "/certificate/" in str(mail.body)
    assert CODE not in str(mail.body) + mail.subject
    assert mail.attachments == []


def test_making_a_file_twice_changes_nothing_and_a_lost_one_is_made_again(issued: IssuedDocument) -> None:
    edition = issued.editions.get()
    for _ in range(2):
        typeset_edition({"edition": edition.pk})
    first = pdf_of(edition)
    default_storage.delete(edition.path)
    make_again(edition)
    deliver_all()
    assert pdf_of(edition) == first
    assert "document.file_lost" in acts(issued)


def test_an_edition_without_file_and_message_is_queued_again(issued: IssuedDocument) -> None:
    late = clock.now() + timedelta(minutes=6)
    assert requeue_editions(late) == 0
    deliver_all()
    DocumentEdition.objects.update(path="")
    assert requeue_editions(late) == 1
    deliver_all()
    assert issued.editions.get().path


def test_a_changed_file_is_never_handed_out(issued: IssuedDocument) -> None:
    deliver_all()
    edition = issued.editions.get()
    DocumentEdition.objects.filter(pk=edition.pk).update(digest="0" * 64)
    with pytest.raises(FileDamaged):
        pdf_of(edition)


def test_a_second_document_is_refused(issued: IssuedDocument) -> None:
    assert codes(issue, issued.decision, manager(), "et") == ["document.issued"]


def test_a_held_superseded_or_empty_decision_is_refused(cohort: Cohort) -> None:
    held, former, none = graduates(cohort, 3)
    Appeal.objects.create(decision=held, text="Ei nõustu", filed_by=held.learner)
    decided(former.enrolment, supersedes=former)
    empty = decided(none.enrolment, "none", supersedes=none)
    assert codes(issue, held, manager(), "et") == ["document.appeal_hold"]
    assert codes(issue, former, manager(), "et") == ["document.decision_superseded"]
    assert codes(issue, empty, manager(), "et") == ["document.no_document"]
    assert not RegisterYear.objects.exists()


def test_a_rolled_back_transaction_leaves_no_gap(cohort: Cohort) -> None:
    first, second = graduates(cohort, 2)
    with transaction.atomic():
        assert issue(first, manager(), "et").sequence == 1
        transaction.set_rollback(True)
    assert issue(second, manager(), "et").sequence == 1


def test_revoking_needs_a_reason_tells_the_learner_and_frees_the_way(issued: IssuedDocument) -> None:
    deliver_all()
    assert codes(revoke, issued, manager(), " ") == ["document.reason_needed"]
    revoke(issued, manager(), "Nimi oli vale.")
    assert "Nimi oli vale" in str(deliver_all()[0].body)
    assert codes(revoke, issued, manager(), "Veel kord") == ["document.not_valid"]
    assert acts(issued)[-1] == "document.revoked"
    assert codes(issue, issued.decision, manager(), "et") == ["document.revoked_before"]
    assert issue_again(issued, manager(), "Nimi on parandatud").sequence == issued.sequence + 1
    assert codes(issue_again, issued, manager(), "Veel kord") == ["document.issued"]


def test_a_duplicate_is_marked_and_has_the_same_number(issued: IssuedDocument) -> None:
    edition = duplicate(issued, manager(), "Kadunud", "en")
    deliver_all()
    said = text_of(pdf_of(edition))
    assert issued.number in said
    assert "Duplicate" in said
    assert (edition.ordinal, edition.kind) == (2, "duplicate")
    assert "Duplicate" not in text_of(pdf_of(issued.editions.get(ordinal=1)))


def test_a_translation_is_made_once(issued: IssuedDocument) -> None:
    edition = translate(issued, issued.learner, "ru")
    deliver_all()
    assert "Учебная программа" in text_of(pdf_of(edition))
    assert codes(translate, issued, manager(), "ru") == ["document.language_made"]
    assert codes(translate, issued, manager(), "et") == ["document.language_made"]


def test_a_corrected_document_replaces_the_old_one(issued: IssuedDocument) -> None:
    Person.objects.filter(pk=issued.learner_id).update(name="Jelena Smirnova")
    made = correct(issued, manager(), "Uus nimi")
    issued.refresh_from_db()
    assert (issued.state, made.state, made.replaces, made.sequence) == ("superseded", "valid", issued, 2)
    assert made.public_content["name"] == "Jelena Smirnova"
    assert issued.public_content["name"] == "Jelena Morozova"
    assert codes(correct, issued, manager(), "Veel kord") == ["document.not_valid"]


def test_a_correction_that_is_refused_leaves_the_old_one_valid(issued: IssuedDocument) -> None:
    ProviderSettings.objects.filter(pk=1).update(place_of_issue="")
    assert codes(correct, issued, manager(), "Uus nimi") == ["document.missing"]
    issued.refresh_from_db()
    assert issued.state == "valid"
    assert RegisterYear.objects.get().last == 1


def superseded(document: IssuedDocument, basis: str) -> None:
    from placements.certificates.superseding import decision_superseded

    decided(document.enrolment, "toend", supersedes=document.decision, basis=basis, reason="Tunnid olid valed")
    for _ in range(2):
        decision_superseded({"decision": document.decision_id})
    document.refresh_from_db()


def test_an_annulled_completion_revokes_the_document(issued: IssuedDocument) -> None:
    superseded(issued, Decision.Basis.ANNULMENT)
    assert (issued.state, issued.state_reason) == ("revoked", "Tunnid olid valed")


def test_another_successor_asks_the_manager_until_he_has_acted(issued: IssuedDocument) -> None:
    superseded(issued, Decision.Basis.APPEAL)
    item = WorkItem.objects.open().get(kind="document_recheck")
    assert (issued.state, item.owner, item.subject_id) == ("valid", manager(), issued.pk)
    assert correct(issued, manager(), "Uus otsus").kind == "toend"
    assert not WorkItem.objects.open().filter(kind="document_recheck").exists()
