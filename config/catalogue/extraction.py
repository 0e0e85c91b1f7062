"""Every translatable string of the project, from Python files and from templates."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

PACKAGES = ("config", "workflows", "placements", "notifications")
KEYWORDS = ("_", "gettext", "gettext_lazy", "gettext_noop")
PLURAL_KEYWORDS = ("ngettext", "ngettext_lazy")
CONTEXT_KEYWORDS = ("pgettext", "pgettext_lazy")


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A source string; plural is empty where there is none."""

    text: str
    plural: str = ""


def python_files(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in sorted((root / package).rglob("*.py")) if "migrations" not in path.parts)


def template_files(root: Path) -> Iterator[Path]:
    yield from (path for path in sorted((root / "templates").rglob("*")) if path.suffix in {".html", ".txt"})


def _messages_in(code: str) -> Iterator[Message]:
    keywords: Any = [*KEYWORDS, *PLURAL_KEYWORDS, *CONTEXT_KEYWORDS]
    for _line, function, texts, _comments in extract_python(io.BytesIO(code.encode()), keywords, [], {}):
        given: Any = texts if isinstance(texts, tuple) else (texts,)
        parts = [part for part in given if isinstance(part, str)]
        if function in PLURAL_KEYWORDS and len(parts) > 1:
            yield Message(parts[0], parts[1])
        elif parts:
            yield Message(parts[-1] if function in CONTEXT_KEYWORDS else parts[0])


def extract(root: Path) -> list[Message]:
    """All messages, sorted, each once; a text with a plural anywhere has it everywhere."""
    found: dict[str, Message] = {}
    for path in python_files(root):
        _take(found, _messages_in(path.read_text(encoding="utf-8")))
    for path in template_files(root):
        _take(found, _messages_in(templatize(path.read_text(encoding="utf-8"), origin=str(path))))
    return sorted(found.values())


def _take(found: dict[str, Message], messages: Iterator[Message]) -> None:
    for message in messages:
        if message.text and (message.plural or message.text not in found):
            found[message.text] = message
