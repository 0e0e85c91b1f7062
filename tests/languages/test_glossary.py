"""docs/glossary.md is kept: its words are used, forbidden ones are not, and people are addressed as it says."""

import re

import pytest

from config.catalogue.extraction import messages_in_template
from config.catalogue.files import LANGUAGES
from tests.languages.reading import alternatives, glossary_table, templates, texts

STEMS = glossary_table("Stems that translations must hold")
FORBIDDEN = glossary_table("Words that never appear")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
OF_COMPANIES = re.compile(r"host|link_|lost_link|request_login_code|_evaluation|_safety_briefing|_sign\.html")
FORMAL = {"et": r"\b(Te|Teie|Teid|Teil\w*)\b", "ru": r"(?<=[^.!?:] )(Вы|Вас|Вам|Вами|Ваш\w*)\b"}
FAMILIAR = {"et": r"\b(sa|sina|sinu|sind|sul|sulle)\b", "ru": r"\b(вы|вас|вам|вами|ваш\w*)\b"}


def pattern_of(cell: str) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(alternatives(cell))})s?\b", re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", STEMS, ids=lambda row: row[0])
def test_the_glossary_s_words_are_used(language: str, row: list[str]) -> None:
    term, stems = pattern_of(row[0]), alternatives(row[1 + LANGUAGES.index(language)])
    found = [text for text in texts(language) if term.search(PLACEHOLDER.sub("", text.source))]
    wrong = [form for text in found for form in text.forms if not any(stem in form.lower() for stem in stems)]
    assert wrong == []
    assert found, f"no string has the word {row[0]}"


@pytest.mark.parametrize("row", FORBIDDEN, ids=lambda row: row[1])
def test_forbidden_words_never_appear(row: list[str]) -> None:
    stems = re.compile(r"\b(" + "|".join(alternatives(row[1])) + ")", 0 if row[1].isupper() else re.IGNORECASE)
    assert [form for text in texts(row[0]) for form in text.forms if stems.search(form)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_companies_read_never_addresses_them_as_learners(language: str) -> None:
    hosts = [text for text in texts(language) if text.context == "host"]
    assert [text.source for text in hosts if any(re.search(FAMILIAR[language], form) for form in text.forms)] == []
    assert len(hosts) > 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_learners_and_of_the_school_never_address_them_as_companies(language: str) -> None:
    others = [path for path in templates() if not OF_COMPANIES.search(str(path.relative_to(path.parents[2])))]
    read = {(m.text, m.context) for path in others for m in messages_in_template(path.read_text("utf-8"), str(path))}
    seen = [text for text in texts(language) if (text.source, text.context) in read]
    assert [text.source for text in seen if any(re.search(FORMAL[language], form) for form in text.forms)] == []
