"""The catalogues, the glossary and the templates as these tests read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.template.base import Lexer, TokenType

from config.catalogue.extraction import template_files
from config.catalogue.files import read_catalogue

ROOT: Path = settings.BASE_DIR
# Blocks that fill attributes and values, not text.
NOT_WORDS = {"block body_class", "block body_data", "block light_bar", "block dark_bar"}
SPOKEN = ("aria-label", "title", "alt", "placeholder")


@dataclass(frozen=True)
class Text:
    """One source string with all forms of its translation."""

    source: str
    forms: tuple[str, ...]
    context: str


@cache
def texts(language: str) -> list[Text]:
    return [Text(sources(m.id)[0], sources(m.string), m.context or "") for m in read_catalogue(ROOT, language) if m.id]


def sources(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def glossary_table(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of docs/glossary.md."""
    section = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def alternatives(cell: str) -> list[str]:
    return [each.strip() for each in cell.split("/")]


class LiteralReader(HTMLParser):
    """Collects the words of a template written out in it: between tags, and in attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take(" ".join(value or "" for name, value in attrs if name in SPOKEN))

    def handle_data(self, data: str) -> None:
        self._take(data)

    def _take(self, data: str) -> None:
        self.words += re.findall(r"[^\W\d_]+", data)


def literal_words(source: str) -> list[str]:
    """The words that no translation reaches."""
    reader = LiteralReader()
    reader.feed("".join(_outside_of_translations(source)))
    reader.close()
    return reader.words


def _outside_of_translations(source: str) -> Iterator[str]:
    until = ""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.split_contents()[0]
            opens = name in {"blocktranslate", "comment"} or token.contents in NOT_WORDS
            until = "" if name == until else until or (f"end{name}" if opens else "")
        elif token.token_type == TokenType.TEXT and not until:
            yield token.contents


def templates() -> list[Path]:
    return list(template_files(ROOT))
