"""Enrolling one learner: all of it happens, or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from notifications.models import OutboxMessage
from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.people.models import Invitation, Person
from placements.people.recognising import PersonDetails
from placements.people.services import set_personal_code
from placements.records.models import HistoryEntry, WorkItem
from placements.refusals import Refused
from tests.office import CODE, JELENA, Office, another_cohort
from tests.outbox import deliver_all
from workflows.enrolling import AlreadyEnrolled, enrol
from workflows.models import PracticumProcess

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TABLES = (Person, Enrolment, Practicum, PracticumProcess, WorkItem, Invitation, OutboxMessage, HistoryEntry)


def counts() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def refused(verb: Callable[[], object]) -> list[str]:
    """The codes with which the verb refuses; not a row is added anywhere, and no person is changed."""
    before, people = counts(), list(Person.objects.order_by("pk").values())
    with pytest.raises(Refused) as raised:
        verb()
    assert (counts(), list(Person.objects.order_by("pk").values())) == (before, people)
    return [refusal.code for refusal in raised.value.refusals]


def known(name: str = "Jelena Morozova", email: str | None = JELENA.email, **values: object) -> Person:
    return Person.objects.create(name=name, email=email, **values)


def test_a_new_learner_is_made_known_enrolled_begun_and_invited(office: Office) -> None:
    practicum = enrol(office.cohort, JELENA, office.liis)
    learner = practicum.learner
    assert (learner.name, learner.email, learner.phone, learner.language) == (
        JELENA.name, JELENA.email, JELENA.phone, "ru",
    )  # fmt: skip
    assert practicum.enrolment.programme_version == office.cohort.programme_version
    assert practicum.stage == "request"
    assert PracticumProcess.objects.filter(practicum=practicum).exists()
    assert WorkItem.objects.open().get(practicum=practicum).kind == "request"
    assert Invitation.objects.get(person=learner).invited_by == office.liis


def test_who_did_it_is_recorded_and_no_personal_data(office: Office) -> None:
    practicum = enrol(office.cohort, replace(JELENA, personal_code=CODE), office.liis)
    entry = HistoryEntry.objects.get(action="enrolment.made")
    assert (entry.actor, entry.practicum) == (office.liis, practicum)
    everything = repr(list(HistoryEntry.objects.values("details", "reason")))
    assert "elena" not in everything
    assert CODE not in everything


def test_the_learner_gets_one_mail_which_names_the_first_task(office: Office) -> None:
    enrol(office.cohort, replace(JELENA, language="et"), office.liis)
    (mail,) = deliver_all()
    assert mail.to == [JELENA.email]
    assert "/invitation/" in str(mail.body)
    assert "Praktikakoha taotlus" in str(mail.body)


def test_who_has_signed_in_before_gets_the_task_instead_of_an_invitation(office: Office) -> None:
    known(last_login=clock.now())
    enrol(office.cohort, JELENA, office.liis)
    assert not Invitation.objects.exists()
    (mail,) = deliver_all()
    assert "/request/" in str(mail.body)


def test_personal_code_and_date_of_birth_are_kept(office: Office) -> None:
    learner = enrol(office.cohort, replace(JELENA, personal_code=CODE), office.liis).learner
    learner.refresh_from_db()
    assert (learner.personal_code, learner.birth_date) == (CODE, date(1976, 5, 3))
    other = enrol(office.cohort, PersonDetails("Anu", "anu@example.ee", birth_date=date(1990, 1, 2)), office.liis)
    assert other.learner.birth_date == date(1990, 1, 2)


def test_a_known_person_is_found_by_address_and_what_was_missing_is_filled_in(office: Office) -> None:
    person = known(name="jelena  MOROZOVA", language="et", has_account=False)
    practicum = enrol(office.cohort, replace(JELENA, personal_code=CODE), office.liis)
    assert practicum.learner == person
    person.refresh_from_db()
    assert (person.name, person.language) == ("jelena  MOROZOVA", "et")
    assert (person.phone, person.personal_code, person.has_account) == (JELENA.phone, CODE, True)


def test_a_known_person_is_found_by_personal_code(office: Office) -> None:
    person = known(email=None)
    set_personal_code(person, CODE, office.piret)
    assert enrol(office.cohort, replace(JELENA, personal_code=CODE), office.liis).learner == person
    person.refresh_from_db()
    assert person.email == JELENA.email


@pytest.mark.parametrize("by_code", [True, False])
def test_another_name_is_asked_about(office: Office, by_code: bool) -> None:
    person = known(name="Jelena Petrova", email=None if by_code else JELENA.email)
    set_personal_code(person, CODE, office.piret)
    details = replace(JELENA, personal_code=CODE)
    assert refused(lambda: enrol(office.cohort, details, office.liis)) == ["person.other_name"]
    assert enrol(office.cohort, replace(details, is_same_person=True), office.liis).learner == person


def test_an_address_of_one_and_a_code_of_another_are_refused(office: Office) -> None:
    known()
    set_personal_code(known(name="Anu", email="anu@example.ee"), CODE, office.piret)
    details = replace(JELENA, personal_code=CODE, is_same_person=True)
    assert refused(lambda: enrol(office.cohort, details, office.liis)) == ["person.two_people"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": "new@example.ee", "personal_code": CODE}, "person.other_address"),
        ({"personal_code": "39901012239"}, "person.other_code"),
        ({"birth_date": date(1990, 1, 2)}, "person.other_birth_date"),
        ({"personal_code": CODE, "birth_date": date(1990, 1, 2)}, "person.birth_differs"),
    ],
)
def test_what_contradicts_the_known_person_is_refused(office: Office, changed: dict[str, object], code: str) -> None:
    set_personal_code(known(), CODE, office.piret)
    details = replace(JELENA, is_same_person=True, **changed)  # type: ignore[arg-type]
    assert refused(lambda: enrol(office.cohort, details, office.liis)) == [code]


def test_somebody_inactive_is_not_enrolled(office: Office) -> None:
    known(is_active=False)
    assert refused(lambda: enrol(office.cohort, JELENA, office.liis)) == ["person.inactive"]


def test_nobody_is_enrolled_twice(office: Office) -> None:
    practicum = enrol(office.cohort, JELENA, office.liis)
    assert refused(lambda: enrol(office.cohort, JELENA, office.liis)) == ["enrol.already"]
    with pytest.raises(AlreadyEnrolled) as raised:
        enrol(office.cohort, JELENA, office.liis)
    assert raised.value.practicum == practicum


def test_without_a_curator_the_manager_guides_and_without_both_nothing_begins(office: Office) -> None:
    Role.objects.filter(kind="curator").delete()
    assert enrol(office.cohort, JELENA, office.piret)
    Person.objects.filter(pk=office.piret.pk).update(is_active=False)
    anu = PersonDetails("Anu Kask", "anu@example.ee")
    assert refused(lambda: enrol(office.cohort, anu, office.liis)) == ["enrol.nobody_guides"]


@pytest.mark.parametrize("who", ["liis", "piret"])
def test_who_guides_the_cohort_is_not_its_learner(office: Office, who: str) -> None:
    person = getattr(office, who)
    details = PersonDetails(person.name, person.email)
    assert refused(lambda: enrol(office.cohort, details, office.piret)) == ["enrol.guides_it"]


def test_an_auditor_may_learn(office: Office) -> None:
    assert enrol(office.cohort, PersonDetails(office.rein.name, str(office.rein.email)), office.piret)


def test_a_second_running_practicum_is_refused(office: Office) -> None:
    practicum = enrol(office.cohort, JELENA, office.liis)
    other = another_cohort(office.cohort)
    assert refused(lambda: enrol(other, JELENA, office.piret)) == ["enrol.elsewhere"]
    Practicum.objects.filter(pk=practicum.pk).update(stage="completed", completed_at=clock.now())
    assert enrol(other, JELENA, office.piret).learner == practicum.learner


def test_nobody_is_enrolled_after_the_window(office: Office) -> None:
    today = clock.local_date(clock.now())
    Cohort.objects.filter(pk=office.cohort.pk).update(practicum_until=today)
    assert enrol(office.cohort, JELENA, office.liis)
    Cohort.objects.filter(pk=office.cohort.pk).update(practicum_until=today - timedelta(days=1))
    anu = PersonDetails("Anu Kask", "anu@example.ee")
    assert refused(lambda: enrol(office.cohort, anu, office.liis)) == ["enrol.window_over"]
