"""`python -m config.supervision`: the supervisor, without Django, so that it weighs little."""

import os
import threading
import time
import urllib.request
from pathlib import Path

from config.supervision.broker import Broker, embedded_broker
from config.supervision.tree import Tree, commands

PATIENCE_SECONDS = 60
WELCOME = """
Praktika runs on http://127.0.0.1:{port}/  (end with Ctrl-C)

Three things to try:
  1. Act as Jelena Morozova in the bar at the top, choose a task and save the day.
  2. Switch to her mentor Kristjan Tamm and confirm the week.
  3. Open http://127.0.0.1:{port}/mailbox/ and follow a link from a mail.
"""


def welcome(port: str) -> None:
    """Say where it runs, once the first page answers."""
    for _ in range(PATIENCE_SECONDS * 10):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=5):
                break
        except OSError:
            time.sleep(0.1)
    print(WELCOME.format(port=port), flush=True)  # noqa: T201 - this is what the command is for


def main() -> None:
    """Run the tree that the environment describes: PORT, DATA_DIR, REDIS_URL."""
    port, data_dir = os.environ["PORT"], Path(os.environ["DATA_DIR"])
    redis_url = os.environ.get("REDIS_URL", "")
    broker = Broker(redis_url) if redis_url else embedded_broker(data_dir)
    threading.Thread(target=welcome, args=(port,), daemon=True).start()
    Tree(commands(port, data_dir, broker), {**os.environ, "CELERY_BROKER_URL": broker.url}).run()


if __name__ == "__main__":
    main()
