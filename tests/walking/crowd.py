"""Walks of two actors at once, on PostgreSQL: two threads with connections of their own act at the same instant."""

import threading
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError, connection, connections, transaction

from placements import clock
from placements.records import guards
from tests.walking.acts import draw
from tests.walking.deeds import Deed, end_of
from tests.walking.invariants import faults_at_rest, faults_of
from tests.walking.walk import AFTERWARDS, Outcome, come_to_rest
from tests.walking.world import World, build_world

FEWEST, MOST = 20, 50
EVERY = 15
PATIENCE = 60
KEPT = frozenset({"django_migrations", "django_content_type"})
# How often both do the same kind of thing.
ALIKE = 0.3


def walk_in_two(pool: ThreadPoolExecutor, seed: int, *, every: int = EVERY) -> Outcome:
    """Walk by this seed, two acts at a time; the database is emptied afterwards."""
    outcome = Outcome(seed)
    try:
        _go(pool, build_world(seed), outcome, every)
    except Exception:  # noqa: BLE001 - whatever it is, it belongs to the outcome
        outcome.faults.append(traceback.format_exc(limit=-12))
    finally:
        empty()
    return outcome


def _go(pool: ThreadPoolExecutor, world: World, outcome: Outcome, every: int) -> None:
    world.crowded = True
    for number in range(1, world.rng.randint(FEWEST, MOST) + 1):
        deeds = _draw_two(world)
        at_once(pool, world.now, deeds, outcome)
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
    outcome.stages[world.practicum.stage] += 1


def _draw_two(world: World) -> list[Deed]:
    """Two deeds of one instant; now and then of one kind, as when a button is pressed twice."""
    world.stands_still = False
    with world.at():
        first = draw(world)
    world.stands_still = True
    with world.at():
        kind = first.kind if world.rng.random() < ALIKE else ""
        return [first, draw(world, kind)]


def at_once(pool: ThreadPoolExecutor, now: datetime, deeds: list[Deed], outcome: Outcome) -> None:
    """Do both deeds at the same instant, each by its own thread, and note how each ended."""
    gate = threading.Barrier(len(deeds))
    running = [pool.submit(_one, gate, now, deed) for deed in deeds]
    for deed, future in zip(deeds, running, strict=True):
        end, fault = future.result(timeout=PATIENCE)
        outcome.note(deed, end, now)
        outcome.faults += [fault] if fault else []


def _one(gate: threading.Barrier, now: datetime, deed: Deed) -> tuple[str, str]:
    with clock.moved_to(now):
        gate.wait(timeout=PATIENCE)
        try:
            return end_of(deed), ""
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the outcome
            return _name_of(error), f"{deed.told}: {traceback.format_exc(limit=-12)}"


def _name_of(error: Exception) -> str:
    is_ring = isinstance(error, OperationalError) and "deadlock" in str(error)
    return "deadlock" if is_ring else type(error).__name__


@contextmanager
def two_threads() -> Iterator[ThreadPoolExecutor]:
    """Two threads that keep their connections; both are closed afterwards."""
    pool = ThreadPoolExecutor(2)
    try:
        yield pool
    finally:
        gate = threading.Barrier(2)
        for future in [pool.submit(_leave, gate) for _ in range(2)]:
            future.result(timeout=PATIENCE)
        pool.shutdown()


def _leave(gate: threading.Barrier) -> None:
    gate.wait(timeout=PATIENCE)
    connections.close_all()


def empty() -> None:
    """Remove every row, quicker than truncating; the guards of the append-only tables are back before the commit."""
    tables = [name for name in connection.introspection.table_names() if name not in KEPT]
    with transaction.atomic():
        guards.remove()
        with connection.cursor() as cursor:
            # Foreign keys are looked at when it commits, so that the order does not matter.
            for table in tables:
                cursor.execute(f'DELETE FROM "{table}"')
        guards.install()
