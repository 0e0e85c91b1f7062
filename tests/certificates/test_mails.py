"""The mail that a document is ready, in its words."""

import pytest

from placements.certificates.issuing import correct, issue
from placements.certificates.models import IssuedDocument
from placements.cohorts.models import Cohort
from placements.people.models import Person
from tests.certificates.graduates import graduate, manager
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


def mail_about(document: IssuedDocument) -> str:
    """The learner's mail, in English."""
    Person.objects.filter(pk=document.learner_id).update(language="en")
    mails = [mail for mail in deliver_all() if mail.to == [document.learner.email]]
    (mail,) = [mail for mail in mails if document.number in mail.subject]
    return str(mail.body).replace("\xa0", " ")


def test_an_attestation_announces_the_hours_really_done(cohort: Cohort) -> None:
    text = mail_about(issue(graduate(cohort, outcome="toend", hours=(58, 53), tasks=3), manager(), "et"))
    assert "129 / 186 ac. h" in text


def test_a_certificate_announces_the_whole_course(cohort: Cohort) -> None:
    text = mail_about(issue(graduate(cohort), manager(), "et"))
    assert "186 ac. h" in text
    assert "/ 186" not in text


@pytest.mark.parametrize(
    ("code", "says"), [("48703120005", "your personal code"), ("", "your date of birth")], ids=["code", "birth"]
)
def test_it_names_what_the_file_shows(cohort: Cohort, code: str, says: str) -> None:
    text = mail_about(issue(graduate(cohort, code=code), manager(), "et"))
    shown = {each for each in ("your personal code", "your date of birth") if each in text}
    assert shown == {says}
    assert "/questions" in text
    assert "the same page" not in text


def test_of_a_corrected_one_the_old_number_is_void(cohort: Cohort) -> None:
    first = issue(graduate(cohort), manager(), "et")
    assert "void" not in mail_about(first)
    assert f"document {first.number} is void" in mail_about(correct(first, manager(), "Uus nimi"))
