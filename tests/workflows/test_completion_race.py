"""A mentor takes a day back while the curator completes: either completed with all hours, or back at the hours."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from config.demo.walk import Walk
from placements.completion.models import CompletionRecord
from placements.journal.confirming import take_back
from placements.journal.counters import posted_minutes
from placements.journal.verdicts import Verdict
from placements.records.models import WorkItem
from placements.refusals import Refused
from tests.walks import TWO_DAYS, shortened
from workflows.acting import act
from workflows.waking import sweep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 10


def at_once(*deeds: Callable[[], object]) -> None:
    gate = threading.Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        gate.wait(timeout=10)
        try:
            deed()
        except Refused:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def one_round(walk: Walk) -> None:
    shortened(walk).start().work(2).confirm().evaluate().report().read_report(approves=True)
    entry = walk.practicum.entries.order_by("-day")[0]
    item = (
        WorkItem.objects.open().select_related("practicum", "owner").get(practicum=walk.practicum, kind="change_window")
    )
    verdict = Verdict(entry.version, returns=True, reason="time_wrong")
    at_once(lambda: take_back(entry, walk.mentor, verdict), lambda: act(item, item.owner, {"reason": "Telefonis"}))


def test_hours_and_completion_agree_whoever_wins(new_walk: Callable[[], Walk]) -> None:
    for _ in range(ROUNDS):
        walk = new_walk()
        walk.day = walk.day.fromordinal(walk.day.toordinal() + 12)
        one_round(walk)
        sweep()
        walk.practicum.refresh_from_db()
        is_complete = CompletionRecord.objects.filter(practicum=walk.practicum).exists()
        assert is_complete == (walk.practicum.stage == "completed") == (posted_minutes(walk.practicum) == TWO_DAYS)
        assert is_complete or walk.practicum.stage == "hours"
