"""A supervisor that runs as a program of its own, and what it started."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "tree_of_two.py"
PATIENCE_SECONDS = 15.0


def comes_true(question: Callable[[], bool]) -> bool:
    """Ask until the answer is yes, for a bounded time."""
    bound = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < bound:
        if question():
            return True
        time.sleep(0.05)
    return False


def lives(pid: int) -> bool:
    """Whether the process runs (a dead one that nobody has fetched yet does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def members(pid: int) -> list[tuple[int, str]]:
    """All that descends from a process, with their command lines; those who guard a child are left out."""
    below = [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    found = [(child, Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")) for child in below if lives(child)]
    return [each for each in found if "lifeline" not in each[1]] + [each for child in below for each in members(child)]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@dataclass
class Supervised:
    """The supervisor and the folder where its children note their process ids."""

    process: subprocess.Popen[bytes]
    folder: Path

    def pids(self, name: str) -> list[int]:
        """A child's and its grandchild's process ids; empty while it has not noted them."""
        file = self.folder / f"{name}.pids"
        return [int(pid) for pid in file.read_text().split()] if file.exists() else []

    def descendants(self) -> list[int]:
        return [*self.pids("first"), *self.pids("second")]


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    """A running tree of two children with a grandchild each."""
    with subprocess.Popen([sys.executable, str(SCRIPT), str(tmp_path)]) as process:
        tree = Supervised(process, tmp_path)
        try:
            assert comes_true(lambda: len(tree.descendants()) == 4)
            yield tree
        finally:
            process.terminate()
