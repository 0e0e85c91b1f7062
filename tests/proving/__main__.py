"""`python -m tests.proving journals|pairs|decisions sqlite|postgresql FIRST-LAST [FILE]`: keep journals, let two act at
once, or decide snapshots, which need no database.

One journal is told act by act. With a file the figures are written there, for tests.prove.
"""

import json
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.walking.engines import own_database, set_up

# What ten thousand journals must have refused at least once.
RULES = frozenset({
    "hours.overlap", "hours.break_too_long", "hours.daily_cap", "hours.weekly_cap", "hours.break_missing",
    "hours.end_before_start", "hours.future", "hours.outside_period", "hours.before_force", "hours.suspended",
    "hours.absent", "hours.reason_needed", "hours.backdate_closed", "hours.no_task", "hours.clock_gap",
    "hours.clock_twice", "hours.order", "hours.equal_times", "hours.after_placement", "hours.same_id", "hours.changed",
    "hours.confirmed", "hours.confirmed_day", "hours.change_stays", "confirm.no_briefing", "confirm.window_over",
    "confirm.same_times", "confirm.correction_unsound", "confirm.day_changed", "confirm.day_withdrawn",
    "contest.collides", "absence.hours", "absence.twice",
})  # fmt: skip


def keep_all(seeds: range) -> dict[str, Any]:
    """Keep a journal by every seed and count."""
    from tests.proving.journals import keep
    from tests.proving.twin import open_school

    tally, failed, acts = Counter[str](), [], 0
    with own_database():
        school = open_school()
        for seed in seeds:
            kept = keep(school, seed)
            tally.update(kept.tally)
            acts += len(kept.told)
            if kept.faults or len(seeds) == 1:
                print("\n".join([f"seed {seed}", *kept.told, *kept.faults]), flush=True)
            failed += [seed] * bool(kept.faults)
    return {"tally": tally, "journals": len(seeds), "acts": acts, "failed": failed}


def pair_all(seeds: range) -> dict[str, Any]:
    """As many pairs of simultaneous acts, and how each kind ended."""
    from tests.proving.pairs import meet, rivals
    from tests.walking.crowd import two_threads

    with own_database(), two_threads() as pool:
        met = meet(pool, rivals(), len(seeds))
    print("\n".join(met.faults), flush=True)
    return {"tally": met.tally, "journals": len(seeds), "acts": 2 * len(seeds), "failed": met.faults}


def decide_all(seeds: range) -> dict[str, Any]:
    """Random snapshots decided by the product and by the oracle."""
    from tests.proving.decisions import judged

    found = judged(seeds)
    print("\n".join(found.faults), flush=True)
    return {"tally": found.tally, "journals": len(seeds), "acts": len(seeds), "failed": found.faults}


MODES = {"journals": keep_all, "pairs": pair_all, "decisions": decide_all}


def main() -> int:
    """Keep them, and write the figures where they are wanted; 1 when product and oracle differ."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    mode, engine, (first, _, last) = sys.argv[1], sys.argv[2], sys.argv[3].partition("-")
    set_up(engine)
    seeds = range(int(first), int(last or first) + 1)
    figures = MODES[mode](seeds)
    if len(sys.argv) > 4:
        Path(sys.argv[4]).write_text(json.dumps(figures))
    print(f"{mode} {engine}: {figures['journals']} done, {figures['acts']} acts, {len(figures['failed'])} failed")
    return 1 if figures["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
