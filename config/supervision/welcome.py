"""What the supervisor says once the first page answers."""

import time
import urllib.request

PATIENCE_SECONDS = 60
ADDRESS = "\nPraktika runs on http://127.0.0.1:{port}/  (end with Ctrl-C)\n"
DEMO = """
Three things to try:
  1. Act as Jelena Morozova in the bar at the top, choose a task and save the day.
  2. Switch to her mentor Kristjan Tamm and confirm the week.
  3. Open http://127.0.0.1:{port}/mailbox/ and follow a link from a mail.
"""
SILENT = """
The first page of http://127.0.0.1:{port}/ has not answered for a minute: the lines above say why.
"""


def answers(port: str) -> bool:
    """Whether the first page comes; asked without the proxy that the environment may name."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/sign-in/", timeout=5):
            return True
    except OSError:
        return False


def welcome(port: str, *, is_demo: bool) -> None:
    """Wait for the first page, then say where it is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (is_there := answers(port)) and time.monotonic() < deadline:
        time.sleep(0.1)
    found = ADDRESS + DEMO if is_demo else ADDRESS
    print((found if is_there else SILENT).format(port=port), flush=True)  # noqa: T201 - this is its purpose
