"""Templates hold no words of their own, and never inflect a name."""

import re
from pathlib import Path

import pytest

from tests.languages.reading import ROOT, literal_words, templates

ALLOWED = set(Path(__file__).with_name("literal_allowed.txt").read_text(encoding="utf-8").splitlines()[1:])
INFLECTED = re.compile(r"\}\}[^\W\d_]")
TAGS = re.compile(r"<[^>]*>")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_word_of_a_template_is_translated() -> None:
    paths = [path for path in templates() if path.name not in ALLOWED]
    found = {str(path.relative_to(ROOT)): set(literal_words(read(path))) - ALLOWED for path in paths}
    assert {name: words for name, words in found.items() if words} == {}


def test_each_allowed_word_is_still_there() -> None:
    there = {path.name for path in templates()} | {word for path in templates() for word in literal_words(read(path))}
    assert there >= ALLOWED


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('<p title="Well">{% translate "Good" %} day</p>', ["Well", "day"]),
        ("{% blocktranslate %}Good{% plural %}Goods{% endblocktranslate %}<b>{{ name }}</b>", []),
        ('<a href="/x/" class="btn">{# why #}{% if a %}Go{% endif %}</a>', ["Go"]),
        ('{% block body_class %}{% if a %}phone{% endif %}{% endblock %}<img alt="{{ x }}">', []),
    ],
)
def test_words_outside_of_translations_are_found(source: str, words: list[str]) -> None:
    assert literal_words(source) == words


def test_no_ending_is_glued_to_a_value() -> None:
    # A name stays in the nominative: Estonian and Russian endings depend on the word.
    glued = [path.name for path in templates() if INFLECTED.search(TAGS.sub("", read(path)))]
    assert glued == []
