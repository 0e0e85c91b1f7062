"""Data files to break."""

import json
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[2] / "placements" / "programmes" / "data"


def shipped(name: str) -> Any:
    """The content of a shipped file."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def raw(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


@pytest.fixture
def programme() -> Any:
    return shipped("programme")


@pytest.fixture
def policy() -> Any:
    return shipped("practicum_policy")
