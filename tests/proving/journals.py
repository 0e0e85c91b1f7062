"""Random journals, kept twice: by the product's verbs and by the oracle, compared after every act."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import transaction

from tests.oracle.journal import Journal
from tests.proving.comparing import differences, final_differences
from tests.proving.drawing import Act, beginning, changed_night, draw, full_week, judged_day, nothing
from tests.proving.twin import School, Twin

FEWEST, MOST = 3, 9
# How often a journal begins with these.
OPENINGS = {full_week: 1, changed_night: 4, judged_day: 6, nothing: 3}


@dataclass
class Kept:
    """How one journal went: its acts as told, what differed, and how each kind of act ended."""

    seed: int
    told: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written is rolled back."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def oracle_does(journal: Journal, act: Act) -> list[str]:
    """What the oracle refuses; nothing when it was done."""
    about = [] if act.name == "log" or act.key is None else [each for each in journal.entries if each.key == act.key]
    first = [act.key] if act.name == "log" else about
    verb: Any = getattr(journal, act.name)
    return list(verb(*first, *act.values))


def keep(school: School, seed: int) -> Kept:
    """Keep a journal by this seed; nothing of it is left in the database."""
    rng, kept = Random(seed), Kept(seed)
    journal = beginning(rng)
    acts = rng.choices(list(OPENINGS), list(OPENINGS.values()))[0](rng, journal)
    with undone():
        twin = Twin(school, journal)
        for number in range(len(acts) + rng.randint(FEWEST, MOST)):
            _one(twin, acts[number] if number < len(acts) else draw(rng, journal), kept)
            if kept.faults:
                return kept
        kept.faults += final_differences(twin)
    return kept


def _one(twin: Twin, act: Act, kept: Kept) -> None:
    found, right = twin.do(act), oracle_does(twin.journal, act)
    kept.told.append(f"{twin.journal.now} {act}: {found}")
    kept.tally[f"{act.name}|{'refused' if right else 'done'}"] += 1
    kept.tally.update(right)
    if found != right:
        kept.faults.append(f"refusals: {found} is not {right}")
    else:
        kept.faults += differences(twin)
