"""One seeded walk of one actor at a time: acts, and the invariants after every so many of them and at the end."""

import time
import traceback
import warnings
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection, transaction

from placements import clock
from placements.overview.reminders import follow_up
from placements.records.models import HistoryEntry
from tests.walking.acts import draw
from tests.walking.beats import deliver
from tests.walking.deeds import Deed, End, Fault, end_of
from tests.walking.invariants import faults_at_rest, faults_of
from tests.walking.world import World, build_world
from workflows.waking import sweep

FEWEST, MOST = 40, 110
EVERY = 25
# How soon a walk ends after the studies have.
AFTERWARDS = 0.15
ROUNDS = 20
# Of the processor's time: whoever waits for the machine is not counted.
LONGEST_SECONDS = 2.0
Tally = Counter[tuple[str, str]]


@dataclass
class Outcome:
    """What became of a walk: its acts by kind and end, what was done, and what went wrong."""

    seed: int
    tally: Tally = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    stages: Counter[str] = field(default_factory=Counter)
    retried: int = 0

    def note(self, deed: Deed, end: str, at: object) -> None:
        self.tally[deed.kind, end] += 1
        self.told.append(f"{at:%Y-%m-%d %H:%M} {end:8} {deed.told}")


def walk(seed: int, *, every: int = EVERY) -> Outcome:
    """Walk by this seed in a transaction that leaves nothing behind."""
    outcome = Outcome(seed)
    with transaction.atomic(), warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        try:
            _go(build_world(seed), outcome, every)
        except Exception:  # noqa: BLE001 - whatever it is, it belongs to the outcome
            outcome.faults.append(traceback.format_exc(limit=-12))
        transaction.set_rollback(True)
    return outcome


def _go(world: World, outcome: Outcome, every: int) -> None:
    for number in range(1, world.rng.randint(FEWEST, MOST) + 1):
        one_act(world, outcome)
        if number % every == 0:
            with world.at():
                outcome.faults += faults_of(world)
        if outcome.faults:
            return
        if world.is_over() and world.rng.random() < AFTERWARDS:
            break
    with world.at():
        come_to_rest()
        outcome.faults += faults_of(world) + faults_at_rest(world)
    connection.check_constraints()
    outcome.stages[world.practicum.stage] += 1


def one_act(world: World, outcome: Outcome) -> None:
    """Draw an act and do it, in the transaction of its own that every act has."""
    with world.at():
        deed = draw(world)
    with world.at():
        before, began = HistoryEntry.objects.count(), time.thread_time()
        end = end_of(deed)
        outcome.note(deed, end, world.now)
        if time.thread_time() - began > LONGEST_SECONDS:
            raise Fault(f"{deed.told}: {end} only after {time.thread_time() - began:.1f} seconds of work")
        if end == End.BUSY or (end == End.GONE and not deed.errs):
            raise Fault(f"{deed.told}: {end}, with nobody else there")
        if end != End.DONE and HistoryEntry.objects.count() != before:
            raise Fault(f"{deed.told}: {end}, and yet the history grew")


def come_to_rest() -> None:
    """Deliver every wake, sweep and follow up until nothing is left to bring on."""
    from notifications.models import OutboxMessage

    deliver(list(OutboxMessage.objects.filter(kind="wake", state="waiting").values_list("pk", flat=True)))
    for _ in range(ROUNDS):
        if not sweep():
            break
    follow_up(clock.now())
