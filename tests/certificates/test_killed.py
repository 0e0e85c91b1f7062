"""The worker of a batch is killed at ten points, between number and file among them: nothing is lost or doubled."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.certificates.killed import faults

# `make prove` takes the whole batch of 200.
COUNT = 36


def after_the_kills(engine: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.certificates.killed", engine, str(COUNT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_ten_kills_leave_every_document_number_and_file_once(engine: str) -> None:
    assert faults(after_the_kills(engine), COUNT) == []


def test_a_lost_number_and_a_file_too_many_would_be_seen() -> None:
    found = {"sequences": [1, 3], "files": 3, "finished": 1}
    assert [each.partition(":")[0] for each in faults(found, 2)] == ["sequences", "files"]
