"""Handing over all work of somebody who leaves: what moves, who is told, what is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from config.demo.walk import Walk
from placements import clock
from placements.cohorts.models import Role, Substitution
from placements.cohorts.selectors import curator_of
from placements.directory.handover import HandOver, Moved, hand_over
from placements.directory.portions import SCHOOL, portions_of
from placements.people.models import Person
from placements.records.models import HistoryEntry, ProviderSettings, WorkItem
from placements.records.services import open_item
from placements.refusals import Refused
from tests.outbox import deliver_all
from tests.school import School, away, days, new_person, other_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne(school: School) -> Person:
    return new_person("Anne Vaher")


def everything_of(leaver: Person) -> list[str]:
    return [portion.key for portion in portions_of(leaver)]


def give(leaver: Person, successor: Person, actor: Person, keys: list[str] | None = None, **plan: object) -> Moved:
    return hand_over(leaver, HandOver(successor, everything_of(leaver) if keys is None else keys, **plan), actor)


def refused(leaver: Person, successor: Person, actor: Person, **plan: object) -> list[str]:
    """The codes of the broken rules; a refused hand-over leaves everything where it was."""
    before = list(WorkItem.objects.order_by("pk").values_list("pk", "owner", "done_at")), HistoryEntry.objects.count()
    roles = list(Role.objects.order_by("pk").values_list("pk", "person"))
    with pytest.raises(Refused) as caught:
        give(leaver, successor, actor, **plan)
    after = list(WorkItem.objects.order_by("pk").values_list("pk", "owner", "done_at")), HistoryEntry.objects.count()
    assert (after, list(Role.objects.order_by("pk").values_list("pk", "person"))) == (before, roles)
    return [refusal.code for refusal in caught.value.refusals]


def test_roles_and_open_tasks_are_the_successor_s(anne: Person, school: School) -> None:
    items = set(WorkItem.objects.open().filter(owner=school.liis))
    moved = give(school.liis, anne, school.piret)
    assert set(WorkItem.objects.open().filter(owner=anne)) == items != set()
    assert (moved.roles, moved.items, moved.closed) == (1, len(items), 0)
    assert not school.liis.roles.exists()
    assert curator_of(school.cohort) == anne


def test_what_is_done_stays_the_leaver_s(anne: Person, school: School) -> None:
    done = WorkItem.objects.filter(owner=school.liis).exclude(done_at=None).count()
    give(school.liis, anne, school.piret)
    assert WorkItem.objects.filter(owner=school.liis).exclude(done_at=None).count() == done > 0


def test_the_counts_shown_before_are_those_of_the_act(anne: Person, school: School) -> None:
    (portion,) = portions_of(school.liis)
    moved = give(school.liis, anne, school.piret)
    assert (portion.items, portion.learners) == (moved.items, moved.learners)
    assert 0 < portion.meetings <= portion.items


def test_a_task_that_the_successor_has_open_too_is_closed_once(school: School, walk: Walk) -> None:
    for owner in (school.liis, school.andrei):
        open_item("overdue", part="curator", owner=owner, due_at=clock.now(), practicum=walk.practicum, subject_id=7)
    moved = give(school.liis, school.andrei, school.piret)
    assert moved.closed == 1
    left = WorkItem.objects.get(kind="overdue", subject_id=7, done_at=None)
    assert left.owner == school.andrei


def test_a_role_that_the_successor_has_already_is_there_once(school: School) -> None:
    give(school.liis, school.andrei, school.piret)
    assert Role.objects.filter(cohort=school.cohort, kind="curator").get().person == school.andrei


def test_only_the_chosen_groups_are_handed_over(anne: Person, school: School) -> None:
    other = other_cohort(school.cohort)
    Role.objects.create(person=school.liis, cohort=other, kind="curator")
    give(school.liis, anne, school.piret, [str(other.pk)])
    assert list(anne.roles.values_list("cohort", flat=True)) == [other.pk]
    assert school.liis.roles.get().cohort == school.cohort
    assert not WorkItem.objects.open().filter(owner=anne).exists()


def test_what_belongs_to_the_whole_school_goes_too(anne: Person, school: School) -> None:
    ProviderSettings.objects.update(signatory=school.piret)
    open_item("failed_message", part="manager", owner=school.piret, due_at=clock.now(), subject_id=3)
    assert everything_of(school.piret) == [SCHOOL]
    give(school.piret, anne, school.piret)
    assert ProviderSettings.objects.get().signatory == anne
    assert (anne.roles.get().kind, anne.work_items.open().get().kind) == ("manager", "failed_message")


def test_a_group_s_tasks_bring_the_role_they_need(anne: Person, school: School, walk: Walk) -> None:
    item = open_item("overdue", part="manager", owner=school.piret, due_at=clock.now(), practicum=walk.practicum)
    moved = give(school.piret, anne, school.piret, [str(school.cohort.pk)])
    assert (moved.roles, moved.items) == (1, 1)
    assert list(anne.roles.values_list("cohort", "kind")) == [(school.cohort.pk, "manager")]
    assert WorkItem.objects.actable_by(anne).filter(pk=item.pk).exists()
    assert school.piret.roles.get().cohort is None


def test_a_trainer_s_role_is_handed_over(anne: Person, school: School) -> None:
    assert give(school.marika, anne, school.piret).roles == 1
    assert anne.roles.get().kind == "trainer"


def test_what_the_leaver_had_put_off_is_awake_again(anne: Person, school: School) -> None:
    WorkItem.objects.open().filter(owner=school.liis).update(snoozed_until=clock.now() + timedelta(days=9))
    give(school.liis, anne, school.piret)
    assert WorkItem.objects.open().filter(owner=anne).awake(clock.now()).count() == anne.work_items.open().count() > 0


def test_whom_the_leaver_stands_in_for_gets_the_successor(anne: Person, school: School) -> None:
    away(school.andrei, school.liis, school.piret, -2, 5)
    give(school.liis, anne, school.piret)
    left = Substitution.objects.get(ended_at=None)
    assert (left.absent, left.substitute, left.starts_on, left.ends_on) == (school.andrei, anne, *days(0, 5))


def test_a_substitution_for_the_successor_ends(school: School) -> None:
    away(school.andrei, school.liis, school.piret)
    give(school.liis, school.andrei, school.piret)
    assert not Substitution.objects.filter(ended_at=None).exists()


def test_who_has_no_role_left_needs_no_substitute(anne: Person, school: School) -> None:
    away(school.liis, school.marika, school.piret)
    other = Role.objects.create(person=school.liis, cohort=other_cohort(school.cohort), kind="curator")
    give(school.liis, anne, school.piret, [str(school.cohort.pk)])
    assert Substitution.objects.filter(ended_at=None).exists()
    give(school.liis, anne, school.piret, [str(other.cohort_id)])
    assert not Substitution.objects.filter(ended_at=None).exists()


def test_history_says_who_from_whom_to_whom_and_why(anne: Person, school: School, walk: Walk) -> None:
    give(school.liis, anne, school.piret, reason="Läheb pensionile")
    acts = HistoryEntry.objects.filter(action__in=["person.handed_over", "person.took_over"]).order_by("pk")
    assert [(act.subject_id, act.details["other"], act.reason) for act in acts] == [
        (school.liis.pk, anne.pk, "Läheb pensionile"),
        (anne.pk, school.liis.pk, "Läheb pensionile"),
    ]
    assert walk.practicum.history.filter(action="curator.changed").count() == 1


def test_the_successor_and_the_learners_are_told(anne: Person, school: School, walk: Walk) -> None:
    deliver_all()
    give(school.liis, anne, school.piret)
    mails = {sent.to[0]: sent.subject for sent in deliver_all()}
    assert set(mails) == {anne.email, walk.practicum.learner.email}
    assert "Anne Vaher" in mails[walk.practicum.learner.email]
    assert "Liis Saar" in mails[anne.email]


def test_learners_are_not_told_when_their_curator_stays(anne: Person, school: School) -> None:
    assert give(school.andrei, anne, school.piret).learners == 0


def test_learners_of_a_curator_of_the_whole_school_are_told(anne: Person, school: School, walk: Walk) -> None:
    school.cohort.roles.filter(kind="curator").delete()
    Role.objects.create(person=school.marika, kind="curator", cohort=None)
    assert [portion.learners for portion in portions_of(school.marika)] == [0, 1]
    assert give(school.marika, anne, school.piret).learners == 1


def test_the_leaver_may_be_deactivated_in_the_same_act(anne: Person, school: School) -> None:
    give(school.liis, anne, school.piret, deactivates=True)
    school.liis.refresh_from_db()
    assert not school.liis.is_active
    assert HistoryEntry.objects.filter(action="curator.changed").count() == 1


def test_a_part_left_behind_refuses_the_deactivation_and_with_it_all(anne: Person, school: School) -> None:
    other = other_cohort(school.cohort)
    Role.objects.create(person=school.liis, cohort=other, kind="curator")
    codes = refused(school.liis, anne, school.piret, keys=[str(other.pk)], deactivates=True)
    assert codes == ["leave.open_work"]


def test_the_successor_must_be_somebody_who_can_do_the_work(school: School) -> None:
    gone, guest = new_person("Gone Guest", is_active=False), new_person("Mentor Mets", has_account=False)
    learner = school.cohort.enrolments.get().learner
    people = (school.liis, gone, guest, learner, school.rein)
    codes = [refused(school.liis, person, school.piret)[0] for person in people]
    assert codes == ["work.same_person", "work.inactive", "work.no_account", "work.learner", "work.auditor"]


def test_without_work_or_without_a_choice_there_is_nothing_to_hand_over(anne: Person, school: School) -> None:
    assert refused(anne, school.andrei, school.piret) == ["handover.nothing"]
    assert refused(school.liis, anne, school.piret, keys=[]) == ["handover.nothing_chosen"]
    assert refused(school.liis, anne, school.piret, keys=["0", "x"]) == ["handover.nothing_chosen"]


def test_a_second_hand_over_finds_nothing_left(anne: Person, school: School) -> None:
    give(school.liis, anne, school.piret)
    assert refused(school.liis, anne, school.piret, keys=["1"]) == ["handover.nothing"]


def test_a_new_task_goes_to_the_new_curator(anne: Person, school: School, new_walk: Callable[[], Walk]) -> None:
    give(school.liis, anne, school.piret)
    walk = new_walk().ask()
    assert walk.practicum.work_items.open().get(kind="review").owner == anne
