"""Runs a tree of two small commands, as a program of its own: `python tree_of_two.py FOLDER [PARENT]`."""

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from config.supervision.tree import Tree

CHILD = """
import os, pathlib, subprocess, sys
grandchild = subprocess.Popen(["sleep", "300"])
note = pathlib.Path(sys.argv[1]).with_suffix(".part")
note.write_text(f"{os.getpid()} {grandchild.pid}")
note.rename(sys.argv[1])
grandchild.wait()
"""


def main(folder: Path, parent: int) -> None:
    """Each child notes its own and its grandchild's process id in a file of its name."""
    named = {name: [sys.executable, "-c", CHILD, str(folder / f"{name}.pids")] for name in ("first", "second")}
    # Run from a shell's nohup, the tests must not inherit that this signal is ignored.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    Tree(named, dict(os.environ), parent).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
