"""Reads settings from environment variables, or from a file named by NAME_FILE."""

import os
from pathlib import Path


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
