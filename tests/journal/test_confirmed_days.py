"""A confirmed day that its learner changes: the old minutes stand until the new ones are confirmed."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from config.demo.walk import Walk
from placements.journal.confirming import confirm_days, take_back
from placements.journal.models import Entry, HourPosting
from placements.journal.reconciling import reconcile_hours
from placements.journal.services import edit_entry, restore_entry, withdraw_entry
from placements.journal.statements import CONTENT
from placements.journal.verdicts import Verdict
from placements.refusals import Refused

pytestmark = pytest.mark.django_db
OLD, NEW = 270, 210


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(1).confirm()


def content(entry: Entry, **other: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in CONTENT} | other


def changed(walk: Walk) -> Entry:
    entry = walk.practicum.entries.get()
    with walk.at(hour=19):
        edit_entry(entry, entry.learner, entry.version, content(entry, ends=time(13)))
    return reread(walk)


def reread(walk: Walk) -> Entry:
    walk.practicum.refresh_from_db()
    entry: Entry = walk.practicum.entries.select_related("placement", "learner").get()
    return entry


def figures(walk: Walk) -> tuple[str, int, int, int]:
    entry = reread(walk)
    assert reconcile_hours(mends=False) == []
    return entry.state, entry.posted_minutes, walk.practicum.confirmed_minutes, walk.practicum.waiting_minutes


def confirm(walk: Walk, *, returns: bool = False) -> None:
    entry = reread(walk)
    verdict = Verdict(entry.version, returns=returns, reason="time_wrong" if returns else "")
    with walk.at(hour=20):
        confirm_days([entry.placement], walk.mentor, {entry.pk: verdict})


def test_the_old_amount_counts_until_the_new_one_is_confirmed(walk: Walk) -> None:
    assert (changed(walk).minutes, figures(walk)) == (NEW, ("submitted", OLD, OLD, 0))
    confirm(walk)
    assert figures(walk) == ("confirmed", NEW, NEW, 0)
    assert list(HourPosting.objects.values_list("minutes", "entry_version")) == [(OLD, 1), (-OLD, 2), (NEW, 2)]


def test_more_minutes_than_before_wait_by_the_difference(walk: Walk) -> None:
    entry = walk.practicum.entries.get()
    with walk.at(hour=19):
        edit_entry(entry, entry.learner, entry.version, content(entry, ends=time(15)))
    assert figures(walk) == ("submitted", OLD, OLD, 60)


def test_a_returned_change_leaves_the_old_amount(walk: Walk) -> None:
    changed(walk)
    confirm(walk, returns=True)
    assert figures(walk) == ("returned", OLD, OLD, 0)


def test_a_withdrawn_change_is_the_confirmed_day_again(walk: Walk) -> None:
    entry = changed(walk)
    withdraw_entry(entry, entry.learner, entry.version)
    assert figures(walk) == ("confirmed", OLD, OLD, 0)
    assert (reread(walk).ends, reread(walk).minutes, reread(walk).version) == (time(14), OLD, 3)


def test_a_day_confirmed_again_after_its_change_was_withdrawn_is_taken_back_whole(walk: Walk) -> None:
    entry = changed(walk)
    withdraw_entry(entry, entry.learner, entry.version)
    with walk.at(hour=21):
        take_back(reread(walk), walk.mentor, Verdict(3, returns=True, reason="time_wrong"))
    assert figures(walk) == ("returned", 0, 0, 0)


def test_a_confirmed_day_keeps_its_date(walk: Walk) -> None:
    entry = walk.practicum.entries.get()
    with pytest.raises(Refused, match=r"hours\.confirmed_day"), walk.at(hour=19):
        edit_entry(entry, entry.learner, entry.version, content(entry, day=entry.day - timedelta(days=1)))
    assert figures(walk) == ("confirmed", OLD, OLD, 0)


def test_a_confirmed_day_is_not_withdrawn(walk: Walk) -> None:
    entry = walk.practicum.entries.get()
    with pytest.raises(Refused, match=r"hours\.confirmed"):
        withdraw_entry(entry, entry.learner, entry.version)
    assert figures(walk) == ("confirmed", OLD, OLD, 0)


def test_a_withdrawal_is_undone(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    entry = reread(walk)
    withdraw_entry(entry, entry.learner, entry.version)
    assert figures(walk) == ("withdrawn", 0, 0, 0)
    with walk.at(hour=20):
        restore_entry(reread(walk), entry.learner, 2)
    assert figures(walk) == ("submitted", 0, 0, OLD)
    assert walk.practicum.work_items.open().filter(kind="week").exists()
