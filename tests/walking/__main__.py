"""`python -m tests.walking one|two sqlite|postgresql SEEDS`: walk by these seeds; one seed is told act by act.

SEEDS are numbers and ranges: 7 or 0-249 or 3,5,8-10. EVERY=1 looks at the invariants after every act.
With a file as fourth argument the figures are written there, for tests.prove.
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.walking.engines import own_database, set_up


def seeds_of(text: str) -> list[int]:
    """The numbers of 3,5,8-10."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


@contextmanager
def walker(mode: str, every: int) -> Iterator[Callable[[int], Any]]:
    """What walks by a seed."""
    from tests.walking import crowd, walk

    if mode == "one":
        yield lambda seed: walk.walk(seed, every=every or walk.EVERY)
        return
    crowd.empty()
    with crowd.two_threads() as pool:
        yield lambda seed: crowd.walk_in_two(pool, seed, every=every or crowd.EVERY)


def command(mode: str, engine: str, seed: int) -> str:
    """What to type to see this walk again."""
    return f"EVERY=1 .venv/bin/python -m tests.walking {mode} {engine} {seed}"


def run(mode: str, engine: str, seeds: list[int]) -> dict[str, Any]:
    """Walk by every seed and count."""
    tally: Counter[str] = Counter()
    stages: Counter[str] = Counter()
    failed, acts, began = [], 0, time.monotonic()
    with own_database(), walker(mode, int(os.environ.get("EVERY", "0"))) as walk:
        for number, seed in enumerate(seeds, 1):
            outcome = walk(seed)
            tally.update({f"{kind}|{end}": count for (kind, end), count in outcome.tally.items()})
            stages.update(outcome.stages)
            acts += len(outcome.told)
            if len(seeds) == 1:
                print("\n".join(outcome.told), flush=True)
            if outcome.faults:
                failed.append(seed)
                tell(outcome, command(mode, engine, seed))
            elif number % 25 == 0:
                print(f"{mode} {engine}: {number} of {len(seeds)} walks, {acts} acts", flush=True)
    seconds = round(time.monotonic() - began)
    return {"tally": tally, "stages": stages, "walks": len(seeds), "acts": acts, "failed": failed, "seconds": seconds}


def tell(outcome: Any, again: str) -> None:
    """The acts so far, what does not hold, and how to see it again."""
    print(f"FAILED seed {outcome.seed} after {len(outcome.told)} acts:", flush=True)
    print("\n".join(outcome.told))
    print("\n".join(outcome.faults))
    print(f"again: {again}", flush=True)


def main() -> int:
    """Walk, and write the figures where they are wanted."""
    mode, engine, seeds = sys.argv[1:4]
    # Ended from outside, it still removes its database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    set_up(engine)
    figures = run(mode, engine, seeds_of(seeds))
    if len(sys.argv) > 4:
        Path(sys.argv[4]).write_text(json.dumps(figures))
    print(f"{mode} {engine}: {figures['walks'] - len(figures['failed'])} passed, {len(figures['failed'])} failed")
    return 1 if figures["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
