"""Every string is translated, none is fuzzy, placeholders and plural forms fit, terms are the glossary's."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.core.management import call_command

from config.catalogue.files import LANGUAGES, read_catalogue
from placements.sentences import known_codes

EQUAL = Path(__file__).with_name("equal_allowed.txt")
TERMS = {
    r"\bsafety briefing": ("tööohutusal", "инструктаж"),
    r"\bsignator": ("allkirjasta", "подписыва"),
    r"\bcurator": ("kuraator", "куратор"),
    r"\bregistry code": ("registrikood", "егистрн"),
    r"\bagreement": ("lepin", "догово"),
    r"\btraining manager": ("koolitusjuh", "руководител"),
    r"\bpersonal code": ("isikukood", "личн"),
}
FORBIDDEN = {
    "et": r"\bkutse(standard|tunnistus|tase|kvalif)|mikrokvalifikatsioon|\bEAP\b",
    "ru": r"сертификат|удостоверени|аттестаци|стажировк|цифров\w+ подпис",
}
CODES = re.compile(r"Refusal\(\s*\"([a-z_.]+)\"")


def texts(language: str) -> list[tuple[str, str]]:
    return [(str(first(m.id)), str(first(m.string))) for m in read_catalogue(settings.BASE_DIR, language) if m.id]


def first(value: Message | str | tuple[str, ...]) -> object:
    return value[0] if isinstance(value, list | tuple) else value


def test_every_string_is_translated_and_the_catalogues_are_fresh() -> None:
    call_command("sync_messages", check=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_listed_strings_are_equal_in_two_languages(language: str) -> None:
    allowed = set(EQUAL.read_text(encoding="utf-8").splitlines())
    assert [source for source, text in texts(language) if source == text and source not in allowed] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("term", TERMS)
def test_the_glossary_s_words_are_used(language: str, term: str) -> None:
    stem = TERMS[term][LANGUAGES.index(language)]
    wrong = [
        text for source, text in texts(language) if re.search(term, source, re.IGNORECASE) and stem not in text.lower()
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_forbidden_words_never_appear(language: str) -> None:
    assert [text for _, text in texts(language) if re.search(FORBIDDEN[language], text, re.IGNORECASE)] == []


def test_names_are_never_inflected_by_a_template() -> None:
    inflected = re.compile(r"(name|nimi)[^{}]*\}\}[^\W\d_]")
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    assert [path.name for path in templates if inflected.search(path.read_text(encoding="utf-8"))] == []


def test_every_refusal_has_a_sentence() -> None:
    sources = [path for package in ("placements", "workflows") for path in (settings.BASE_DIR / package).rglob("*.py")]
    used = {code for path in sources for code in CODES.findall(path.read_text(encoding="utf-8"))}
    assert used - known_codes() == set()
    assert len(used) > 40
