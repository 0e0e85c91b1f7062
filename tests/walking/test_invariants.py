"""The invariants can fail: each of them sees its own kind of damage."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.db import connection, transaction
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements import clock
from placements.agreements.models import Agreement, Practicum
from placements.journal.models import Entry
from placements.people.models import Person
from placements.records.models import HistoryEntry, HistorySeal, WorkItem
from placements.records.sealing import seal_history
from tests.walking.invariants import AT_REST, INVARIANTS, Invariant, broken
from workflows.models import PracticumProcess

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Damage = Callable[[Walk], object]


def in_its_hours(walk: Walk) -> Walk:
    return walk.start().work(4).confirm(returned=1).work(1)


def completed(walk: Walk) -> Walk:
    walk.start().work(14).confirm().evaluate().report().read_report(approves=True)
    return walk.do("change_window", {"reason": "Kinnitas"})


def broken_off(walk: Walk) -> Walk:
    return walk.start().turn("break_off", on=walk.day, reason="Leidis töö")


def change(walk: Walk, **values: object) -> None:
    Practicum.objects.filter(pk=walk.practicum.pk).update(**values)


def change_hours_task(walk: Walk, status: str) -> None:
    tasks = Task.objects.filter(process__practicumprocess__practicum=walk.practicum, status=STATUS.NEW)
    for task in tasks:
        if task.flow_task.name == "hours":
            Task.objects.filter(pk=task.pk).update(status=status)


def open_item(walk: Walk, kind: str, part: str = "curator") -> None:
    owner = WorkItem.objects.filter(practicum=walk.practicum, part=part).first().owner  # type: ignore[union-attr]
    WorkItem.objects.create(
        kind=kind, part=part, owner=owner, practicum=walk.practicum, cohort=walk.practicum.cohort, due_at=clock.now()
    )


def begin_another_beside(walk: Walk) -> None:
    # The database itself refuses it: without its index only the invariant is left.
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_standing_practicum")
    copied = ("enrolment", "cohort", "learner", "required_minutes", "academic_hour_minutes")
    Practicum.objects.create(**{name: getattr(walk.practicum, name) for name in copied})


def seal_falsely(walk: Walk) -> None:
    seal_history()
    entry = HistoryEntry.objects.create(action="practicum.moved", practicum=walk.practicum)
    HistorySeal.objects.create(entry=entry, previous_digest="a" * 64, digest="b" * 64)


IN_ITS_HOURS: Mapping[str, Damage] = {
    "one_live_process": lambda walk: PracticumProcess.objects.update(status=STATUS.DONE),
    "stands_somewhere": lambda walk: change_hours_task(walk, STATUS.DONE),
    "no_task_is_left": lambda walk: change_hours_task(walk, STATUS.ERROR),
    "steps_are_asked": lambda walk: open_item(walk, "review"),
    "stage_tells_where_it_stands": lambda walk: change(walk, stage="review"),
    "end_is_told_alike": lambda walk: change(walk, ended_at=clock.now()),
    "counters_equal_postings": lambda walk: change(walk, confirmed_minutes=1),
    "ledger_follows_entries": lambda walk: Entry.objects.filter(state="confirmed").update(minutes=5),
    "corrections_follow_entries": lambda walk: Entry.objects.filter(state="submitted").update(state="corrected"),
    "days_lie_where_they_may": lambda walk: Entry.objects.update(day=walk.day - timedelta(days=40)),
    "owners_may_see_their_work": lambda walk: Person.objects.filter(pk=walk.mentor.pk).update(is_active=False),
    "history_replays": lambda walk: Entry.objects.filter(state="confirmed").update(state="withdrawn"),
    "items_have_their_subject": lambda walk: open_item(walk, "question"),
    "what_waits_is_asked": lambda walk: WorkItem.objects.filter(kind="week").update(done_at=clock.now()),
    "agreements_fit_their_placement": lambda walk: Agreement.objects.update(in_force_at=None),
    "rest_is_told_alike": lambda walk: change(walk, suspended_on=walk.day),
    "messages_name_something": lambda walk: OutboxMessage.objects.create(kind="work_item", payload={"item": 0}),
    "one_standing_practicum": begin_another_beside,
    "nobody_sleeps_on": lambda walk: change(walk, required_minutes=1),
    "history_is_sealed_unbroken": seal_falsely,
    "escalations_end_with_their_item": lambda walk: open_item(walk, "overdue"),
}
COMPLETED: Mapping[str, Damage] = {
    "completion_is_earned": lambda walk: change(walk, required_minutes=99_999),
    "no_task_is_left": lambda walk: Task.objects.update(status=STATUS.NEW),
    "one_live_process": lambda walk: PracticumProcess.objects.update(status=STATUS.NEW),
}
BROKEN_OFF: Mapping[str, Damage] = {
    "the_end_leaves_nothing_open": lambda walk: open_item(walk, "check_in"),
    "end_is_told_alike": lambda walk: change(walk, ended_on=None),
    "stage_tells_where_it_stands": lambda walk: walk.practicum.placements.update(state="in_force"),
}
DAMAGES = ((in_its_hours, IN_ITS_HOURS), (completed, COMPLETED), (broken_off, BROKEN_OFF))
BY_NAME: Mapping[str, Invariant] = {each.__name__: each for each in (*INVARIANTS, *AT_REST)}


def is_seen(walk: Walk, name: str, damage: Damage) -> bool:
    """Whether the invariant tells of the damage, which is undone again."""
    with transaction.atomic():
        damage(walk)
        faults = broken((BY_NAME[name],))
        transaction.set_rollback(True)
    return bool(faults)


@pytest.mark.parametrize(("reach", "damages"), DAMAGES, ids=[reach.__name__ for reach, _ in DAMAGES])
def test_each_invariant_sees_its_damage(
    reach: Callable[[Walk], Walk], damages: Mapping[str, Damage], new_walk: Callable[[], Walk]
) -> None:
    walk = reach(new_walk())
    assert broken(tuple(BY_NAME.values())) == []
    assert [name for name, damage in damages.items() if not is_seen(walk, name, damage)] == []


def test_no_invariant_is_left_out() -> None:
    assert {name for _reach, damages in DAMAGES for name in damages} == set(BY_NAME)


def test_every_invariant_says_what_it_watches() -> None:
    assert [name for name, each in BY_NAME.items() if not (each.__doc__ or "").endswith(".")] == []
