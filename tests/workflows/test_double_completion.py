"""Two people end the same step at the same instant: one effect, on PostgreSQL with two real connections."""

import os
import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection, connections
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.lock import no_lock

from placements.records.models import HistoryEntry, WorkItem
from placements.refusals import Refused
from tests.workflows.stations import STATIONS
from workflows import engine
from workflows.acting import act
from workflows.errors import StepGone
from workflows.flows import PracticumFlow

# `make prove` asks for twenty.
ROUNDS = int(os.environ.get("RACE_ROUNDS", "5"))
FEWER = max(ROUNDS // 5, 2)
# Steps that turnings bring: the way there is long, and the door is the same one.
OF_TURNINGS = frozenset(
    {
        "learner_amendment", "school_amendment", "host_amendment", "former_evaluation", "second_opinion", "concern",
        "resume", "contested_day", "absence", "call_host", "new_mentor",
    }
)  # fmt: skip
LOSERS = (StepGone, Refused, FlowLockFailed)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def race(item: WorkItem, data: Mapping[str, Any]) -> Counter[str]:
    """Both act at once; what became of each."""
    gate, outcomes = threading.Barrier(2), Counter[str]()

    def run() -> None:
        try:
            mine = WorkItem.objects.select_related("practicum", "owner").get(pk=item.pk)
            gate.wait(timeout=10)
            act(mine, mine.owner, data)
            outcomes["won"] += 1
        except LOSERS:
            outcomes["refused"] += 1
        except Exception as error:  # noqa: BLE001 - any other end is what the test must show
            outcomes[type(error).__name__] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def effects(item: WorkItem, before: int) -> int:
    """How many times the item's owner left the same change of state in the history."""
    acts = HistoryEntry.objects.filter(practicum=item.practicum, actor=item.owner, pk__gt=before)
    return max(Counter(acts.values_list("action", flat=True)).values(), default=0)


def one_round(kind: str, new_walk: Any) -> tuple[Counter[str], int]:
    reach, says = STATIONS[kind]
    walk = new_walk()
    reach(walk)
    item = WorkItem.objects.open().filter(practicum=walk.practicum, kind=kind).select_related("practicum", "owner")[0]
    data = says(walk)
    before = HistoryEntry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return race(item, data), effects(item, before)


@pytest.mark.parametrize("kind", STATIONS)
def test_a_step_ended_twice_at_once_has_one_effect(kind: str, new_walk: Any) -> None:
    assert connection.vendor == "postgresql"
    for _ in range(FEWER if kind in OF_TURNINGS else ROUNDS):
        outcome, changes = one_round(kind, new_walk)
        assert outcome == {"won": 1, "refused": 1}
        assert changes == 1


def test_the_same_race_is_lost_under_the_default_lock(new_walk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with viewflow's default lock, and without the row's, the check above fails, so it can fail."""
    monkeypatch.setattr(PracticumFlow, "lock_impl", no_lock)
    monkeypatch.setattr(engine, "_lock_row", lambda practicum: None)
    rounds = (one_round("change_window", new_walk) for _ in range(20))
    assert any(outcome != {"won": 1, "refused": 1} or changes != 1 for outcome, changes in rounds)
