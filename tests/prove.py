"""`make prove`: random journals and decisions beside the oracle, pairs of simultaneous acts on both engines, random
walks through the process on both engines, steps ended by two and walks of two actors at once on PostgreSQL, batches of
documents whose worker is killed.

SEEDS=20 or SEEDS=100-119 walks by fewer; without it by 500 on each engine and 500 of two actors, in two processes.
Journals and decisions are twenty times as many: 10,000.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.run import POSTGRES, postgres_fault
from tests.walking.__main__ import seeds_of

WALKS = (("one", "sqlite"), ("one", "postgresql"), ("two", "postgresql"))
PROCESSES = 2
ALL = 500
JOURNALS_A_SEED = 20
DOCUMENTS = 200
# Below this number some rare act may well not have come about.
ENOUGH = 300
ENDS = ("done", "refused", "gone", "busy", "deadlock")


def seeds() -> list[int]:
    """SEEDS as a number of seeds from 0, or as their list."""
    text = os.environ.get("SEEDS", str(ALL))
    return list(range(int(text))) if text.isdigit() else seeds_of(text)


def portions(chosen: list[int]) -> list[list[int]]:
    """The seeds dealt out to the processes."""
    return [chosen[number::PROCESSES] for number in range(PROCESSES) if chosen[number::PROCESSES]]


def walk(mode: str, engine: str, chosen: list[int], folder: str) -> dict[str, Any]:
    """One process with its own database; what it counted, or every seed as failed when it broke down."""
    figures = Path(folder) / f"{mode}-{engine}-{chosen[0]}.json"
    arguments = [mode, engine, ",".join(map(str, chosen)), str(figures)]
    subprocess.run([sys.executable, "-m", "tests.walking", *arguments], check=False)
    if figures.exists():
        return dict(json.loads(figures.read_text()))
    return {"tally": {}, "stages": {}, "walks": len(chosen), "acts": 0, "failed": chosen, "seconds": 0}


def united(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of several processes as one."""
    tally, stages = Counter[str](), Counter[str]()
    for part in parts:
        tally.update(part["tally"])
        stages.update(part["stages"])
    failed = sorted(seed for part in parts for seed in part["failed"])
    sums = {name: sum(part[name] for part in parts) for name in ("walks", "acts")}
    return sums | {"tally": tally, "stages": stages, "failed": failed}


def missing(tally: Counter[str]) -> list[str]:
    """The acts that were never done, though they can be; and those never refused that must be."""
    from tests.walking.engines import set_up

    set_up("sqlite")
    from tests.walking.acts import ACTS, ALWAYS_REFUSED

    seen = {kind for kind, _, end in (key.partition("|") for key in tally) if end in ("refused", "gone")}
    done = {key.removesuffix("|done") for key in tally if key.endswith("|done")}
    kinds = {each.kind for each in ACTS}
    return sorted((kinds - ALWAYS_REFUSED - done) | (ALWAYS_REFUSED - seen))


def table(tally: Counter[str]) -> str:
    """Kind by kind, how its acts ended."""
    kinds = sorted({key.split("|")[0] for key in tally})
    rows = [(kind, *(tally[f"{kind}|{end}"] for end in ENDS)) for kind in kinds]
    sums = ("together", *(sum(row[index] for row in rows) for index in range(1, len(ENDS) + 1)))
    lines = [("act", *ENDS), *rows, sums]
    return "\n".join(f"{line[0]:28}" + "".join(f"{value:>10}" for value in line[1:]) for line in lines)


def report(title: str, figures: dict[str, Any], seconds: float) -> None:
    """What one kind of walks came to."""
    ends = ", ".join(f"{stage} {count}" for stage, count in sorted(figures["stages"].items()))
    print(f"\n== {title}: {figures['walks']} walks, {figures['acts']} acts in {seconds:.0f} s")
    print(table(figures["tally"]))
    print(f"where they ended: {ends}", flush=True)


def proved(mode: str, engine: str, seeds: range, folder: str) -> dict[str, Any]:
    """One process that keeps journals or lets two act at once; all as failed when it broke down."""
    figures = Path(folder) / f"{mode}-{engine}-{seeds[0]}.json"
    arguments = [mode, engine, f"{seeds[0]}-{seeds[-1]}", str(figures)]
    subprocess.run([sys.executable, "-m", "tests.proving", *arguments], check=False)
    if figures.exists():
        return dict(json.loads(figures.read_text()))
    return {"tally": {}, "journals": len(seeds), "acts": 0, "failed": list(seeds)}


def listed(tally: Counter[str]) -> str:
    """What was counted, line by line."""
    return "\n".join(f"{name:56}{number:>8}" for name, number in sorted(tally.items()))


def let_pairs_meet(chosen: list[int], engine: str) -> tuple[int, int]:
    """As many pairs of simultaneous acts as there are seeds; how many were sound, and how many were not."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = proved("pairs", engine, range(len(chosen)), folder)
    print(f"\n== pairs of simultaneous acts on {engine}: {len(chosen)} in {time.monotonic() - began:.0f} s")
    print(listed(Counter(figures["tally"])), flush=True)
    return len(chosen) - len(figures["failed"]), len(figures["failed"])


def keep_journals(chosen: list[int]) -> tuple[int, int]:
    """Journals by the product and by the oracle; how many agree, and how many do not."""
    from tests.proving.__main__ import RULES

    began, first, count = time.monotonic(), chosen[0] * JOURNALS_A_SEED, len(chosen) * JOURNALS_A_SEED
    shares = [range(first + count * n // PROCESSES, first + count * (n + 1) // PROCESSES) for n in range(PROCESSES)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(PROCESSES) as pool:
        parts = list(pool.map(lambda share: proved("journals", "sqlite", share, folder), shares))
    tally = sum((Counter[str](part["tally"]) for part in parts), Counter[str]())
    kept, acts = (sum(part[name] for part in parts) for name in ("journals", "acts"))
    failed = sum(len(part["failed"]) for part in parts)
    print(f"\n== journals beside the oracle: {kept} journals, {acts} acts in {time.monotonic() - began:.0f} s")
    print(listed(tally))
    never = sorted(RULES - set(tally)) if len(chosen) >= ENOUGH else []
    print(f"never refused: {', '.join(never) or 'nothing'}; journals that differ: {failed}", flush=True)
    return kept - failed, failed + len(never)


def kill_workers(engine: str) -> tuple[int, int]:
    """A batch of documents whose worker is killed ten times: passed and failed."""
    from tests.certificates.killed import faults

    began = time.monotonic()
    command = [sys.executable, "-m", "tests.certificates.killed", engine, str(DOCUMENTS)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    found = faults(json.loads(done.stdout.splitlines()[-1]), DOCUMENTS) if done.returncode == 0 else ["it broke down"]
    print(f"\n== ten kills in a batch of {DOCUMENTS} documents on {engine} in {time.monotonic() - began:.0f} s")
    print("\n".join(found) or "every number and file once", flush=True)
    return int(not found), int(bool(found))


def decide_snapshots(chosen: list[int]) -> tuple[int, int]:
    """Snapshots decided by the product and by the oracle; how many agree, and how many do not."""
    from tests.walking.engines import set_up

    set_up("sqlite")
    from tests.proving.decisions import WANTED

    first, count, began = chosen[0] * JOURNALS_A_SEED, len(chosen) * JOURNALS_A_SEED, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = proved("decisions", "sqlite", range(first, first + count), folder)
    print(f"\n== decisions beside the oracle: {count} snapshots in {time.monotonic() - began:.0f} s")
    print(listed(Counter(figures["tally"])))
    never = sorted(WANTED - set(figures["tally"])) if len(chosen) >= ENOUGH else []
    failed = len(figures["failed"])
    print(f"never: {', '.join(never) or 'nothing'}; snapshots that differ: {failed}", flush=True)
    return count - failed, failed + len(never)


def race_again() -> tuple[int, int]:
    """Every step ended by two at once, twenty times each, on PostgreSQL; one passed or one failed."""
    environment = {**os.environ, "DATABASE_URL": POSTGRES, "RACE_ROUNDS": "20"}
    arguments = ["-q", "-p", "no:cacheprovider", "tests/workflows/test_double_completion.py"]
    print("\n== every step ended by two at once, twenty times each, on PostgreSQL", flush=True)
    done = subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment, check=False)
    return (0, 1) if done.returncode else (1, 0)


def main() -> int:
    """All walks; 1 when one of them failed, or when some act was never done."""
    chosen = seeds()
    no_postgres, together = postgres_fault(), Counter[str]()
    engines = ["sqlite", *([] if no_postgres else ["postgresql"])]
    ends = [keep_journals(chosen), decide_snapshots(chosen), *(let_pairs_meet(chosen, engine) for engine in engines)]
    ends += [kill_workers(engine) for engine in engines]
    ends += [] if no_postgres else [race_again()]
    passed, failed = sum(good for good, _ in ends), sum(bad for _, bad in ends)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(PROCESSES) as pool:
        for mode, engine in WALKS:
            if engine == "postgresql" and no_postgres:
                print(f"left out: {mode} actor{'s' * (mode == 'two')} on PostgreSQL: {no_postgres}")
                failed += 1
                continue
            began, title = time.monotonic(), f"{mode} actor{'s' * (mode == 'two')} at a time on {engine}"
            running = [pool.submit(walk, mode, engine, part, folder) for part in portions(chosen)]
            figures = united([each.result() for each in running])
            report(title, figures, time.monotonic() - began)
            together.update(figures["tally"])
            passed, failed = passed + figures["walks"] - len(figures["failed"]), failed + len(figures["failed"])
            print(f"failed seeds: {', '.join(map(str, figures['failed'])) or 'none'}", flush=True)
    never = missing(together) if len(chosen) >= ENOUGH else []
    if never:
        print(f"never done: {', '.join(never)}")
        failed += len(never)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
