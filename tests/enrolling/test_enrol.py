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
from tests.outbox import deliver_all
from tests.school import CODE, JELENA, School, another_cohort
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


def test_a_new_learner_is_made_known_enrolled_begun_and_invited(school: School) -> None:
    practicum = enrol(school.cohort, JELENA, school.liis)
    learner = practicum.learner
    assert (learner.name, learner.email, learner.phone, learner.language) == (
        JELENA.name, JELENA.email, JELENA.phone, "ru",
    )  # fmt: skip
    assert practicum.enrolment.programme_version == school.cohort.programme_version
    assert practicum.stage == "request"
    assert PracticumProcess.objects.filter(practicum=practicum).exists()
    assert WorkItem.objects.open().get(practicum=practicum).kind == "request"
    assert Invitation.objects.get(person=learner).invited_by == school.liis


def test_who_did_it_is_recorded_and_no_personal_data(school: School) -> None:
    practicum = enrol(school.cohort, replace(JELENA, personal_code=CODE), school.liis)
    entry = HistoryEntry.objects.get(action="enrolment.made")
    assert (entry.actor, entry.practicum) == (school.liis, practicum)
    everything = repr(list(HistoryEntry.objects.values("details", "reason")))
    assert "elena" not in everything
    assert CODE not in everything


def test_the_learner_gets_one_mail_which_names_the_first_task(school: School) -> None:
    enrol(school.cohort, replace(JELENA, language="et"), school.liis)
    (mail,) = deliver_all()
    assert mail.to == [JELENA.email]
    assert "/invitation/" in str(mail.body)
    assert "Praktikakoha taotlus" in str(mail.body)


def test_who_has_signed_in_before_gets_the_task_instead_of_an_invitation(school: School) -> None:
    known(last_login=clock.now())
    enrol(school.cohort, JELENA, school.liis)
    assert not Invitation.objects.exists()
    (mail,) = deliver_all()
    assert "/request/" in str(mail.body)


def test_personal_code_and_date_of_birth_are_kept(school: School) -> None:
    learner = enrol(school.cohort, replace(JELENA, personal_code=CODE), school.liis).learner
    learner.refresh_from_db()
    assert (learner.personal_code, learner.birth_date) == (CODE, date(1976, 5, 3))
    other = enrol(school.cohort, PersonDetails("Anu", "anu@example.ee", birth_date=date(1990, 1, 2)), school.liis)
    assert other.learner.birth_date == date(1990, 1, 2)


def test_a_known_person_is_found_by_address_and_what_was_missing_is_filled_in(school: School) -> None:
    person = known(name="jelena  MOROZOVA", language="et", has_account=False)
    practicum = enrol(school.cohort, replace(JELENA, personal_code=CODE), school.liis)
    assert practicum.learner == person
    person.refresh_from_db()
    assert (person.name, person.language) == ("jelena  MOROZOVA", "et")
    assert (person.phone, person.personal_code, person.has_account) == (JELENA.phone, CODE, True)


def test_a_known_person_is_found_by_personal_code(school: School) -> None:
    person = known(email=None)
    set_personal_code(person, CODE, school.piret)
    assert enrol(school.cohort, replace(JELENA, personal_code=CODE), school.liis).learner == person
    person.refresh_from_db()
    assert person.email == JELENA.email


@pytest.mark.parametrize("by_code", [True, False])
def test_another_name_is_asked_about(school: School, by_code: bool) -> None:
    person = known(name="Jelena Petrova", email=None if by_code else JELENA.email)
    set_personal_code(person, CODE, school.piret)
    details = replace(JELENA, personal_code=CODE)
    assert refused(lambda: enrol(school.cohort, details, school.liis)) == ["person.other_name"]
    assert enrol(school.cohort, replace(details, is_same_person=True), school.liis).learner == person


def test_an_address_of_one_and_a_code_of_another_are_refused(school: School) -> None:
    known()
    set_personal_code(known(name="Anu", email="anu@example.ee"), CODE, school.piret)
    details = replace(JELENA, personal_code=CODE, is_same_person=True)
    assert refused(lambda: enrol(school.cohort, details, school.liis)) == ["person.two_people"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": "new@example.ee", "personal_code": CODE}, "person.other_address"),
        ({"personal_code": "39901012239"}, "person.other_code"),
        ({"birth_date": date(1990, 1, 2)}, "person.other_birth_date"),
        ({"personal_code": CODE, "birth_date": date(1990, 1, 2)}, "person.birth_differs"),
    ],
)
def test_what_contradicts_the_known_person_is_refused(school: School, changed: dict[str, object], code: str) -> None:
    set_personal_code(known(), CODE, school.piret)
    details = replace(JELENA, is_same_person=True, **changed)  # type: ignore[arg-type]
    assert refused(lambda: enrol(school.cohort, details, school.liis)) == [code]


def test_somebody_inactive_is_not_enrolled(school: School) -> None:
    known(is_active=False)
    assert refused(lambda: enrol(school.cohort, JELENA, school.liis)) == ["person.inactive"]


def test_nobody_is_enrolled_twice(school: School) -> None:
    practicum = enrol(school.cohort, JELENA, school.liis)
    assert refused(lambda: enrol(school.cohort, JELENA, school.liis)) == ["enrol.already"]
    with pytest.raises(AlreadyEnrolled) as raised:
        enrol(school.cohort, JELENA, school.liis)
    assert raised.value.practicum == practicum


def test_without_a_curator_the_manager_guides_and_without_both_nothing_begins(school: School) -> None:
    Role.objects.filter(kind="curator").delete()
    assert enrol(school.cohort, JELENA, school.piret)
    Person.objects.filter(pk=school.piret.pk).update(is_active=False)
    anu = PersonDetails("Anu Kask", "anu@example.ee")
    assert refused(lambda: enrol(school.cohort, anu, school.liis)) == ["enrol.nobody_guides"]


@pytest.mark.parametrize("who", ["liis", "piret"])
def test_who_guides_the_cohort_is_not_its_learner(school: School, who: str) -> None:
    person = getattr(school, who)
    details = PersonDetails(person.name, person.email)
    assert refused(lambda: enrol(school.cohort, details, school.piret)) == ["enrol.guides_it"]


def test_an_auditor_may_learn(school: School) -> None:
    assert enrol(school.cohort, PersonDetails(school.rein.name, str(school.rein.email)), school.piret)


def test_a_second_running_practicum_is_refused(school: School) -> None:
    practicum = enrol(school.cohort, JELENA, school.liis)
    other = another_cohort(school.cohort)
    assert refused(lambda: enrol(other, JELENA, school.piret)) == ["enrol.elsewhere"]
    Practicum.objects.filter(pk=practicum.pk).update(stage="completed", completed_at=clock.now())
    assert enrol(other, JELENA, school.piret).learner == practicum.learner


def test_nobody_is_enrolled_after_the_window(school: School) -> None:
    today = clock.local_date(clock.now())
    Cohort.objects.filter(pk=school.cohort.pk).update(practicum_until=today)
    assert enrol(school.cohort, JELENA, school.liis)
    Cohort.objects.filter(pk=school.cohort.pk).update(practicum_until=today - timedelta(days=1))
    anu = PersonDetails("Anu Kask", "anu@example.ee")
    assert refused(lambda: enrol(school.cohort, anu, school.liis)) == ["enrol.window_over"]
