"""What the everyday acts of the journal cost: log a day against a floor of raw SQL, confirm a week, read the journal.

`make bench`, or `python benchmarks/hours.py sqlite`. Both sides take turns in one run; what counts is the median of the
rounds' ratios. The numbers of statements are limits (exit code 1), times are told only.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.run import postgres_fault  # noqa: E402 - the repository is no installed package
from tests.walking.engines import own_database, set_up  # noqa: E402

ROUNDS, DAYS_A_ROUND = 15, 8
MOST_STATEMENTS = 12
CONFIRMED = (5, 50, 90)
AIMS = {"ratio": 2.5, "confirm": 15.0}


def calls_of(deed: Callable[[], Any]) -> int:
    """How many Python functions one deed calls."""
    count = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        deed()
    finally:
        sys.setprofile(None)
    return count


def timed(deed: Callable[[], Any], measure: Callable[[], float] = time.perf_counter) -> float:
    began = measure()
    deed()
    return measure() - began


class Bench:
    """Rows and browsers of one engine, and whether every limit was kept."""

    def __init__(self) -> None:
        from tests.proving import desk
        from tests.proving.twin import open_school

        self.desk, self.school, self.kept, self.day = desk, open_school(), True, 0
        self.placement = desk.placed(self.school, self.school.practicum)
        self.browser = desk.browser_with_token(self.school.practicum)

    def next_day(self) -> Any:
        self.day += 1
        return self.desk.working_day(self.day)

    def limit(self, what: str, found: tuple[int, int]) -> None:
        is_kept = found[0] <= MOST_STATEMENTS
        self.kept &= is_kept
        word = "ok    " if is_kept else "MISSED"
        print(f"{word}  {what}: {found[0]} statements (limit {MOST_STATEMENTS}), and {found[1]} of BEGIN and COMMIT")

    def counted(self, deed: Callable[[], Any]) -> tuple[int, int]:
        with self.desk.counting() as queries:
            deed()
        return self.desk.statements(queries)

    def product(self) -> None:
        self.desk.send_day(self.browser, self.next_day())

    def floor(self) -> None:
        self.desk.send_day(self.browser, self.next_day(), "/floor/{day}/")

    def log(self) -> None:
        for _ in range(3):
            self.product()
            self.floor()
        self.limit("log a day", self.counted(self.product))
        floor = self.counted(self.floor)
        print(f"        its floor: {floor[0]} statements, and {floor[1]} of BEGIN and COMMIT")
        rounds = [self.one_round() for _ in range(ROUNDS)]
        ratio = median(ours / floor for ours, floor in rounds)
        ours, floor_time = (median(side) / DAYS_A_ROUND * 1000 for side in zip(*rounds, strict=True))
        print(f"        {ROUNDS} rounds of {DAYS_A_ROUND} days: {ours:.2f} ms against {floor_time:.2f} ms")
        print(f"        median of ratios: {ratio:.2f} (aim {AIMS['ratio']})")
        print(f"        Python calls: {calls_of(self.product)} against {calls_of(self.floor)}")

    def one_round(self) -> tuple[float, float]:
        """Day by day in turn, so that whatever else the machine does falls on both."""
        ours = floor = 0.0
        for _ in range(DAYS_A_ROUND):
            ours += timed(self.product)
            floor += timed(self.floor)
        return ours, floor

    def confirm(self, entries: list[Any]) -> None:
        from placements import clock
        from placements.journal.confirming import confirm_days
        from placements.journal.verdicts import Verdict

        with clock.moved_to(clock.instant(self.desk.working_day(self.day), clock.time(18))):
            confirm_days([self.placement], self.placement.mentor, {each.pk: Verdict(1) for each in entries})

    def filled(self, count: int) -> list[Any]:
        self.day += count
        return list(self.desk.fill(self.placement, count, self.day - count + 1))

    def confirming(self) -> None:
        self.confirm(self.filled(1))
        for count in CONFIRMED:
            entries = self.filled(count)
            self.limit(f"confirm {count} days", self.counted(lambda each=entries: self.confirm(each)))
        ratios = [self.fifty_at_once_and_one_by_one() for _ in range(ROUNDS)]
        print(f"        one by one 50 days cost {median(ratios):.1f} times the CPU (aim {AIMS['confirm']})")

    def fifty_at_once_and_one_by_one(self) -> float:
        """Undone again, so that no round finds a longer journal than the one before."""
        from tests.proving.journals import undone

        with undone():
            together, alone = self.filled(50), self.filled(50)
            at_once = timed(lambda: self.confirm(together), time.process_time)
            return timed(lambda: [self.confirm([each]) for each in alone], time.process_time) / at_once

    def reading(self, count: int) -> None:
        """The journal with at least so many entries."""
        entries = self.school.practicum.entries
        self.filled(max(count - entries.count(), 0))
        self.browser.get("/journal/")
        self.limit(f"the journal of {entries.count()} entries", self.counted(lambda: self.browser.get("/journal/")))


def measure(engine: str) -> int:
    """All of it on one engine; 1 when a limit was missed."""
    set_up(engine)
    from django.test import override_settings

    print(f"== the journal on {engine}")
    with own_database(), override_settings(ROOT_URLCONF="benchmarks.floor"):
        bench = Bench()
        # The shortest journal first: the day's log and confirming make it long.
        bench.reading(10)
        bench.log()
        bench.confirming()
        bench.reading(300)
    return 0 if bench.kept else 1


def main() -> int:
    """Each engine in a process of its own."""
    if len(sys.argv) > 1:
        return measure(sys.argv[1])
    no_postgres = postgres_fault()
    engines = ["sqlite", *([] if no_postgres else ["postgresql"])]
    if no_postgres:
        print(f"left out: PostgreSQL: {no_postgres}")
    command = [sys.executable, str(Path(__file__))]
    codes = [subprocess.run([*command, each], env=os.environ, check=False).returncode for each in engines]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
