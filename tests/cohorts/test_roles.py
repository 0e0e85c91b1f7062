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
from tests.office import JELENA, Office, another_cohort
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
def test_somebody_new_is_named_and_invited(office: Office, kind: str) -> None:
    role = give_role(KAI, kind, office.cohort, office.piret)
    invitation = Invitation.objects.get(person=role.person)
    assert (role.person.name, role.person.language, role.person.has_account) == ("Kai Kask", "ru", True)
    assert (invitation.invited_by, invitation.language) == (office.piret, "ru")
    assert HistoryEntry.objects.get(action="role.given").details == {"kind": kind, "cohort": office.cohort.pk}


def test_somebody_known_is_taken_as_he_is_known(office: Office) -> None:
    role = give_role(office.marika, "curator", office.cohort, office.piret)
    assert role.person == office.marika
    assert Person.objects.filter(name="Marika Lind").count() == 1


def test_a_company_s_person_gets_an_account_with_the_role(office: Office) -> None:
    mentor = Person.objects.create(name="Kristjan Tamm", email="kristjan@example.ee", has_account=False)
    give_role(mentor, "trainer", office.cohort, office.piret)
    mentor.refresh_from_db()
    assert mentor.has_account
    assert Invitation.objects.filter(person=mentor).exists()


def test_who_has_signed_in_before_gets_no_letter(office: Office) -> None:
    Person.objects.filter(pk=office.marika.pk).update(last_login=office.cohort.starts_on.isoformat() + "T08:00+00:00")
    give_role(office.marika, "curator", office.cohort, office.piret)
    assert not Invitation.objects.exists()


def test_a_trainer_may_be_named_without_an_address_others_not(office: Office) -> None:
    nobody = PersonDetails("Ants Aed")
    role = give_role(nobody, "trainer", office.cohort, office.piret)
    assert (role.person.email, role.person.has_account) == (None, False)
    assert refused(lambda: give_role(nobody, "curator", office.cohort, office.piret)) == ["role.email_needed"]


@pytest.mark.parametrize("everywhere", [True, False])
def test_a_role_is_given_once(office: Office, everywhere: bool) -> None:
    cohort = None if everywhere else office.cohort
    give_role(KAI, "auditor", cohort, office.piret)
    assert refused(lambda: give_role(KAI, "auditor", cohort, office.piret)) == ["role.given_already"]


@pytest.mark.parametrize("kind", ["curator", "manager"])
def test_a_learner_does_not_guide_the_own_cohort(office: Office, kind: str) -> None:
    learner = enrol(office.cohort, JELENA, office.piret).learner
    for cohort in (office.cohort, None):
        assert refused(lambda cohort=cohort: give_role(learner, kind, cohort, office.piret)) == ["role.own_learner"]  # type: ignore[misc]
    assert give_role(learner, kind, another_cohort(office.cohort), office.piret)


def test_an_address_under_another_name_is_asked_about_first(office: Office) -> None:
    named = PersonDetails("Marika Kask", "marika.lind@example.ee")
    assert refused(lambda: give_role(named, "auditor", office.cohort, office.piret)) == ["person.other_name"]
    sure = PersonDetails("Marika Kask", "marika.lind@example.ee", is_same_person=True)
    assert give_role(sure, "auditor", office.cohort, office.piret).person.name == "Marika Lind"


def test_somebody_inactive_gets_no_role(office: Office) -> None:
    Person.objects.filter(pk=office.marika.pk).update(is_active=False)
    assert refused(lambda: give_role(office.marika, "curator", office.cohort, office.piret)) == ["person.inactive"]


def test_a_trainer_s_role_ends_without_ado(office: Office) -> None:
    end_role(role_of(office.marika, "trainer"), office.piret)
    assert not office.marika.roles.exists()
    assert HistoryEntry.objects.get(action="role.ended").details == {"kind": "trainer", "cohort": office.cohort.pk}


def test_ending_twice_ends_once(office: Office) -> None:
    role = role_of(office.marika, "trainer")
    end_role(role, office.piret)
    end_role(role, office.piret)
    assert HistoryEntry.objects.filter(action="role.ended").count() == 1


def test_the_last_curator_of_learners_stays(office: Office) -> None:
    end_role(role_of(office.andrei), office.piret)
    enrol(office.cohort, JELENA, office.piret)
    assert refused(lambda: end_role(role_of(office.liis), office.piret)) == ["role.last_curator"]


def test_without_learners_the_last_curator_may_go(office: Office) -> None:
    for person in (office.andrei, office.liis):
        end_role(role_of(person), office.piret)
    assert not Role.objects.filter(kind="curator").exists()


def test_a_curator_of_the_whole_school_is_a_curator_too(office: Office) -> None:
    enrol(office.cohort, JELENA, office.piret)
    everywhere = give_role(KAI, "curator", None, office.piret)
    for person in (office.andrei, office.liis):
        end_role(role_of(person), office.piret)
    assert refused(lambda: end_role(everywhere, office.piret)) == ["role.last_curator"]


def open_work(office: Office, owner: Person) -> None:
    practicum = enrol(office.cohort, JELENA, office.piret)
    WorkItem.objects.create(
        kind="question", part="curator", owner=owner, practicum=practicum, cohort=office.cohort,
        due_at=practicum.stage_since,
    )  # fmt: skip


def test_nobody_leaves_open_work_behind(office: Office) -> None:
    open_work(office, office.liis)
    assert refused(lambda: end_role(role_of(office.liis), office.piret)) == ["role.open_work"]
    end_role(role_of(office.andrei), office.piret)


def test_open_work_stays_with_who_keeps_the_role_in_the_whole_school(office: Office) -> None:
    give_role(office.liis, "curator", None, office.piret)
    open_work(office, office.liis)
    end_role(Role.objects.get(person=office.liis, cohort=office.cohort), office.piret)
    assert role_of(office.liis).cohort is None


def test_work_in_another_cohort_does_not_hold_a_role_here(office: Office) -> None:
    open_work(office, office.liis)
    other = give_role(office.liis, "curator", another_cohort(office.cohort), office.piret)
    end_role(other, office.piret)
    assert role_of(office.liis).cohort == office.cohort


def test_the_school_keeps_a_manager(office: Office) -> None:
    assert refused(lambda: end_role(role_of(office.piret, "manager"), office.piret)) == ["role.last_manager"]
    give_role(KAI, "manager", None, office.piret)
    end_role(role_of(office.piret, "manager"), office.piret)
    assert not office.piret.roles.exists()


def test_a_letter_that_was_not_followed_opens_nothing_after_the_role(office: Office) -> None:
    role = give_role(KAI, "trainer", office.cohort, office.piret)
    before = Invitation.objects.get(person=role.person)
    end_role(role, office.piret)
    after = Invitation.objects.get(person=role.person)
    assert after.generation == before.generation + 1
    assert after.expires_at < before.expires_at
