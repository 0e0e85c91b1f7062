"""Whose roles a person exercises today, and what is seen and done by them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.models import Cohort, Role
from placements.overview.navigation import roles_of
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.school import School, away, new_person, other_cohort
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne(school: School) -> Person:
    """Without a role of her own; she stands in for Liis from today for a week."""
    person = new_person("Anne Vaher")
    away(school.liis, person, school.piret)
    return person


def actable(person: Person) -> set[str]:
    return set(WorkItem.objects.open().actable_by(person).values_list("kind", flat=True))


def test_a_substitute_exercises_the_absent_person_s_roles(anne: Person, school: School) -> None:
    assert roles_of(anne) == {"curator"}
    assert list(Cohort.objects.visible_to(anne)) == [school.cohort]


def test_a_substitute_sees_and_guides_the_absent_person_s_practicums(anne: Person, walk: Walk) -> None:
    assert Practicum.objects.visible_to(anne).get() == walk.practicum
    assert Practicum.objects.guided_by(anne).get() == walk.practicum


def test_a_substitute_may_act_on_the_absent_person_s_items(anne: Person) -> None:
    assert actable(anne) == {"check_in"}


@pytest.mark.parametrize(("moved", "kinds"), [(-1, set()), (0, {"curator"}), (7, {"curator"}), (8, set())])
def test_a_substitution_runs_from_its_first_day_to_its_last(anne: Person, moved: int, kinds: set[str]) -> None:
    with clock.moved_to(clock.now() + timedelta(days=moved)):
        assert roles_of(anne) == kinds
        assert bool(actable(anne)) == bool(kinds)
        assert Practicum.objects.visible_to(anne).exists() == bool(kinds)


def test_nobody_stands_in_for_who_has_left(anne: Person, school: School) -> None:
    Person.objects.filter(pk=school.liis.pk).update(is_active=False)
    assert roles_of(anne) == frozenset()
    assert actable(anne) == set()


def test_the_absent_person_s_own_learning_is_not_the_substitute_s(school: School, walk: Walk) -> None:
    Role.objects.create(person=walk.practicum.learner, kind="trainer", cohort=other_cohort(school.cohort))
    away(walk.practicum.learner, school.marika, school.piret)
    assert not WorkItem.objects.open().actable_by(school.marika).filter(part="learner").exists()


def test_a_curator_of_the_whole_school_sees_other_curators_items(school: School, walk: Walk) -> None:
    anne = new_person("Anne Vaher")
    Role.objects.create(person=anne, kind="curator", cohort=None)
    assert actable(anne) == {"check_in"}
    assert WorkItem.objects.open().in_cohorts_of(anne).filter(practicum=walk.practicum).exists()


def test_a_curator_of_another_cohort_sees_nothing_here(school: School) -> None:
    anne = new_person("Anne Vaher")
    Role.objects.create(person=anne, kind="curator", cohort=other_cohort(school.cohort))
    assert actable(anne) == set()
    assert not WorkItem.objects.open().in_cohorts_of(anne).exists()


def test_managers_act_on_each_other_s_items(school: School, new_walk: Callable[[], Walk]) -> None:
    new_walk().ask().review("approve").answer(accepts=True)
    anne = new_person("Anne Vaher")
    Role.objects.create(person=anne, kind="manager", cohort=None)
    assert actable(anne) == {"school_signature"}


def test_no_item_is_listed_twice_however_many_roles_lead_to_it(school: School) -> None:
    for cohort in (None, school.cohort):
        Role.objects.create(person=school.piret, kind="curator", cohort=cohort)
    ids = list(WorkItem.objects.open().actable_by(school.piret).values_list("pk", flat=True))
    assert len(ids) == len(set(ids)) > 0


def test_a_substitute_without_a_role_of_her_own_works_in_the_school_s_pages(anne: Person, walk: Walk) -> None:
    client = StrictClient()
    client.force_login(anne)
    item = WorkItem.objects.open().filter(kind="check_in").first()
    pages = ("/inbox/", f"/inbox/{item.pk}/", "/learners/", f"/learners/{walk.practicum.pk}/", "/cohorts/", "/me/")
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    assert client.get("/").headers["Location"] == "/inbox/"


def test_the_work_done_is_the_substitute_s_own_act(anne: Person, walk: Walk) -> None:
    client = StrictClient()
    client.force_login(anne)
    item = WorkItem.objects.open().filter(kind="check_in").order_by("due_at").first()
    data = {"held_on": walk.day.isoformat(), "notes": "Hästi", "agreed": "", "outcome": "on_track"}
    assert client.post(f"/inbox/{item.pk}/", data).status_code == 302
    item.refresh_from_db()
    assert (item.done_by, item.owner.name) == (anne, "Liis Saar")
