"""The pages of results: registers, exams, tasks, files; what is entered is kept, whatever is answered."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.cohorts.models import Enrolment, Role
from placements.people.models import Person
from placements.records.exports import file_of
from placements.records.formulas import neutral
from placements.results.models import Attendance, ExamAttempt, ExamRegistration, ImportedFile, Session, TaskResult
from placements.results.recording import record_attendance
from tests.hostile import HOSTILE, send
from tests.office import another_cohort, browser_of
from tests.results.files import day, text
from tests.results.world import Course, there
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
MOST = 25


@pytest.fixture
def trainer(course: Course) -> StrictClient:
    return browser_of(course.marika)


def address(course: Course, page: str) -> str:
    return f"/cohorts/{course.cohort.code}/{page}"


def marks(course: Course, *each: str, **more: str) -> dict[str, str]:
    seen = {f"seen-{learner.pk}": "0" for learner in course.learners}
    return seen | {f"mark-{learner.pk}": mark for learner, mark in zip(course.learners, each, strict=False)} | more


def test_all_present_is_one_press_and_keeps_what_was_marked(course: Course, trainer: StrictClient) -> None:
    session = course.session()
    page = address(course, f"attendance/{session.pk}/")
    assert "checked" not in trainer.get(page).content.decode()
    response = trainer.post(page, marks(course, "75", do="all"))
    assert (response.status_code, response.headers["Location"]) == (302, page)
    assert list(Attendance.objects.order_by("pk").values_list("minutes", flat=True)) == [75, 90, 90]


def test_other_minutes_and_excuses_are_entered(course: Course, trainer: StrictClient) -> None:
    session, (anu, jelena, _) = course.session(), course.learners
    data = marks(course, "other", "", do="save") | {f"minutes-{anu.pk}": "63", f"excused-{jelena.pk}": "on"}
    trainer.post(address(course, f"attendance/{session.pk}/"), data)
    assert list(Attendance.objects.order_by("pk").values_list("minutes", "is_excused")) == [(63, False), (0, True)]


def test_other_without_minutes_is_asked_again(course: Course, trainer: StrictClient) -> None:
    page = address(course, f"attendance/{course.session().pk}/")
    response = trainer.post(page, marks(course, "other", "90", do="save"))
    assert response.status_code == 422
    assert not Attendance.objects.exists()


def test_a_stale_register_is_answered_with_both_values_and_saved_when_meant(
    course: Course, trainer: StrictClient
) -> None:
    session, anu = course.session(), course.learners[0]
    record_attendance(session, [there(anu, 45)], course.office.liis)
    page = address(course, f"attendance/{session.pk}/")
    response = trainer.post(page, marks(course, "75", do="save"))
    shown = response.content.decode()
    assert response.status_code == 409
    assert ("45 min" in shown, "75 min" in shown, "Liis Saar" in shown) == (True, True, True)
    (seen,) = re.findall(rf'name="seen-{anu.pk}" value="(\d+)"', shown)
    trainer.post(page, marks(course, "75", do="save") | {f"seen-{anu.pk}": seen})
    assert Attendance.objects.get().minutes == 75


def test_a_register_is_marked_complete_and_opened_again(course: Course, trainer: StrictClient) -> None:
    session = course.session()
    page = address(course, f"attendance/{session.pk}/")
    assert trainer.post(page, marks(course, "90", do="complete")).status_code == 409
    assert not Attendance.objects.exists()
    trainer.post(page, marks(course, "90", "90", "0", do="complete"))
    session.refresh_from_db()
    assert session.marked_at
    trainer.post(page, {"do": "reopen"})
    session.refresh_from_db()
    assert session.marked_at is None


def test_when_everybody_has_left_what_was_held_is_still_marked_complete(course: Course, trainer: StrictClient) -> None:
    Enrolment.objects.update(state="withdrawn")
    session, sitting, task = course.session(), course.sitting(), course.task()
    for kind, row in (("attendance", session), ("exam", sitting), ("independent", task)):
        page = address(course, f"{kind}/{row.pk}/")
        assert 'value="complete"' in trainer.get(page).content.decode()
        assert trainer.post(page, {"do": "complete"}).status_code == 302
        assert 'value="complete"' not in trainer.get(page).content.decode()


def test_exam_results_are_entered_and_an_empty_field_is_none(course: Course, trainer: StrictClient) -> None:
    sitting, (anu, jelena, _) = course.sitting(), course.learners
    page = address(course, f"exam/{sitting.pk}/")
    data = marks(course, do="complete") | {f"correct-{anu.pk}": "30", f"correct-{jelena.pk}": ""}
    assert trainer.post(page, data).status_code == 302
    assert ExamAttempt.objects.get().correct == 30
    assert trainer.post(page, data | {f"correct-{anu.pk}": "41", f"seen-{anu.pk}": "1"}).status_code == 422


def test_the_school_registers_for_a_retake(course: Course, trainer: StrictClient) -> None:
    sitting, anu = course.sitting(3, is_retake=True), course.learners[0]
    page = address(course, f"exam/{sitting.pk}/")
    trainer.post(page, {"do": f"register:{anu.pk}"})
    assert ExamRegistration.objects.get().registered_by == course.marika
    assert trainer.post(page, {"do": f"register:{anu.pk}"}).status_code == 409
    trainer.post(page, {"do": f"withdraw:{anu.pk}"})
    assert not ExamRegistration.objects.filter(withdrawn_at=None).exists()
    assert trainer.post(page, {"do": "register:9999999"}).status_code == 404


def test_a_task_is_entered_and_shown_in_the_matrix(course: Course, trainer: StrictClient) -> None:
    task, (anu, jelena, _) = course.task(), course.learners
    data = marks(course, do="save") | {f"accepted-{anu.pk}": "yes", f"accepted-{jelena.pk}": "no"}
    trainer.post(address(course, f"independent/{task.pk}/"), data)
    assert list(TaskResult.objects.order_by("pk").values_list("is_accepted", flat=True)) == [True, False]
    assert "1 / 1" in trainer.get(address(course, "independent/")).content.decode()


def test_a_session_is_planned_changed_and_cancelled(course: Course, trainer: StrictClient) -> None:
    data = {"version": "0", "held_on": str(course.day(-1)), "starts_at": "10:00", "minutes": "90", "topic": "Kassa"}
    assert trainer.post(address(course, "attendance/new/"), data).status_code == 302
    assert trainer.post(address(course, "attendance/new/"), data).status_code == 409
    session = Session.objects.get()
    page = address(course, f"attendance/{session.pk}/edit/")
    assert trainer.post(page, data | {"version": "1", "minutes": "45"}).status_code == 302
    assert trainer.post(page, data | {"version": "1", "minutes": "60"}).status_code == 409
    assert trainer.post(page, {"do": "cancel"}).status_code == 302
    assert trainer.get(page).status_code == 404


PLANS = {"attendance/new/": ("held_on", "starts_at", "minutes", "topic"), "independent/new/": ("number", "due_on"),
         "exam/new/": ("held_on", "held_from", "questions", "register_until")}  # fmt: skip


@pytest.mark.parametrize("page", PLANS)
@pytest.mark.parametrize("value", [*HOSTILE, "9999-12-31", "0001-01-01", "25:61", "-1"])
def test_hostile_plans_are_refused(course: Course, trainer: StrictClient, page: str, value: str) -> None:
    data = dict.fromkeys(("version", "title", *PLANS[page]), value)
    assert send(trainer, address(course, page), data).status_code in {400, 422}


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_results_are_refused(course: Course, trainer: StrictClient, value: str) -> None:
    pages = {
        f"attendance/{course.session().pk}/": ("mark", "minutes", "seen"),
        f"exam/{course.sitting().pk}/": ("correct",),
        f"independent/{course.task().pk}/": ("accepted", "seen"),
    }
    for page, parts in pages.items():
        data = {f"{part}-{each.pk}": value for part in parts for each in course.learners}
        assert send(trainer, address(course, page), {"do": "save"} | data).status_code in {400, 422}, page
    assert not any(model.objects.exists() for model in (Attendance, ExamAttempt, TaskResult))


def upload(course: Course, trainer: StrictClient, kind: str, raw: bytes, name: str = "tulemused.csv") -> Any:
    file = SimpleUploadedFile(name, raw)
    return trainer.post(address(course, "results/import/"), {"kind": kind, "file": file})


def test_a_file_is_looked_at_then_confirmed(course: Course, trainer: StrictClient) -> None:
    course.session()
    raw = text("attendance", f";anu@example.ee;{day(course)};10:00;75;", f";jelena@example.ee;{day(course)};10:00;;")
    where = upload(course, trainer, "attendance", raw).headers["Location"]
    shown = trainer.get(where).content.decode()
    assert not Attendance.objects.exists()
    draft, plan = (re.findall(rf'name="{name}" value="([^"]+)"', shown)[0] for name in ("draft", "plan"))
    page = address(course, "results/import/")
    assert trainer.post(page, {"draft": draft, "plan": "other"}).status_code == 409
    assert trainer.post(page, {"draft": draft, "plan": plan}).headers["Location"] == address(course, "attendance/")
    assert Attendance.objects.get().minutes == 75
    assert trainer.post(page, {"draft": draft, "plan": plan}).status_code == 422


def test_a_bad_file_is_answered_on_the_page(course: Course, trainer: StrictClient) -> None:
    response = upload(course, trainer, "exam", b"nimi;e-post\n")
    assert response.status_code == 422
    assert upload(course, trainer, "exam", b"x" * (11 * 1024 * 1024)).status_code == 422
    assert not ImportedFile.objects.exists()


@pytest.mark.parametrize("kind", ["attendance", "exam", "independent"])
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_form_filled_with_nothing_is_a_sound_file(
    course: Course, trainer: StrictClient, kind: str, format_: str
) -> None:
    course.session(), course.sitting(), course.task()
    form = trainer.get(address(course, f"results/{kind}/form.{format_}")).content
    response = upload(course, trainer, kind, form, f"vorm.{format_}")
    shown = trainer.get(response.headers["Location"]).content.decode()
    assert shown.count("tag-d") == 4


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_an_export_taken_over_changes_nothing(course: Course, trainer: StrictClient, format_: str) -> None:
    record_attendance(course.session(), [there(course.learners[0], 90)], course.marika)
    raw = trainer.get(address(course, f"results/attendance/export.{format_}")).content
    shown = trainer.get(upload(course, trainer, "attendance", raw).headers["Location"]).content.decode()
    assert "ban-ok" in shown


def test_an_export_runs_no_formula_and_shows_no_code(course: Course, trainer: StrictClient) -> None:
    Person.objects.filter(pk=course.learners[0].learner_id).update(name="=HYPERLINK(1)")
    record_attendance(course.session(), [there(course.learners[0], 90)], course.marika)
    shown = trainer.get(address(course, "results/attendance/export.csv")).content.decode()
    assert "'=HYPERLINK(1)" in shown
    assert ";=HYPERLINK" not in shown


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
def test_formulas_are_neutral_in_both_formats(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"
    assert f"'{cell}".encode() in file_of("csv", "x", [[cell]])
    assert neutral("Anu -1") == "Anu -1"


@pytest.mark.parametrize("page", ["results/other/form.csv", "results/exam/form.pdf", "results/exam/export.xls"])
def test_no_other_files_are_made(course: Course, trainer: StrictClient, page: str) -> None:
    assert trainer.get(address(course, page)).status_code == 404


def test_the_auditor_reads_and_writes_nothing(course: Course) -> None:
    session, rein = course.session(), browser_of(course.office.rein)
    page = address(course, f"attendance/{session.pk}/")
    assert 'name="do"' not in rein.get(page).content.decode()
    assert rein.post(page, marks(course, "90", do="all")).status_code == 404
    assert rein.get(address(course, "results/attendance/export.csv")).status_code == 200
    assert not Attendance.objects.exists()


def test_a_trainer_of_another_cohort_finds_nothing(course: Course) -> None:
    session, person = course.session(), Person.objects.create(name="Muu Koolitaja", email="muu@example.ee")
    Role.objects.create(person=person, cohort=another_cohort(course.cohort), kind=Role.Kind.TRAINER)
    browser = browser_of(person)
    for name in ("attendance/", f"attendance/{session.pk}/", "results/import/", "results/exam/export.csv"):
        assert browser.get(address(course, name)).status_code == 404
    assert browser.post(f"/cohorts/other/attendance/{session.pk}/", marks(course, do="all")).status_code == 404


def many(course: Course) -> None:
    for number in range(17):
        person = Person.objects.create(name=f"Õppija {number}", email=f"oppija{number}@example.ee")
        values = {"programme_version": course.cohort.programme_version, "policy_version": course.cohort.policy_version}
        Enrolment.objects.create(cohort=course.cohort, learner=person, enrolled_on=course.today, **values)


def costs(browser: StrictClient, pages: list[str]) -> list[int]:
    found = []
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(page).status_code == 200, page
        found.append(len(queries))
    return found


LISTS = ("attendance/", "exam/", "independent/", "results/import/", "results/attendance/form.csv",
         "results/attendance/export.csv")  # fmt: skip


def test_pages_cost_the_same_at_three_and_at_twenty_learners(course: Course, trainer: StrictClient) -> None:
    session = course.session()
    sheets = [f"attendance/{session.pk}/", f"exam/{course.sitting().pk}/", f"independent/{course.task().pk}/"]
    pages = [address(course, name) for name in (*LISTS, *sheets, f"attendance/{session.pk}/edit/")]
    record_attendance(session, [there(course.learners[0], 90)], course.marika)
    costs(trainer, pages)
    before = costs(trainer, pages)
    many(course)
    record_attendance(session, [there(each, 90) for each in course.cohort.enrolments.all()], course.marika)
    assert costs(trainer, pages) == before
    assert max(before) <= MOST
