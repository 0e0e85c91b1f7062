"""Runs a command and ends its whole group when the supervisor is gone, however that happened.

The supervisor holds the writing end of a pipe. Its end, even by SIGKILL, closes the pipe; this process then
ends the group. Grandchildren (web workers, pool processes) are in the same group, so none is left over.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the kernel to end the command when this process is killed (Linux; elsewhere the pipe alone does it)."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):
        return


def main(pipe: int, command: list[str]) -> int:
    """Run the command until it ends or the pipe closes; returns its exit code, 128 + n for an end by signal n."""
    child = subprocess.Popen(command, preexec_fn=die_with_parent)  # noqa: S603, PLW1509
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while child.poll() is None:
        readable, _, _ = select.select([pipe], [], [], 0.5)
        if readable and not os.read(pipe, 1):
            os.killpg(0, signal.SIGKILL)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
