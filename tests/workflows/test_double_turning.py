"""Two people let one practicum take the same turning at the same instant: one effect, on PostgreSQL."""

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from config.demo.walk import Walk
from placements.agreements.models import Practicum
from placements.cohorts.models import Role
from placements.people.models import Person
from placements.records.models import HistoryEntry
from tests.walks import shortened
from tests.workflows.test_double_completion import LOSERS
from workflows.acting import begin_again, turn
from workflows.turnings import TURNINGS

ROUNDS = 3
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
Data = Mapping[str, Any]


def completed(walk: Walk) -> Walk:
    shortened(walk).start().work(2).confirm().evaluate().report().read_report(approves=True)
    return walk.do("change_window", {"reason": "Kinnitas"})


def extended(walk: Walk) -> Walk:
    return walk.start().turn("extend", ends_on=later(walk), reason="Haigus")


def later(walk: Walk) -> Any:
    return walk.practicum.placements.get().ends_on + timedelta(days=2)


def dated(walk: Walk) -> Data:
    return {"on": walk.day, "reason": "Leidis töö"}


def rest(walk: Walk) -> Data:
    return {"from_on": walk.day, "planned_until": None, "reason": "Haigus"}


def because(_walk: Walk) -> Data:
    return {"reason": "Ettevõte vaikib"}


def recognition(_walk: Walk) -> Data:
    return {"minutes": 900, "basis": "Müüja", "reason": "Kattub", "evidence": None}


SITUATIONS: dict[str, tuple[Callable[[Walk], object], Callable[[Walk], Data]]] = {
    "suspend": (lambda walk: walk.start(), rest),
    "resume": (lambda walk: walk.start().turn("suspend", **rest(walk)), lambda walk: {"resumed_on": walk.day}),
    "extend": (lambda walk: walk.start(), lambda walk: {"ends_on": later(walk), "reason": "Haigus"}),
    "call_amendment_off": (extended, because),
    "change_host": (lambda walk: walk.start(), lambda walk: {"last_on": walk.day, "reason": "Suletakse"}),
    "call_off": (lambda walk: walk.ask().review("approve"), because),
    "recognise": (lambda walk: walk.start(), recognition),
    "waive_evaluation": (lambda walk: shortened(walk).start().work(2).confirm(), because),
    "break_off": (lambda walk: walk.start(), dated),
    "withdraw": (lambda walk: walk.start(), dated),
    "expel": (lambda walk: walk.start(), dated),
    "cancel": (lambda walk: walk.start(), dated),
    "readmit": (lambda walk: walk.start().turn("withdraw", **dated(walk)), dated),
    "annul": (completed, because),
}


def race(deed: Callable[[Practicum, Person], object], practicum_id: int) -> Counter[str]:
    """Two managers at once; what became of each."""
    gate, outcomes = threading.Barrier(2), Counter[str]()

    def run() -> None:
        try:
            practicum = Practicum.objects.select_related("cohort", "enrolment").get(pk=practicum_id)
            person = Role.objects.filter(kind="manager")[0].person
            gate.wait(timeout=10)
            deed(practicum, person)
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


def test_every_turning_is_raced() -> None:
    assert set(SITUATIONS) == set(TURNINGS)


@pytest.mark.parametrize("code", SITUATIONS)
def test_a_turning_taken_twice_at_once_has_one_effect(code: str, new_walk: Any) -> None:
    reach, says = SITUATIONS[code]
    for _ in range(ROUNDS):
        walk = new_walk()
        reach(walk)
        data, before = says(walk), HistoryEntry.objects.order_by("-pk")[0].pk
        with walk.at():
            outcome = race(
                lambda practicum, person, data=data: turn(TURNINGS[code], practicum, person, data), walk.practicum.pk
            )
        acts = HistoryEntry.objects.filter(pk__gt=before, actor__isnull=False, practicum=walk.practicum)
        assert outcome == {"won": 1, "refused": 1}
        assert max(Counter(acts.values_list("action", flat=True)).values()) == 1


def test_a_practicum_begins_again_once(new_walk: Any) -> None:
    for _ in range(ROUNDS):
        walk = new_walk().start().turn("break_off", on=new_walk().day, reason="Leidis töö")
        assert race(begin_again, walk.practicum.pk) == {"won": 1, "refused": 1}
        assert walk.practicum.enrolment.practicums.filter(ended_at=None).count() == 1
