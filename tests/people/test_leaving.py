"""Leaving the school: deactivated, active again, anonymised, or deleted when the row was a mistake."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.agreements.places import offer_values
from placements.cohorts.models import Role
from placements.cohorts.selectors import curator_of
from placements.directory.handover import HandOver, hand_over
from placements.directory.leaving import activate, anonymise_person, deactivate, delete_person
from placements.directory.portions import portions_of
from placements.journal.confirming import confirm_days
from placements.journal.verdicts import Verdict
from placements.people.links import problem_of
from placements.people.models import AccessLink, Person
from placements.people.services import ContactDetails, create_person, reveal_personal_code, update_contact
from placements.records.models import HistoryEntry, WorkItem
from placements.refusals import Refused
from tests.outbox import deliver_all
from tests.school import School, away, new_person
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def state_of(person: Person) -> tuple[object, ...]:
    row = Person.objects.get(pk=person.pk)
    return row.is_active, row.name, row.email, row.anonymised_at, HistoryEntry.objects.count()


def refused(verb: Callable[..., None], person: Person, *others: object) -> list[str]:
    """The codes of the broken rules; the person stays as it was."""
    before = state_of(person)
    with pytest.raises(Refused) as caught:
        verb(person, *others)
    assert state_of(person) == before
    return [refusal.code for refusal in caught.value.refusals]


def freed(person: Person, successor: Person, actor: Person) -> Person:
    """Without work any more."""
    hand_over(person, HandOver(successor, [each.key for each in portions_of(person)]), actor)
    return person


def test_who_has_no_work_is_deactivated_and_is_out_at_once(school: School) -> None:
    client = StrictClient()
    client.force_login(school.marika)
    deactivate(school.marika, school.piret, "Lõpetas töö")
    assert client.get("/learners/").status_code == 302
    act = HistoryEntry.objects.get(action="person.deactivated")
    assert (act.subject_id, act.reason, act.actor) == (school.marika.pk, "Lõpetas töö", school.piret)


def test_who_settles_days_of_a_former_trainee_stays(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(2)
    walk.turn("break_off", on=walk.day, reason="Leidis töö")
    piret, entries = Role.objects.get(kind="manager").person, walk.practicum.entries.order_by("day")
    verdicts = {entry.pk: Verdict(1, returns=True, reason="time_wrong") for entry in entries}
    confirm_days([entries[0].placement], walk.mentor, verdicts)
    assert refused(deactivate, walk.mentor, piret) == ["leave.trainees"]
    assert "leave.running_practicum" in refused(deactivate, walk.practicum.learner, piret)


def test_nobody_who_has_left_is_named_in_a_request(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    deactivate(walk.mentor, Role.objects.get(kind="manager").person)
    with pytest.raises(Refused) as caught:
        walk.ask()
    assert [refusal.code for refusal in caught.value.refusals] == ["person.inactive"]
    assert "mentor_name" not in offer_values(walk.host, None)


def test_an_activated_person_comes_in_again(school: School) -> None:
    deactivate(school.marika, school.piret)
    activate(school.marika, school.piret)
    client = StrictClient()
    client.force_login(school.marika)
    assert client.get("/learners/").status_code == 200


def test_open_work_is_handed_over_first(school: School) -> None:
    assert refused(deactivate, school.liis, school.piret) == ["leave.open_work"]
    deactivate(freed(school.liis, school.andrei, school.piret), school.piret)


def test_the_only_curator_of_learners_stays(school: School) -> None:
    Role.objects.filter(person=school.andrei).delete()
    WorkItem.objects.filter(owner=school.liis).update(owner=school.piret)
    assert refused(deactivate, school.liis, school.piret) == ["leave.only_curator"]


def test_one_of_two_curators_may_go_and_the_learners_are_told(school: School, walk: Walk) -> None:
    WorkItem.objects.filter(owner=school.liis).update(owner=school.piret)
    deliver_all()
    deactivate(school.liis, school.piret)
    assert curator_of(school.cohort) == school.andrei
    assert [sent.to for sent in deliver_all()] == [[walk.practicum.learner.email]]


def test_a_curator_of_the_whole_school_is_curator_enough(school: School) -> None:
    WorkItem.objects.filter(owner=school.liis).update(owner=school.piret)
    Role.objects.filter(person=school.andrei).update(cohort=None)
    deactivate(school.liis, school.piret)


def test_the_last_manager_and_oneself_stay(school: School) -> None:
    assert refused(deactivate, school.piret, school.liis) == ["leave.last_manager"]
    assert refused(deactivate, school.piret, school.piret) == ["leave.self", "leave.last_manager"]


def test_a_running_practicum_holds_the_learner_and_the_company(school: School, walk: Walk) -> None:
    WorkItem.objects.update(owner=school.andrei)
    assert refused(deactivate, walk.practicum.learner, school.piret) == ["leave.running_practicum"]
    assert refused(deactivate, walk.mentor, school.piret) == ["leave.trainees"]


def test_who_stands_in_for_somebody_stays_until_that_ends(school: School) -> None:
    away(school.liis, school.marika, school.piret)
    assert refused(deactivate, school.marika, school.piret) == ["leave.stands_in"]


def test_who_is_deactivated_needs_no_substitute(school: School) -> None:
    row = away(school.marika, school.andrei, school.piret)
    deactivate(school.marika, school.piret)
    row.refresh_from_db()
    assert row.ended_at is not None


def test_twice_the_same_is_said_so(school: School) -> None:
    assert refused(activate, school.marika, school.piret) == ["leave.active"]
    deactivate(school.marika, school.piret)
    assert refused(deactivate, school.marika, school.piret) == ["leave.inactive"]


def test_anonymising_needs_a_reason_and_no_running_work(school: School) -> None:
    assert refused(anonymise_person, school.marika, school.piret, "  ") == ["person.reason_needed"]
    assert refused(anonymise_person, school.liis, school.piret, "Palus") == ["leave.open_work"]


def test_an_anonymised_person_is_nobody_and_never_comes_back(school: School) -> None:
    anonymise_person(school.marika, school.piret, "Palus ise")
    school.marika.refresh_from_db()
    assert (school.marika.name, school.marika.email) == (f"N. N. {school.marika.pk}", None)
    assert refused(activate, school.marika, school.piret) == ["leave.anonymised"]
    assert refused(anonymise_person, school.marika, school.piret, "Veel") == ["leave.anonymised"]


def test_a_deactivated_person_s_links_open_nothing(link: AccessLink, kristjan: Person) -> None:
    Person.objects.filter(pk=kristjan.pk).update(is_active=False)
    found = AccessLink.objects.select_related("person").get(pk=link.pk)
    assert problem_of(found, found.created_at) is not None


def test_a_row_made_by_mistake_is_deleted(school: School) -> None:
    person = create_person(ContactDetails("Vale Inimene", "vale@example.ee"), school.piret)
    update_contact(person, ContactDetails("Vale Inimene", "valem@example.ee"), school.piret)
    delete_person(person, school.piret)
    assert not Person.objects.filter(email="valem@example.ee").exists()
    assert HistoryEntry.objects.get(action="person.deleted").subject_id is not None


def test_a_person_with_any_history_is_not_deleted(school: School, walk: Walk) -> None:
    looked_at = create_person(ContactDetails("Vaadatud Inimene"), school.piret)
    reveal_personal_code(looked_at, school.piret, "Kontroll")
    asked = new_person("Anne Vaher")
    away(school.liis, asked, school.piret)
    for person in (walk.practicum.learner, walk.mentor, school.liis, school.marika, looked_at, asked):
        assert refused(delete_person, person, school.piret) == ["delete.history"]


def test_nobody_deletes_oneself() -> None:
    alone = new_person("Anne Vaher")
    assert refused(delete_person, alone, alone) == ["leave.self"]
