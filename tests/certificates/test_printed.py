"""What is printed, read by others' tools: three languages, both kinds, tags and standards."""

import re
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from placements import clock
from placements.certificates.content import Content, content_of, public_content
from placements.certificates.printing import Mark, document_paper, document_pdf
from placements.certificates.printing_words import printing_words
from placements.cohorts.models import Cohort
from tests.certificates.graduates import CODE, graduate
from tests.certificates.reading import marks_of, pages_of, text_of

pytestmark = pytest.mark.django_db
FORBIDDEN = re.compile(r"\bkutse|mikrokvalif|\bEAP\b|\bECTS\b", re.IGNORECASE)
PROGRAMME = {
    "et": "Klienditeeninduse juhi koolitusprogramm",
    "ru": "Учебная программа руководителя по обслуживанию клиентов",
    "en": "Customer Service Manager training programme",
}
LANGUAGES = ("et", "ru", "en")
ATTESTATION: dict[str, Any] = {"name": "Raivo Sepp", "code": "", "outcome": "toend", "hours": (58, 53), "tasks": 3}


def content(cohort: Cohort, **more: Any) -> Content:
    made = content_of(graduate(cohort, **more), clock.now())
    return made | {"number": "T-2026-0116", "public_id": "K7Q4MX2D9WABCDEF"}


def labels_of(kind: str, language: str, *names: str) -> list[str]:
    """Labels in the language of the paper, not of the reader."""
    with translation.override(language):
        words = printing_words(kind, language, 45)
    return [words[name] for name in names]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_certificate_says_every_field_in_each_language(cohort: Cohort, language: str) -> None:
    made = content(cohort)
    said = text_of(document_pdf(made, language))
    fields = [
        "Jelena Morozova", CODE, "T-2026-0116", "Näidiskool MTÜ", "80004124", "900014", PROGRAMME[language], "Tallinn",
        "Marika Lind", "Piret Kallas", "Müügikorraldaja, tase 5", "/v/K7Q4MX2D9WABCDEF", "186",
        made["outcomes"][11]["text"][language][:20], made["assessment"][language][:40],
        made["modules"][0]["title"][language],
    ]  # fmt: skip
    labels = labels_of(
        "tunnistus", language, "lead", "outcomes", "assessment", "content", "trainers", "verify", "total"
    )
    assert [field for field in (*fields, *labels) if field not in said] == []
    assert not FORBIDDEN.search(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_attestation_says_the_hours_really_done_beside_the_planned(cohort: Cohort, language: str) -> None:
    made = content(cohort, **ATTESTATION)
    rows = document_paper(made, language)["rows"]
    assert [[text.split("\xa0")[0] for text in row[1:]] for row in rows] == [["58", "82"], ["53", "80"], ["18", "24"]]
    said = text_of(document_pdf(made, language))
    born = date.fromisoformat(made["holder"]["identity"]).strftime("%d.%m.%Y")
    labels = labels_of("toend", language, "lead", "hours_done", "really", "planned", "trainers", "verify")
    fields = ("129", "186", "Raivo Sepp", born, PROGRAMME[language], *labels)
    assert [field for field in fields if field not in said] == []
    assert not FORBIDDEN.search(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("details", [{}, ATTESTATION], ids=["certificate", "attestation"])
def test_both_kinds_are_archival_and_tagged(cohort: Cohort, details: dict[str, Any], language: str) -> None:
    marks: dict[str, Any] = marks_of(document_pdf(content(cohort, **details), language))
    assert (marks["a"], marks["ua"], marks["marked"], marks["intents"]) == (["2", "A"], ["1"], True, 1)
    assert marks["language"].startswith(language)
    assert {"Document", "H1", "H2", "Table", "TH", "TD", "Figure"} <= marks["tags"]
    # The square code alone is a picture to be told; the flower is an ornament.
    assert len(marks["pictures"]) == 1
    assert "/v/K7Q4MX2D9WABCDEF" in marks["pictures"][0]


def test_the_same_content_gives_the_same_bytes(cohort: Cohort) -> None:
    made = content(cohort)
    assert document_pdf(made, "et") == document_pdf(made, "et")
    assert document_pdf(made, "et") != document_pdf(made | {"number": "T-2026-0117"}, "et")


def test_a_duplicate_says_so_with_its_day(cohort: Cohort) -> None:
    said = text_of(document_pdf(content(cohort), "en", Mark(date(2027, 3, 4))))
    assert "Duplicate · 04.03.2027" in said


@pytest.mark.parametrize("hours", [20, 186, 980])
def test_long_names_and_programmes_of_any_volume_stay_on_two_pages(cohort: Cohort, hours: int) -> None:
    made = content(cohort, name="Maria-Magdaleena Konstantinovskaja-Põldroos Äär")
    parts = {"contact": hours * 4 // 10 * 45, "practicum": hours * 4 // 10 * 45, "independent": hours // 5 * 45}
    made |= {"planned": parts, "minutes": parts, "total_hours": hours}
    assert [pages_of(document_pdf(made, language)) for language in LANGUAGES] == [2, 2, 2]
    assert [pages_of(document_pdf(made | {"kind": "toend"}, language)) for language in LANGUAGES] == [1, 1, 1]


@pytest.mark.parametrize("count", [1, 5, 6, 16])
def test_any_number_of_trainers_fits_the_first_page(cohort: Cohort, count: int) -> None:
    made = content(cohort, name="Maria-Magdaleena Konstantinovskaja-Põldroos Äär")
    made |= {"trainers": [f"Anna-Liisa Põder-Kask {number}" for number in range(count)]}
    for kind, pages in (("tunnistus", 2), ("toend", 1)):
        pdf = document_pdf(made | {"kind": kind}, "ru")
        assert pages_of(pdf) == pages
        assert f"Põder-Kask {count - 1}" in text_of(pdf)


def test_what_is_typed_is_never_read_as_markup(cohort: Cohort) -> None:
    assert '#eval("1") *x* 1. y' in text_of(document_pdf(content(cohort, name='#eval("1") *x* 1. y'), "et"))


def test_the_public_content_holds_no_personal_code_and_no_grade(cohort: Cohort) -> None:
    made, other = (public_content(content(cohort, **more)) for more in ({}, ATTESTATION))
    assert CODE not in str(made)
    assert set(made) == {
        "kind", "number", "name", "programme", "course", "planned", "hour_minutes", "total_hours",
        "provider", "issued_on", "starts_on", "ends_on", "outcomes",
    }  # fmt: skip
    assert set(other) - set(made) == {"minutes"}
    assert other["minutes"] == {"contact": 58 * 45, "practicum": 53 * 45, "independent": 18 * 45}
