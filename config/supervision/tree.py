"""The whole tree: broker, web, worker, beat, under one supervisor."""

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from config.supervision.broker import Broker
from config.supervision.children import Child

PATIENCE = 8.0
TICK = 0.2
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def _lifelined(pipe: int, command: Sequence[str]) -> list[str]:
    return [sys.executable, str(Path(__file__).parent / "lifeline.py"), str(pipe), *command]


def commands(port: str, data_dir: Path, broker: Broker) -> dict[str, list[str]]:
    """What runs, by name. Without a broker one worker with beat inside does all, in memory."""
    python = sys.executable
    web = [
        python, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
        "--workers", "1", "--threads", "4", "--timeout", "60", "--max-requests", "20000", "--log-level", "warning",
    ]  # fmt: skip
    # Whoever starts the tree is its user, root too: Celery's seven lines about that are left out.
    celery = [python, "-W", "ignore:You're running the worker", "-m", "celery", "-A", "config", "--quiet"]
    schedule = ["--schedule", str(data_dir / "beat-schedule")]
    worker = [*celery, "worker", "--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--concurrency", "2"]
    if broker.url.startswith("memory"):
        # The queue lives in this one process, so its workers and beat (config/celery.py) are threads of it.
        return {"web": web, "worker": [*worker, "--pool", "threads", *schedule]}
    beat = [*celery, "beat", "--loglevel", "WARNING", *schedule, "--pidfile", ""]
    # Processes, not threads: only they are renewed after so many tasks or so much memory (settings).
    tree = {"web": web, "worker": [*worker, "--pool", "prefork"], "beat": beat}
    return {"redis": list(broker.command), **tree} if broker.command else tree


class Tree:
    """Starts the children, starts again what dies, and ends all of them."""

    def __init__(
        self, commands_by_name: Mapping[str, Sequence[str]], environment: Mapping[str, str], parent: int = 0
    ) -> None:
        # Children inherit the reading end; the writing end closes with this process, however it ends.
        self.reading, self.writing = os.pipe()
        self.children = [
            Child(name, _lifelined(self.reading, command), environment, descriptors=(self.reading,))
            for name, command in commands_by_name.items()
        ]
        self.parent = parent
        self.is_ending = False

    def run(self) -> None:
        """Tend the children until somebody asks to end, or the parent to end with is gone."""
        for number in ENDING:
            # An ignored SIGHUP was ignored on purpose (nohup).
            if signal.getsignal(number) != signal.SIG_IGN or number != signal.SIGHUP:
                signal.signal(number, self._ask_to_end)
        while not self.is_ending and self._has_parent():
            for child in self.children:
                child.tend()
            time.sleep(TICK)
        self.end()

    def _has_parent(self) -> bool:
        return not self.parent or os.getppid() == self.parent

    def _ask_to_end(self, _number: int, _frame: FrameType | None) -> None:
        self.is_ending = True

    def end(self) -> None:
        """End the children together; the first, which the others talk to, after them."""
        first, *others = self.children
        for group in (others, [first]):
            deadline = time.monotonic() + PATIENCE
            for child in group:
                child.ask_to_end()
            for child in group:
                child.make_end(deadline)
