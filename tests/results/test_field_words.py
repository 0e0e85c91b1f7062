"""No sentence of Django's own stands at a field of results: each names the field and what fits."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from placements.results.forms import RegisterForm, SessionForm, SittingForm, SittingSheetForm, TaskForm, TaskSheetForm
from placements.results.import_views import ResultFileForm
from placements.results.selectors import register_lines, sitting_lines, task_lines
from tests.results.world import Course

pytestmark = pytest.mark.django_db
LONG = "x" * 201
BAD = ["", "palju", "-1", "9999", "1.5", LONG]


def faults(form: Any) -> set[str]:
    """Every sentence at a field."""
    with override("en"):
        return {str(each) for errors in form.errors.values() for each in errors}


def forms_of(course: Course, value: str) -> list[Any]:
    sheets = [(RegisterForm, course.session(), register_lines), (SittingSheetForm, course.sitting(), sitting_lines),
              (TaskSheetForm, course.task(), task_lines)]  # fmt: skip
    plain = {"version": "0"}
    made: list[Any] = [
        SessionForm(plain | dict.fromkeys(("held_on", "starts_at", "minutes", "topic", "trainer"), value),
                    cohort=course.cohort),
        SittingForm(plain | dict.fromkeys(("held_on", "held_from", "questions", "place", "register_until"), value)),
        TaskForm(plain | dict.fromkeys(("number", "title", "due_on"), value)),
        ResultFileForm({"kind": value}, {"file": SimpleUploadedFile("x.csv", b"x")}),
    ]  # fmt: skip
    parts = ("mark", "minutes", "correct", "accepted", "seen")
    data = {f"{part}-{each.pk}": value for part in parts for each in course.learners}
    return made + [form(data, lines=lines(row), row=row) for form, row, lines in sheets]


@pytest.mark.parametrize("value", BAD)
def test_every_fault_is_said_in_own_words(course: Course, value: str) -> None:
    said = {each for form in forms_of(course, value) for each in faults(form)}
    assert said
    own = ("required.", "valid", "Ensure", "Select", "whole number.", "one of the available")
    assert [each for each in said if any(word in each for word in own)] == []


def test_answers_beyond_the_exam_name_the_learner_and_what_fits(course: Course) -> None:
    sitting, anu = course.sitting(), course.learners[0]
    data = {f"seen-{each.pk}": "0" for each in course.learners} | {f"correct-{anu.pk}": "-3"}
    form = SittingSheetForm(data, lines=sitting_lines(sitting), row=sitting)
    assert faults(form) == {"Anu Kask, right answers: enter a whole number from 0 to 40, or leave it empty."}


def test_a_register_has_a_line_a_learner_and_the_rest_where_it_differs(course: Course) -> None:
    session = course.session()
    lines = register_lines(session)
    seen = {f"seen-{each.pk}": "0" for each in course.learners}
    marks = {f"mark-{each.pk}": mark for each, mark in zip(course.learners, ("90", "75", "0"), strict=True)}
    rows = list(RegisterForm(seen | marks, lines=lines, row=session).rows())
    assert [row["is_open"] for row in rows] == [False, True, False]
    for row in rows:
        assert [each.data["value"] for each in row["usual"]] == ["90", "0"]
        assert {"75", "other"} <= {each.data["value"] for each in row["less"]}
