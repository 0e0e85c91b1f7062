"""Catalogue files: read, filled from a compendium, written so that a change shows as just that change."""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config.catalogue.extraction import Message

LANGUAGES = ("et", "ru")
FORMS = {"et": "nplurals=2; plural=(n != 1);", "ru": (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)}  # fmt: skip
PLURAL_COUNT = {"et": 2, "ru": 3}
Texts = Mapping[str, str]


def catalogue_path(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(root: Path, language: str) -> Catalog:
    """The stored catalogue, an empty one while there is none."""
    path = catalogue_path(root, language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def read_compendium(files: Iterable[Path], language: str) -> dict[str, str]:
    """English to this language, from CSV files with the columns en, et, ru."""
    texts: dict[str, str] = {}
    for file in files:
        with file.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                texts[_normal(row["en"])] = row[language]
    return texts


def _normal(text: str) -> str:
    return re.sub(r"%\((\w+)\)s", r"{\1}", text)


def _translated(message: Message, known: Catalog, compendium: Texts, language: str) -> str | tuple[str, ...]:
    stored = known.get(message.text)
    if stored and stored.string and any(stored.string):
        return tuple(stored.string) if isinstance(stored.string, list | tuple) else stored.string
    source = f"{message.text}|{message.plural}" if message.plural else message.text
    found = compendium.get(_normal(source)) or compendium.get(_normal(message.text), "")
    if "%(" in message.text:
        found = re.sub(r"\{(\w+)\}", r"%(\1)s", found)
    if not message.plural:
        return found
    forms = tuple(found.split("|"))
    return forms if len(forms) == PLURAL_COUNT[language] else ("",) * PLURAL_COUNT[language]


def build(messages: Iterable[Message], known: Catalog, compendium: Texts, language: str) -> Catalog:
    """The catalogue of exactly these messages, with what is known of their translations."""
    catalogue = Catalog(locale=language, domain="django", fuzzy=False)
    for message in messages:
        key = (message.text, message.plural) if message.plural else message.text
        text = _translated(message, known, compendium, language)
        if message.plural and isinstance(text, str):
            text = ("",) * PLURAL_COUNT[language]
        if not message.plural and isinstance(text, tuple):
            text = text[0]
        catalogue.add(key, text)
    return catalogue


def _header(language: str) -> str:
    lines = ("Content-Type: text/plain; charset=utf-8", f"Language: {language}", f"Plural-Forms: {FORMS[language]}")
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)


def to_text(catalogue: Catalog, language: str) -> str:
    """The file's text: sorted, without line numbers and dates."""
    import io

    body = io.BytesIO()
    write_po(body, catalogue, no_location=True, omit_header=True, sort_output=True, width=120)
    return f"{_header(language)}\n{body.getvalue().decode()}"


def compile_catalogue(root: Path, language: str) -> None:
    """Write the binary catalogue that Django reads."""
    path = catalogue_path(root, language)
    with path.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_catalogue(root, language))
