"""The worker of a batch is killed at ten points, between number and file among them: nothing is lost or doubled."""

import json
import os
import signal
import subprocess
import sys

import pytest

# `make prove` takes the whole batch of 200.
COUNT = int(os.environ.get("KILLED_DOCUMENTS", "36"))


def after_the_kills(engine: str) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.certificates.killed", engine, str(COUNT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_ten_kills_leave_every_document_number_and_file_once(engine: str) -> None:
    found = after_the_kills(engine)
    assert found.pop("signals") == [0] + [signal.SIGKILL] * 10 + [0]
    assert found.pop("sequences") == list(range(1, COUNT + 1))
    assert found.pop("finished") == 1
    assert set(found.values()) == {COUNT}, found
