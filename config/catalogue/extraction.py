"""Every translatable string of the project, from Python files and from templates."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

PACKAGES = ("config", "workflows", "placements", "notifications")
# Of each function, the places of its texts: source, plural, context.
PLACES: dict[str, tuple[int, int | None, int | None]] = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A source string; plural and context are empty where there are none."""

    text: str
    plural: str = ""
    context: str = ""


def python_files(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in sorted((root / package).rglob("*.py")) if "migrations" not in path.parts)


def template_files(root: Path) -> Iterator[Path]:
    yield from (path for path in sorted((root / "templates").rglob("*")) if path.suffix in {".html", ".txt"})


def messages_in(code: str) -> Iterator[Message]:
    """The messages of Python code; what is not written out as a text cannot be translated and is left out."""
    keywords: Any = list(PLACES)
    for _line, function, texts, _comments in extract_python(io.BytesIO(code.encode()), keywords, [], {}):
        given: tuple[Any, ...] = texts if isinstance(texts, tuple) else (texts,)
        parts = [_part(given, place) for place in PLACES[str(function)]]
        if all(part is not None for part in parts) and parts[0]:
            yield Message(*[part or "" for part in parts])


def _part(given: tuple[Any, ...], place: int | None) -> str | None:
    if place is None:
        return ""
    return given[place] if place < len(given) else None


def messages_in_template(source: str, origin: str) -> Iterator[Message]:
    """The messages of a template, as Django itself reads it."""
    return messages_in(templatize(source, origin=origin))


def extract(root: Path) -> list[Message]:
    """All messages, sorted, each once; a text with a plural anywhere has it everywhere."""
    found: dict[tuple[str, str], Message] = {}
    for path in python_files(root):
        _take(found, messages_in(path.read_text(encoding="utf-8")))
    for path in template_files(root):
        _take(found, messages_in_template(path.read_text(encoding="utf-8"), str(path)))
    return sorted(found.values())


def _take(found: dict[tuple[str, str], Message], messages: Iterator[Message]) -> None:
    for message in messages:
        key = (message.text, message.context)
        if message.plural or key not in found:
            found[key] = message
