"""Catalogue files: read, filled from a compendium, written so that a change shows as just that change."""

import csv
import io
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
HOST_KEY = ".host"
# By English text and context: the same words may be addressed to a learner and to a company.
Texts = Mapping[tuple[str, str], str]


def catalogue_path(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(root: Path, language: str) -> Catalog:
    """The stored catalogue, an empty one while there is none."""
    path = catalogue_path(root, language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def read_compendium(files: Iterable[Path], language: str) -> dict[tuple[str, str], str]:
    """English and context to this language, from CSV files with the columns en, et, ru and perhaps key, context.

    A key that ends in .host has the context "host". The first of several translations of one text counts.
    """
    texts: dict[tuple[str, str], str] = {}
    for file in files:
        with file.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                texts.setdefault((_normal(row["en"]), _context(row)), row[language])
    return texts


def _context(row: Mapping[str, str]) -> str:
    return row.get("context") or ("host" if row.get("key", "").endswith(HOST_KEY) else "")


def _normal(text: str) -> str:
    return re.sub(r"%\((\w+)\)s", r"{\1}", text)


def _stored(message: Message, known: Catalog) -> tuple[str, ...]:
    found = known.get(message.text, message.context or None)
    string = found.string if found else None
    if not string or bool(message.plural) != isinstance(string, list | tuple):
        return ()
    forms = (string,) if isinstance(string, str) else tuple(string)
    return forms if any(forms) else ()


def _offered(message: Message, compendium: Texts) -> tuple[str, ...]:
    source = f"{message.text}|{message.plural}" if message.plural else message.text
    found = compendium.get((_normal(source), message.context), "")
    if "%(" in message.text + message.plural:
        found = re.sub(r"\{(\w+)\}", r"%(\1)s", found)
    return tuple(found.split("|")) if message.plural else (found,)


def build(messages: Iterable[Message], known: Catalog, compendium: Texts, language: str) -> Catalog:
    """The catalogue of exactly these messages, with what is known of their translations."""
    catalogue = Catalog(locale=language, domain="django", fuzzy=False)
    for message in messages:
        forms = _stored(message, known) or _offered(message, compendium)
        if not message.plural:
            catalogue.add(message.text, forms[0], context=message.context or None)
            continue
        count = PLURAL_COUNT[language]
        plurals = forms if len(forms) == count else ("",) * count
        catalogue.add((message.text, message.plural), plurals, context=message.context or None)
    return catalogue


def _header(language: str) -> str:
    lines = ("Content-Type: text/plain; charset=utf-8", f"Language: {language}", f"Plural-Forms: {FORMS[language]}")
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)


def to_text(catalogue: Catalog, language: str) -> str:
    """The file's text: sorted, without line numbers and dates."""
    body = io.BytesIO()
    write_po(body, catalogue, no_location=True, omit_header=True, sort_output=True, width=120)
    return f"{_header(language)}\n{body.getvalue().decode()}"


def compile_catalogue(root: Path, language: str) -> None:
    """Write the binary catalogue that Django reads."""
    path = catalogue_path(root, language)
    with path.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_catalogue(root, language))
