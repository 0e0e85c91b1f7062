"""One child process: started in its own group, ended with all that it started."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_PAUSE = 10.0
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
    pause: float = 0.2
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
            steady = now - self.started_at > STEADY_SECONDS
            self.pause = 0.2 if steady else min(self.pause * 2, LONGEST_PAUSE)
            if self.not_before < self.started_at:
                self.not_before = now + self.pause
                return False
        self.start()
        return True

    def signal(self, number: int) -> None:
        """Send a signal to the child and all that it started."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return

    def end(self, patience: float) -> None:
        """Ask it to end, wait, and end it."""
        self.signal(signal.SIGTERM)
        try:
            if self.process is not None:
                self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            pass
        self.signal(signal.SIGKILL)
