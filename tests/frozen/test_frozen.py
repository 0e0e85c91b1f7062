"""Processes frozen by an earlier version, one at every node, come to their end under today's code."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from viewflow.workflow.nodes import Handle, View

from tests.frozen.make import FOLDER, ROOT, version
from workflows.flows import PracticumFlow

FROZEN = sorted(FOLDER.glob("*.sql"))


def thaw(file: Path, folder: Path) -> dict[str, str]:
    """A data folder with that database, migrated to today's tables."""
    connection = sqlite3.connect(folder / "praktika.sqlite3")
    connection.executescript(file.read_text(encoding="utf-8"))
    connection.close()
    environment = {
        **os.environ, "DATA_DIR": str(folder), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    return environment


@pytest.mark.parametrize("file", FROZEN, ids=lambda file: file.stem)
def test_frozen_processes_finish(file: Path, tmp_path: Path) -> None:
    environment = thaw(file, tmp_path)
    command = [sys.executable, "-m", "tests.frozen.finish"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    last = done.stdout.strip().splitlines()[-1:]
    assert done.returncode == 0, done.stderr[-2000:]
    finished, total = last[0].removeprefix("finished ").split(" of ")
    assert finished == total != "0"


def test_this_version_froze_a_process_at_every_node() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript((FOLDER / f"{version()}.sql").read_text(encoding="utf-8"))
    rows = connection.execute("SELECT DISTINCT flow_task FROM viewflow_task WHERE status IN ('NEW', 'ASSIGNED')")
    frozen = {name.rsplit(".", 1)[1] for (name,) in rows}
    assert {node.name for node in PracticumFlow.instance.nodes() if isinstance(node, View | Handle)} <= frozen
