"""One child process: started in its own group, ended with all that it started."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
STEADY_SECONDS = 20.0


@dataclass
class Child:
    """A child and when it may start again."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    descriptors: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = SHORTEST_PAUSE
    not_before: float = field(default=0.0)

    def start(self) -> None:
        """Start it as the leader of a group of its own."""
        self.process = subprocess.Popen(  # noqa: S603 - the command is ours
            self.command,
            env=dict(self.environment),
            pass_fds=tuple(self.descriptors),
            start_new_session=True,
        )
        self.started_at = time.monotonic()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def tend(self) -> bool:
        """Start it again when it has died and its pause is over; returns whether it was started."""
        now = time.monotonic()
        if self.is_running() or now < self.not_before:
            return False
        if self.process is not None:
            # What a dead child left behind in its group must not meet its successor.
            self.signal(signal.SIGKILL)
            if self.not_before < self.started_at:
                self._rest(now)
                return False
        self.start()
        return True

    def _rest(self, now: float) -> None:
        """A child that ran steadily starts again at once, one that keeps dying later and later."""
        steady = now - self.started_at > STEADY_SECONDS
        self.pause = SHORTEST_PAUSE if steady else min(self.pause * 2, LONGEST_PAUSE)
        self.not_before = now + self.pause
        code = self.process.returncode if self.process else 0
        sys.stderr.write(f"praktika: {self.name} ended ({code}), it starts again in {self.pause:.1f} s.\n")
        sys.stderr.flush()

    def signal(self, number: int) -> None:
        """Send a signal to the child and all that it started."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return

    def ask_to_end(self) -> None:
        """Ask the leader alone: it ends its own, so that a task under way can be finished."""
        if self.process is not None and self.is_running():
            self.process.terminate()

    def make_end(self, deadline: float) -> None:
        """Wait until then (monotonic seconds), and end whatever of the group is still there."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0.0, deadline - time.monotonic()))
        self.signal(signal.SIGKILL)
        self.process.wait()
