"""The printed journal: its totals are those of the screen, in three languages, as an archivable and accessible PDF."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from config.demo.walk import DAY, Walk
from placements import formats
from placements.cohorts.selectors import curator_of
from placements.journal.models import Entry
from placements.journal.printing import journal_paper
from placements.journal.services import edit_entry
from tests.strictness import StrictClient
from tests.workflows.stations import absent, contested

pytestmark = pytest.mark.django_db


def client_of(walk: Walk) -> StrictClient:
    client = StrictClient()
    client.force_login(walk.practicum.learner)
    return client


def pdf_of(walk: Walk, language: str = "en") -> PdfReader:
    response = client_of(walk).get(f"/journal/print/journal.pdf?lang={language}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def text_of(pdf: PdfReader) -> str:
    """The text of all pages, with plain spaces and nothing broken over lines."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_the_pdf_s_totals_are_those_of_the_screen(language: str, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(4).confirm().work(1)
    page = client_of(walk).get(f"/journal/print/?lang={language}").content.decode()
    text = text_of(pdf_of(walk, language))
    walk.practicum.refresh_from_db()
    minutes = walk.practicum.confirmed_minutes
    for said in (formats.academic(minutes, 45, language), formats.progress(minutes, 3600, 45, language), "18:00"):
        assert " ".join(said.split()) in text
        assert said in page
    assert "(4:30)" in text


def test_the_pdf_is_archivable_and_accessible_and_repeats_its_head(new_walk: Callable[[], Walk]) -> None:
    pdf = pdf_of(new_walk().start().work(14).confirm())
    root = pdf.trailer["/Root"]
    data = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2" in data
    assert "<pdfaid:conformance>A" in data
    assert "<pdfuaid:part>1" in data
    assert (root["/Lang"], len(pdf.pages)) == ("en", 2)
    assert [float(side) for side in pdf.pages[0].mediabox[2:]] == pytest.approx([595.28, 841.89], abs=0.1)
    assert "Confirmed by" in pdf.pages[1].extract_text()


def test_weeks_sum_up_to_the_whole_and_outcomes_to_no_more(new_walk: Callable[[], Walk]) -> None:
    paper = journal_paper(new_walk().start().work(7).confirm().work(1).practicum)
    length = sum(_minutes(week["hours"]) for week in paper["weeks"])
    assert length == _minutes(paper["sum"]["hours"]) == 7 * 270
    printed = [day["hours"] for week in paper["weeks"] for day in week["days"]]
    assert sum(_minutes(hours) for hours in printed if not hours.startswith("(")) == length
    assert printed.count("(4:30)") == 1
    assert sum(row["bar"] > 0 for row in paper["coverage"]) > 1


def _minutes(length: str) -> int:
    hours, minutes = length.split(":")
    return int(hours) * 60 + int(minutes)


def test_a_change_that_waits_is_noted_and_the_confirmed_times_are_printed(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1).confirm()
    entry = Entry.objects.get()
    data = {"day": entry.day, **DAY, "break_minutes": 60, "chips": entry.chips, "outcomes": entry.outcomes}
    with walk.at():
        edit_entry(entry, walk.practicum.learner, 1, data | {"text": "", "learned": "", "late_reason": ""})
    text = text_of(pdf_of(walk))
    assert "Changed to 09:00–14:00 (60 min)" in text
    assert "4:30" in text
    assert " 4:00 " not in text


def test_corrections_and_absences_are_told_without_the_reason_of_an_absence(new_walk: Callable[[], Walk]) -> None:
    walk = absent(new_walk())
    contested_walk = contested(new_walk())
    text = text_of(pdf_of(walk))
    assert "Absent, not judged yet" in text
    assert "Illness" not in text
    assert "The mentor corrected 09:00–14:00 (30 min) to 09:00–13:00 (30 min)" in text_of(pdf_of(contested_walk))


def logged(walk: Walk, text: str) -> Walk:
    walk.text = text
    return walk.work(1)


def test_what_is_typed_is_printed_as_it_is_and_never_read_as_code(new_walk: Callable[[], Walk]) -> None:
    typed = '#eval("1") *x* [y] $z$ <a> \\ @b `c` 1. d'
    text = text_of(pdf_of(logged(new_walk().start(), typed)))
    assert typed in text


def test_characters_without_a_glyph_are_named_and_nothing_is_printed(new_walk: Callable[[], Walk]) -> None:
    walk = logged(new_walk().start(), "Klient 李 ja 😀 tulid\u202e kokku.")
    response = client_of(walk).get("/journal/print/journal.pdf?lang=en")
    assert response.status_code == 409
    assert "the PDF cannot show: 李 😀." in response.content.decode()
    assert "\u202e" not in client_of(walk).get("/journal/print/").content.decode()


def test_school_and_learner_print_the_same_journal_and_nobody_else_does(new_walk: Callable[[], Walk]) -> None:
    walk, other = new_walk().start().work(1), new_walk()
    curator = StrictClient()
    curator.force_login(curator_of(walk.practicum.cohort))
    address = f"/learners/{walk.practicum.pk}/journal/print/journal.pdf?lang=en"
    text = text_of(PdfReader(io.BytesIO(curator.get(address).content)))
    assert text == text_of(pdf_of(walk))
    assert client_of(other).get(address).status_code == 404
    assert client_of(other).get(f"/journal/print/journal.pdf?of={walk.practicum.pk}").status_code == 404


def test_an_empty_journal_is_printed_too(new_walk: Callable[[], Walk]) -> None:
    assert "Practice journal" in text_of(pdf_of(new_walk()))
