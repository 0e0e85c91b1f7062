"""One tree of processes: what dies is started again, and nothing is left over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config.supervision import single
from config.supervision.children import Child
from tests.platform.conftest import SCRIPT, Supervised, comes_true, lives


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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asking_the_supervisor_to_end_ends_all_of_them(supervised: Supervised, number: signal.Signals) -> None:
    started = supervised.descendants()
    supervised.process.send_signal(number)
    assert supervised.process.wait(timeout=15) == 0
    assert comes_true(lambda: not any(lives(pid) for pid in started))


def test_killing_the_supervisor_leaves_no_orphan(supervised: Supervised) -> None:
    started = supervised.descendants()
    supervised.process.kill()
    assert comes_true(lambda: not any(lives(pid) for pid in started))


def test_a_killed_guard_takes_its_child_with_it_and_both_come_again(supervised: Supervised) -> None:
    before = supervised.pids("first")
    guard = int(Path(f"/proc/{before[0]}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(guard, signal.SIGKILL)
    assert comes_true(lambda: not any(lives(pid) for pid in before))
    assert comes_true(lambda: supervised.pids("first") != before)


def test_the_tree_ends_with_the_process_it_was_started_for(tmp_path: Path) -> None:
    start = "import os, subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:], str(os.getpid())])"
    with subprocess.Popen([sys.executable, "-c", start, str(SCRIPT), str(tmp_path)]) as outer:
        tree = Supervised(outer, tmp_path)
        assert comes_true(lambda: len(tree.descendants()) == 4)
        outer.kill()
        assert comes_true(lambda: not any(lives(pid) for pid in tree.descendants()))


def test_a_child_that_keeps_dying_starts_later_and_later(capsys: pytest.CaptureFixture[str]) -> None:
    child = Child("web", [sys.executable, "-c", "raise SystemExit(3)"], {})
    for _ in range(3):
        assert comes_true(child.tend)
        assert comes_true(lambda: not child.is_running())
    said = capsys.readouterr().err.splitlines()
    assert said == [f"praktika: web ended (3), it starts again in {pause} s." for pause in (0.4, 0.8)]


def test_a_data_folder_is_served_by_one_tree_only(tmp_path: Path) -> None:
    descriptor = single.hold(tmp_path)
    with pytest.raises(single.AlreadyServedError):
        single.hold(tmp_path)
    os.close(descriptor)
    os.close(single.hold(tmp_path))
