"""A wake that was lost: the sweep brings the process on."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements.journal.confirming import confirm_days, take_back
from placements.journal.models import Entry
from placements.journal.verdicts import Verdict
from placements.records.models import WorkItem
from tests.outbox import deliver_all
from workflows.waking import sweep, wake

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FULL = 14


def confirmed_without_wake(walk: Walk, days: int) -> None:
    """The mentor confirms; the outbox row that should wake the process is gone."""
    walk.start().work(days)
    placement = walk.practicum.placements.get(state="in_force")
    with walk.at(hour=17):
        confirm_days(
            [placement], walk.mentor, {entry.pk: Verdict(entry.version) for entry in placement.entries.waiting()}
        )
    assert OutboxMessage.objects.filter(kind="wake").delete()[0] == 1
    walk.practicum.refresh_from_db()


def kinds(walk: Walk) -> set[str]:
    return set(WorkItem.objects.open().filter(practicum=walk.practicum).values_list("kind", flat=True))


def test_the_sweep_brings_on_a_process_whose_wake_was_lost(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    confirmed_without_wake(walk, FULL)
    assert walk.practicum.stage == "hours"
    assert sweep() == 1
    walk.practicum.refresh_from_db()
    assert walk.practicum.stage == "closing"
    assert {"evaluation", "report"} <= kinds(walk)


def test_the_sweep_opens_evaluation_and_report_at_eighty_percent(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    confirmed_without_wake(walk, 11)
    assert "report" not in kinds(walk)
    sweep()
    assert {"evaluation", "report"} <= kinds(walk)


def test_waking_twice_is_harmless(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(FULL).confirm()
    items = WorkItem.objects.count()
    wake(walk.practicum.pk)
    assert sweep() == 0
    assert WorkItem.objects.count() == items


def test_the_outbox_delivers_the_wake(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(FULL)
    placement = walk.practicum.placements.get(state="in_force")
    with walk.at(hour=17):
        confirm_days(
            [placement], walk.mentor, {entry.pk: Verdict(entry.version) for entry in placement.entries.waiting()}
        )
    deliver_all()
    walk.practicum.refresh_from_db()
    assert walk.practicum.stage == "closing"


def test_hours_that_fall_before_completion_lead_back_to_the_hours(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(FULL).confirm().evaluate().report().read_report(approves=True)
    entry = Entry.objects.filter(practicum=walk.practicum).order_by("-day")[0]
    with walk.at():
        take_back(entry, walk.mentor, Verdict(entry.version, returns=True, reason="time_wrong"))
        sweep()
    walk.practicum.refresh_from_db()
    assert (walk.practicum.stage, walk.practicum.confirmed_minutes) == ("hours", 13 * 270)


def test_work_done_early_is_found_when_the_process_gets_there(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(11).confirm().evaluate().report().work(3).confirm()
    assert walk.practicum.stage == "closing"
    assert "evaluation" not in kinds(walk)
    assert "report_review" in kinds(walk)
