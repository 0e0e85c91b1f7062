"""Every string is translated, none is fuzzy, placeholders and plural forms fit, equal strings are known."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from config.catalogue.files import LANGUAGES
from tests.languages.reading import texts

EQUAL = Path(__file__).with_name("equal_allowed.txt")


def equal_texts() -> set[str]:
    """Source strings that read the same in two of the three languages."""
    russian = {(text.source, text.context): text.forms for text in texts("ru")}
    return {
        text.source
        for text in texts("et")
        for others in (russian[text.source, text.context],)
        if text.source in (*text.forms, *others) or set(text.forms) & set(others)
    }


def test_every_string_is_translated_and_the_catalogues_are_fresh() -> None:
    call_command("sync_messages", check=True)


def test_just_the_listed_strings_are_equal_in_two_languages() -> None:
    assert equal_texts() == set(EQUAL.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_ending_is_glued_to_a_placeholder(language: str) -> None:
    glued = re.compile(r"(\)s|\})[^\W\d_]")
    assert [form for text in texts(language) for form in text.forms if glued.search(form)] == []


def test_russian_quotes_are_angled_and_estonian_ones_are_low() -> None:
    foreign = {"et": '«»"”', "ru": '“”„"'}
    wrong = [form for language, marks in foreign.items() for text in texts(language) for form in text.forms
             if set(marks) & set(form)]  # fmt: skip
    assert wrong == []


def test_no_text_ends_with_a_blank_or_holds_two() -> None:
    forms = [form for language in LANGUAGES for text in texts(language) for form in text.forms]
    assert [form for form in forms if form != form.strip() or "  " in form] == []
