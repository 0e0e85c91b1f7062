"""Every night each counter is held against the ledger: what differs is told and mended."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from config.demo.walk import Walk
from placements.agreements.models import Practicum
from placements.journal.models import Entry
from placements.journal.nightly import reconcile_nightly
from placements.records.models import HistoryEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NIGHT = datetime(2026, 11, 26, 1, 59, 59, tzinfo=UTC)
FALSE = 7


def falsified(walk: Walk) -> Walk:
    """One confirmed and one waiting day, of which the counters and an entry say something else."""
    walk.start().work(1).confirm().work(1)
    Practicum.objects.filter(pk=walk.practicum.pk).update(confirmed_minutes=FALSE, waiting_minutes=FALSE)
    Entry.objects.filter(practicum=walk.practicum, state="confirmed").update(posted_minutes=FALSE)
    return walk


def test_a_false_counter_is_found_told_and_mended(new_walk: Callable[[], Walk]) -> None:
    walk = falsified(new_walk())
    with capture_logs() as logs:
        assert len(reconcile_nightly(NIGHT)) == 3
    warned = {(each["figure"], each["found"], each["right"]) for each in logs if each["log_level"] == "warning"}
    assert warned == {(name, FALSE, 270) for name in ("posted_minutes", "confirmed_minutes", "waiting_minutes")}
    walk.practicum.refresh_from_db()
    assert (walk.practicum.confirmed_minutes, walk.practicum.waiting_minutes) == (270, 270)
    assert HistoryEntry.objects.filter(practicum=walk.practicum, action="hours.reconciled").count() == 1
    assert reconcile_nightly(NIGHT) == []


@pytest.mark.parametrize("hour", [0, 2])
def test_at_other_hours_nothing_is_compared(hour: int, new_walk: Callable[[], Walk]) -> None:
    """Two in the night of UTC is four in Tallinn, and midnight is two."""
    walk = falsified(new_walk())
    assert reconcile_nightly(NIGHT.replace(hour=hour, minute=0, second=0)) == []
    walk.practicum.refresh_from_db()
    assert walk.practicum.confirmed_minutes == FALSE
