"""Every refusal has a sentence, none lies unused, and numbers choose the plural."""

import ast
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.utils.translation import override

from config.catalogue.extraction import python_files
from placements.refusals import Refusal
from placements.sentences import TO_HOST, known_codes, sentence
from tests.languages.reading import ROOT

SOURCES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in python_files(ROOT)}


def literal(node: ast.expr) -> str:
    """The text of a constant; of an f-string the pattern that it follows."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def refused_codes() -> Iterator[str]:
    for node in (node for tree in SOURCES.values() for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal" and node.args:
            yield literal(node.args[0])


def all_texts() -> set[str]:
    trees = [tree for path, tree in SOURCES.items() if path.name != "messages.py"]
    strings = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr))
    return {literal(node) for node in strings}


def test_every_refusal_has_a_sentence() -> None:
    used = set(filter(None, refused_codes()))
    assert {code for code in used if not any(re.fullmatch(code, known) for known in known_codes())} == set()
    assert len(used) > 40


def test_no_sentence_lies_unused() -> None:
    patterns = {text for text in all_texts() if re.fullmatch(r"[\w\\+]+\.[\w\\+]+", text)}
    codes = {code.removesuffix(TO_HOST) for code in known_codes()}
    assert {code for code in codes if not any(re.fullmatch(pattern, code) for pattern in patterns)} == set()


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        sentence(Refusal("no.such_code"))


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("et", 1, "1 minut ja"), ("et", 2, "2 minutit ja"), ("ru", 1, "1 минуту"), ("ru", 22, "22 минуты"),
        ("ru", 5, "5 минут,"), ("ru", 11, "11 минут,"), ("en", 1, "1 minute and"), ("en", 2, "2 minutes and"),
    ],
)  # fmt: skip
def test_the_number_chooses_the_plural(language: str, number: int, words: str) -> None:
    with override(language):
        assert words in sentence(Refusal("sign.expired_code", {"minutes": number}))


def test_people_of_a_company_are_addressed_formally() -> None:
    refusal = Refusal("sign.changed")
    with override("et"):
        assert "allkirjasta see" in sentence(refusal)
        assert "allkirjastage see" in sentence(refusal, to_host=True)


def test_a_sentence_without_a_second_form_serves_everybody() -> None:
    refusal = Refusal("confirm.window_over", {"n": 7, "date": date(2026, 11, 20)})
    with override("ru"):
        assert sentence(refusal, to_host=True) == sentence(refusal)
        assert "7 дней, этот срок закончился 20.11.2026" in sentence(refusal)
