"""One tree of processes: what dies is started again, and nothing is left over."""

import os
import signal

from tests.platform.conftest import Supervised, comes_true, lives


def test_a_killed_child_is_started_again(supervised: Supervised) -> None:
    before = supervised.pids("first")
    os.kill(before[0], signal.SIGKILL)
    assert comes_true(lambda: supervised.pids("first") != before)
    assert all(lives(pid) for pid in supervised.descendants())


def test_what_a_killed_child_started_does_not_meet_its_successor(supervised: Supervised) -> None:
    child, grandchild = supervised.pids("first")
    os.kill(child, signal.SIGKILL)
    assert comes_true(lambda: not lives(grandchild))


def test_a_killed_child_leaves_its_sibling_alone(supervised: Supervised) -> None:
    sibling = supervised.pids("second")
    before = supervised.pids("first")
    os.kill(before[0], signal.SIGKILL)
    assert comes_true(lambda: supervised.pids("first") != before)
    assert supervised.pids("second") == sibling


def test_asking_the_supervisor_to_end_ends_all_of_them(supervised: Supervised) -> None:
    started = supervised.descendants()
    supervised.process.terminate()
    assert supervised.process.wait(timeout=15) == 0
    assert comes_true(lambda: not any(lives(pid) for pid in started))


def test_killing_the_supervisor_leaves_no_orphan(supervised: Supervised) -> None:
    started = supervised.descendants()
    supervised.process.kill()
    assert comes_true(lambda: not any(lives(pid) for pid in started))
