"""Giving and ending roles: known people and new ones, and who may not go yet."""

from collections.abc import Callable

import pytest

from notifications.models import OutboxMessage
from placements.cohorts.models import Role
from placements.cohorts.roles import end_role, give_role
from placements.people.models import Invitation, Person
from placements.people.recognising import PersonDetails
from placements.records.models import HistoryEntry, WorkItem
from placements.refusals import Refused
from tests.school import JELENA, School, another_cohort
from workflows.enrolling import enrol

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KAI = PersonDetails("Kai Kask", "kai@example.ee", "5555 0300", "ru")


def refused(verb: Callable[[], object]) -> list[str]:
    """The codes with which the verb refuses; roles, people, letters and history stay as they were."""
    tables = (Role, Person, Invitation, OutboxMessage, HistoryEntry)
    before = [list(table.objects.order_by("pk").values()) for table in tables]  # type: ignore[attr-defined]
    with pytest.raises(Refused) as raised:
        verb()
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before  # type: ignore[attr-defined]
    return [refusal.code for refusal in raised.value.refusals]


def role_of(person: Person, kind: str = "curator") -> Role:
    return Role.objects.get(person=person, kind=kind)


@pytest.mark.parametrize("kind", ["curator", "trainer", "manager", "auditor"])
def test_somebody_new_is_named_and_invited(school: School, kind: str) -> None:
    role = give_role(KAI, kind, school.cohort, school.piret)
    invitation = Invitation.objects.get(person=role.person)
    assert (role.person.name, role.person.language, role.person.has_account) == ("Kai Kask", "ru", True)
    assert (invitation.invited_by, invitation.language) == (school.piret, "ru")
    assert HistoryEntry.objects.get(action="role.given").details == {"kind": kind, "cohort": school.cohort.pk}


def test_somebody_known_is_taken_as_he_is_known(school: School) -> None:
    role = give_role(school.marika, "curator", school.cohort, school.piret)
    assert role.person == school.marika
    assert Person.objects.filter(name="Marika Lind").count() == 1


def test_a_company_s_person_gets_an_account_with_the_role(school: School) -> None:
    mentor = Person.objects.create(name="Kristjan Tamm", email="kristjan@example.ee", has_account=False)
    give_role(mentor, "trainer", school.cohort, school.piret)
    mentor.refresh_from_db()
    assert mentor.has_account
    assert Invitation.objects.filter(person=mentor).exists()


def test_who_has_signed_in_before_gets_no_letter(school: School) -> None:
    Person.objects.filter(pk=school.marika.pk).update(last_login=school.cohort.starts_on.isoformat() + "T08:00+00:00")
    give_role(school.marika, "curator", school.cohort, school.piret)
    assert not Invitation.objects.exists()


def test_a_trainer_may_be_named_without_an_address_others_not(school: School) -> None:
    nobody = PersonDetails("Ants Aed")
    role = give_role(nobody, "trainer", school.cohort, school.piret)
    assert (role.person.email, role.person.has_account) == (None, False)
    assert refused(lambda: give_role(nobody, "curator", school.cohort, school.piret)) == ["role.email_needed"]


@pytest.mark.parametrize("everywhere", [True, False])
def test_a_role_is_given_once(school: School, everywhere: bool) -> None:
    cohort = None if everywhere else school.cohort
    give_role(KAI, "auditor", cohort, school.piret)
    assert refused(lambda: give_role(KAI, "auditor", cohort, school.piret)) == ["role.given_already"]


@pytest.mark.parametrize("kind", ["curator", "manager"])
def test_a_learner_does_not_guide_the_own_cohort(school: School, kind: str) -> None:
    learner = enrol(school.cohort, JELENA, school.piret).learner
    for cohort in (school.cohort, None):
        assert refused(lambda cohort=cohort: give_role(learner, kind, cohort, school.piret)) == ["role.own_learner"]  # type: ignore[misc]
    assert give_role(learner, kind, another_cohort(school.cohort), school.piret)


def test_an_address_under_another_name_is_asked_about_first(school: School) -> None:
    named = PersonDetails("Marika Kask", "marika.lind@example.ee")
    assert refused(lambda: give_role(named, "auditor", school.cohort, school.piret)) == ["person.other_name"]
    sure = PersonDetails("Marika Kask", "marika.lind@example.ee", is_same_person=True)
    assert give_role(sure, "auditor", school.cohort, school.piret).person.name == "Marika Lind"


def test_somebody_inactive_gets_no_role(school: School) -> None:
    Person.objects.filter(pk=school.marika.pk).update(is_active=False)
    assert refused(lambda: give_role(school.marika, "curator", school.cohort, school.piret)) == ["person.inactive"]


def test_a_trainer_s_role_ends_without_ado(school: School) -> None:
    end_role(role_of(school.marika, "trainer"), school.piret)
    assert not school.marika.roles.exists()
    assert HistoryEntry.objects.get(action="role.ended").details == {"kind": "trainer", "cohort": school.cohort.pk}


def test_ending_twice_ends_once(school: School) -> None:
    role = role_of(school.marika, "trainer")
    end_role(role, school.piret)
    end_role(role, school.piret)
    assert HistoryEntry.objects.filter(action="role.ended").count() == 1


def test_the_last_curator_of_learners_stays(school: School) -> None:
    end_role(role_of(school.andrei), school.piret)
    enrol(school.cohort, JELENA, school.piret)
    assert refused(lambda: end_role(role_of(school.liis), school.piret)) == ["role.last_curator"]


def test_without_learners_the_last_curator_may_go(school: School) -> None:
    for person in (school.andrei, school.liis):
        end_role(role_of(person), school.piret)
    assert not Role.objects.filter(kind="curator").exists()


def test_a_curator_of_the_whole_school_is_a_curator_too(school: School) -> None:
    enrol(school.cohort, JELENA, school.piret)
    everywhere = give_role(KAI, "curator", None, school.piret)
    for person in (school.andrei, school.liis):
        end_role(role_of(person), school.piret)
    assert refused(lambda: end_role(everywhere, school.piret)) == ["role.last_curator"]


def open_work(school: School, owner: Person) -> None:
    practicum = enrol(school.cohort, JELENA, school.piret)
    WorkItem.objects.create(
        kind="question", part="curator", owner=owner, practicum=practicum, cohort=school.cohort,
        due_at=practicum.stage_since,
    )  # fmt: skip


def test_nobody_leaves_open_work_behind(school: School) -> None:
    open_work(school, school.liis)
    assert refused(lambda: end_role(role_of(school.liis), school.piret)) == ["role.open_work"]
    end_role(role_of(school.andrei), school.piret)


def test_open_work_stays_with_who_keeps_the_role_in_the_whole_school(school: School) -> None:
    give_role(school.liis, "curator", None, school.piret)
    open_work(school, school.liis)
    end_role(Role.objects.get(person=school.liis, cohort=school.cohort), school.piret)
    assert role_of(school.liis).cohort is None


def test_work_in_another_cohort_does_not_hold_a_role_here(school: School) -> None:
    open_work(school, school.liis)
    other = give_role(school.liis, "curator", another_cohort(school.cohort), school.piret)
    end_role(other, school.piret)
    assert role_of(school.liis).cohort == school.cohort


def test_the_school_keeps_a_manager(school: School) -> None:
    assert refused(lambda: end_role(role_of(school.piret, "manager"), school.piret)) == ["role.last_manager"]
    give_role(KAI, "manager", None, school.piret)
    end_role(role_of(school.piret, "manager"), school.piret)
    assert not school.piret.roles.exists()


def test_a_letter_that_was_not_followed_opens_nothing_after_the_role(school: School) -> None:
    role = give_role(KAI, "trainer", school.cohort, school.piret)
    before = Invitation.objects.get(person=role.person)
    end_role(role, school.piret)
    after = Invitation.objects.get(person=role.person)
    assert after.generation == before.generation + 1
    assert after.expires_at < before.expires_at
