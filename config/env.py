"""Reads settings from environment variables, or from a file named by NAME_FILE."""

import os
from pathlib import Path

LOOPBACK = "127.0.0.1,localhost,[::1]"


def text(name: str, default: str = "") -> str:
    """The variable's value, else the content of the file that NAME_FILE names, else the default; empty means unset."""
    value, file_name = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if not value and file_name:
        value = Path(file_name).read_text(encoding="utf-8").strip()
    return value or default


def flag(name: str, *, default: bool = False) -> bool:
    """Whether the variable says yes: 1, true, yes or on."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def has_mailbox() -> bool:
    """Whether mails stay on this machine, to be read on its mailbox page: in the demo, or where no mail server is set.

    Never by itself in production, nor where the service is reached from elsewhere: whoever reads mails may sign in.
    """
    is_own_machine = set(words("ALLOWED_HOSTS", LOOPBACK)) <= set(LOOPBACK.split(","))
    has_no_server = not (flag("PRODUCTION") or text("EMAIL_HOST") or text("EMAIL_BACKEND"))
    return flag("MAILBOX", default=flag("DEMO") or (is_own_machine and has_no_server))
