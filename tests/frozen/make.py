"""Freeze processes: `python -m tests.frozen.make` writes a database with one practicum at every node, as SQL text.

Run it once a version that reaches people: the file is named after the version and never changed afterwards.
"""

import gc
import os
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent
# What frozen processes need none of.
LEFT_OUT = ("django_session", "notifications_mailboxmessage")


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def situations() -> "dict[str, Callable[[object], object]]":
    """Every place where a process can stand, reached by the product's own verbs."""
    from tests.workflows.stations import STATIONS, full

    reached: dict[str, Callable[..., object]] = {kind: reach for kind, (reach, _says) in STATIONS.items()}
    reached["hours"] = lambda walk: walk.start().work(3).confirm(returned=1)
    reached["hours_full_and_fallen"] = lambda walk: full(walk).evaluate().take_back_last_day()
    reached["recognised"] = lambda walk: (
        walk.start()
        .turn("recognise", minutes=900, basis="Müüja", reason="Kattub", evidence=None)
        .do("second_opinion", {"confirms": True, "answer": ""})
    )
    reached["completed"] = lambda walk: (
        full(walk).evaluate().report().read_report(approves=True).do("change_window", {"reason": "Kinnitas"})
    )
    reached["broken_off"] = lambda walk: walk.start().work(1).turn("break_off", on=walk.day, reason="Leidis töö")
    return reached


def fill() -> None:
    """Fill the database of these settings."""
    from placements import clock
    from tests.walks import WEEKS, walk_maker

    new_walk, begin = walk_maker(), clock.now() - WEEKS
    for number, reach in enumerate(situations().values()):
        with clock.moved_to(begin):
            walk = with_own_mentor(new_walk(), number)
        reach(walk)


def with_own_mentor(walk: object, number: int) -> object:
    """A mentor has room for three: each frozen practicum gets one of its own."""
    from placements.hosts.services import ContactDetails, register_contact

    details = ContactDetails(f"Juhendaja {number}", f"juhendaja-{number}@example.ee")
    walk.mentor = register_contact(walk.host, details, mentor=True)
    return walk


def dump(database: Path, target: Path) -> None:
    """Write the database as SQL text, without rows that processes need none of."""
    connection = sqlite3.connect(database)
    for table in LEFT_OUT:
        connection.execute(f"DELETE FROM {table}")
    connection.commit()
    target.write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
    connection.close()
    gc.collect()


def main() -> None:
    target = FOLDER / f"{version()}.sql"
    if target.exists():
        sys.exit(f"{target.name} exists: what is frozen is not changed.")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": ""}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
        code = "import django; django.setup(); from tests.frozen.make import fill; fill()"
        environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
        dump(Path(folder) / "praktika.sqlite3", target)


if __name__ == "__main__":
    main()
