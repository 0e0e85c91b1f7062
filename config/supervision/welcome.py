"""What the supervisor says once the first page answers."""

import time
import urllib.request
from dataclasses import dataclass

PATIENCE_SECONDS = 60
ADDRESS = "\nPraktika runs on http://127.0.0.1:{port}/  (end with Ctrl-C)\n"
DEMO = """
Three things to try:
  1. Act as Jelena Morozova in the bar at the top, choose a task and save the day.
  2. Switch to her mentor Kristjan Tamm and confirm the week.
  3. Open http://127.0.0.1:{port}/mailbox/ and follow a link from a mail.
"""
MAILBOX = """
No mail server is set: mails stay on this machine, read them on http://127.0.0.1:{port}/mailbox/
"""
FIRST = """
Nobody manages this school yet. Its training manager begins here:
  {setup_link}
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


@dataclass(frozen=True, slots=True)
class Occasion:
    """What there is to say besides the address: the set-up link is empty where there is a manager."""

    is_demo: bool
    has_mailbox: bool = False
    setup_link: str = ""


def greeting(port: str, occasion: Occasion) -> str:
    """The lines for a service that answers."""
    parts = [ADDRESS]
    if occasion.is_demo:
        parts.append(DEMO)
    elif occasion.has_mailbox:
        parts.append(MAILBOX)
    if occasion.setup_link:
        parts.append(FIRST)
    return "".join(parts).format(port=port, setup_link=occasion.setup_link)


def welcome(port: str, occasion: Occasion) -> None:
    """Wait for the first page, then say where it is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (is_there := answers(port)) and time.monotonic() < deadline:
        time.sleep(0.1)
    said = greeting(port, occasion) if is_there else SILENT.format(port=port)
    print(said, flush=True)  # noqa: T201 - this is its purpose
