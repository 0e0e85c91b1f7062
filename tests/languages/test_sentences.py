"""Every refusal has a sentence, none lies unused, and numbers choose the plural."""

import ast
import re
from datetime import date

import pytest
from django.utils.translation import override

from config.catalogue.extraction import python_files
from placements.refusals import Refusal
from placements.sentences import TO_HOST, known_codes, sentence
from tests.languages.reading import ROOT

SOURCES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in python_files(ROOT)}


def pattern(node: ast.expr) -> str:
    """The pattern of a text: of an f-string each value may be any word."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in parts)


def refused_codes() -> set[str]:
    """The codes given to Refusal; one that comes as a variable is written out elsewhere."""
    nodes = (node for tree in SOURCES.values() for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    given = (node.args[0] for node in nodes if isinstance(node.func, ast.Name) and node.func.id == "Refusal")
    return {pattern(code) for code in given if not isinstance(code, ast.Name)}


def constants() -> set[str]:
    """All texts of the code, the sentences' own files apart."""
    trees = [tree for path, tree in SOURCES.items() if path.name != "messages.py"]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def is_known(code: str) -> bool:
    return any(re.fullmatch(code, known) for known in known_codes())


def test_every_refusal_has_a_sentence() -> None:
    used = refused_codes()
    assert {code for code in used if not is_known(code)} == set()
    assert len(used) > 40


def test_no_sentence_lies_unused() -> None:
    said, refused = constants(), refused_codes()
    codes = {code.removesuffix(TO_HOST) for code in known_codes()} - said
    assert {code for code in codes if not any(re.fullmatch(each, code) for each in refused)} == set()


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
