"""Which two rows are never merged, and what two people who merge at once leave behind."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connections

from config.demo.build import enrol
from config.demo.walk import Walk
from placements import clock
from placements.agreements.loaders import own_practicum
from placements.agreements.models import Practicum
from placements.cohorts.models import Enrolment, Role, Substitution
from placements.directory.merging import merge_people
from placements.people.models import Person
from placements.people.services import anonymise, set_personal_code
from placements.records import guards
from placements.refusals import Refused
from tests.people.test_merging import CODES, WHY, merged, refused
from tests.school import School, away, new_person, other_cohort
from tests.strictness import StrictClient
from workflows import acting
from workflows.turnings import TURNINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def _history_emptied_afterwards(transactional_db: None) -> Iterator[None]:
    """The flush that follows empties guarded tables too, and installs their guards anew."""
    yield
    guards.remove()


def merge_code(keep: Person, duplicate: Person, actor: Person) -> str:
    """The code of the refusal; empty when the two are one."""
    try:
        merge_people(keep, duplicate, actor, WHY)
    except Refused as refused_merge:
        return refused_merge.refusals[0].code
    return ""


def at_once(*deeds: Callable[[], str]) -> list[str]:
    """What each deed answered, all of them begun together."""
    gate, outcomes = threading.Barrier(len(deeds)), list[str]()

    def run(deed: Callable[[], str]) -> None:
        try:
            gate.wait(timeout=10)
            outcomes.append(deed())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(outcomes)


def test_of_a_merge_and_its_reverse_only_the_first_holds(school: School) -> None:
    keep, duplicate = new_person("Anne Vaher"), new_person("Ann Vaher")
    merged(keep, duplicate, school.piret)
    assert refused(duplicate, keep, school.piret) == ["merge.merged"]
    assert refused(keep, duplicate, school.piret) == ["merge.merged"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_history_emptied_afterwards")
def test_of_a_merge_and_its_reverse_at_once_one_wins() -> None:
    actor = new_person("Piret Kallas")
    for number in range(10):
        ids = [Person.objects.create(name="Anne Vaher", email=f"{side}{number}@example.ee").pk for side in "ab"]
        # Each deed has rows of its own, read before the other one acted.
        pairs = [[Person.objects.get(pk=pk) for pk in order] for order in (ids, ids[::-1])]
        outcomes = at_once(*(lambda pair=pair: merge_code(*pair, actor) for pair in pairs))
        assert outcomes == ["", "merge.merged"]
        assert Person.objects.filter(pk__in=ids, merged_into=None, is_active=True).count() == 1


def test_a_third_row_leads_to_the_kept_one(school: School) -> None:
    first, second, third = (new_person(name) for name in ("Anne Vaher", "Ann Vaher", "Anna Vaher"))
    merged(second, third, school.piret)
    merged(first, second, school.piret)
    third.refresh_from_db()
    assert (third.merged_into, third.name) == (first, "Anne Vaher")


def test_one_row_oneself_and_an_inactive_or_anonymised_one_are_refused(school: School) -> None:
    keep, gone, nobody = new_person("Anne Vaher"), new_person("Gone Guest", is_active=False), new_person("Ann Vaher")
    anonymise(nobody, school.piret, "Palus")
    assert refused(keep, keep, school.piret) == ["merge.same"]
    assert refused(keep, school.piret, school.piret) == ["merge.self"]
    assert refused(gone, keep, school.piret) == ["merge.inactive"]
    assert refused(keep, nobody, school.piret) == ["merge.anonymised"]
    assert refused(keep, new_person("Anna Vaher"), school.piret, " ") == ["person.reason_needed"]


def test_two_codes_are_two_people(school: School) -> None:
    keep, duplicate = new_person("Anne Vaher"), new_person("Ann Vaher")
    for person, code in zip((keep, duplicate), CODES, strict=True):
        set_personal_code(person, code, school.piret)
    assert refused(keep, duplicate, school.piret) == ["merge.codes"]


def entered_twice(school: School, walk: Walk) -> Practicum:
    """The practicum of a second row of the learner, in the same group."""
    enrol(school.cohort, "teine@example.ee", "Jelena Morosova", "ru")
    return Practicum.objects.get(learner__email="teine@example.ee")


def ended(code: str, practicum: Practicum, actor: Person) -> None:
    data = {"on": clock.local_date(clock.now()), "reason": "Topelt"}
    acting.turn(TURNINGS[code], practicum, actor, data)


def test_somebody_entered_twice_into_one_group_is_one_once_one_practicum_is_cancelled(
    school: School, walk: Walk
) -> None:
    double, learner = entered_twice(school, walk), walk.practicum.learner
    assert refused(learner, double.learner, school.piret) == ["merge.cohort"]
    ended("cancel", double, school.piret)
    keep = merged(learner, double.learner, school.piret)
    assert Enrolment.objects.get(learner=keep).practicums.count() == 2
    assert own_practicum(keep) == walk.practicum
    assert not Enrolment.objects.filter(learner=double.learner).exists()


def test_who_left_the_group_is_taken_back_before(school: School, walk: Walk) -> None:
    double = entered_twice(school, walk)
    ended("withdraw", double, school.piret)
    assert refused(walk.practicum.learner, double.learner, school.piret) == ["merge.left"]


def test_nobody_guides_one_s_own_practicum(school: School, walk: Walk) -> None:
    assert refused(walk.practicum.learner, walk.mentor, school.piret) == ["merge.guides_itself"]
    assert refused(school.liis, walk.practicum.learner, school.piret) == ["merge.guides_itself"]
    anne = new_person("Anne Vaher")
    Role.objects.create(person=anne, kind="curator", cohort=other_cohort(school.cohort))
    assert merged(anne, walk.practicum.learner, school.piret).practicums.exists()


def test_a_second_substitute_for_the_same_time_ends(school: School) -> None:
    anne, ann = new_person("Anne Vaher"), new_person("Ann Vaher")
    for person, substitute in ((anne, school.andrei), (ann, school.marika)):
        Role.objects.create(person=person, kind="trainer", cohort=None)
        away(person, substitute, school.piret)
    merged(anne, ann, school.piret)
    running = Substitution.objects.running(clock.local_date(clock.now()) + timedelta(days=1))
    assert running.get(absent=anne).substitute == school.andrei


def test_the_kept_learner_goes_on_with_the_practicum(school: School, walk: Walk) -> None:
    keep = merged(new_person("Jelena Orlova"), walk.practicum.learner, school.piret)
    client = StrictClient()
    client.force_login(keep)
    pages = ("/", "/journal/", "/journey/", "/agreement/", "/questions/")
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_whoever_acted_in_a_practicum_is_not_its_learner_even_after_it_ended(school: School, walk: Walk) -> None:
    walk.turn("break_off", on=walk.day, reason="Leidis töö", by=school.liis)
    school.liis.roles.all().delete()
    assert refused(school.liis, walk.practicum.learner, school.piret) == ["merge.guides_itself"]
