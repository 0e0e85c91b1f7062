"""Results from a file: planned row by row, taken over whole and once."""

from datetime import datetime, time
from typing import Any

import pytest

from notifications.models import OutboxMessage
from placements import clock
from placements.people.services import set_personal_code
from placements.records.models import HistoryEntry, UploadDraft
from placements.records.tables import BadTable
from placements.refusals import Refused
from placements.results import importing
from placements.results.importing import Plan
from placements.results.models import Attendance, ExamAttempt, ImportedFile, Source, TaskResult
from placements.results.recording import record_attendance
from tests.office import CODE
from tests.results.files import day, text, workbook
from tests.results.world import Course, there

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def planned(course: Course, kind: str, raw: bytes) -> Plan:
    return importing.plan(course.cohort, kind, raw)


def take(course: Course, kind: str, raw: bytes, name: str = "tulemused.csv") -> ImportedFile | None:
    draft = importing.keep_draft(course.cohort, kind, course.marika, name, raw)
    return importing.take_over(course.cohort, draft.pk, planned(course, kind, raw).digest, course.marika)


def attendance(course: Course, *minutes: object) -> bytes:
    session = course.session()
    names = ("anu", "jelena", "toomas")
    rows = [f";{name}@example.ee;{day(course)};10:00;{amount};" for name, amount in zip(names, minutes, strict=False)]
    assert session.starts_at == time(10)
    return text("attendance", *rows)


def test_attendance_is_taken_over_with_its_rows_named(course: Course) -> None:
    raw = attendance(course, 90, 45)
    made = take(course, "attendance", raw)
    assert made
    assert (made.rows, made.changed, made.source, made.imported_by) == (2, 2, Source.CSV, course.marika)
    rows = list(Attendance.objects.order_by("file_row").values_list("minutes", "file", "file_row", "source"))
    assert rows == [(90, made.pk, 2, "csv"), (45, made.pk, 3, "csv")]
    assert HistoryEntry.objects.get(action="results.imported").details["changed"] == 2
    assert not UploadDraft.objects.exists()


def test_the_same_file_twice_changes_nothing(course: Course) -> None:
    raw = attendance(course, 90, 45)
    take(course, "attendance", raw)
    before = HistoryEntry.objects.count(), OutboxMessage.objects.count()
    assert take(course, "attendance", raw) is None
    assert (HistoryEntry.objects.count(), OutboxMessage.objects.count()) == before
    assert ImportedFile.objects.count() == 1


def test_each_row_says_what_will_become_of_it(course: Course) -> None:
    raw = attendance(course, 90, 45, "")
    session, (anu, jelena, _) = course.cohort.sessions.get(), course.learners
    record_attendance(session, [there(anu, 90), there(jelena, 30)], course.marika)
    lines = planned(course, "attendance", raw).lines
    assert [each.fate for each in lines] == ["same", "changed", "blank"]
    assert (lines[1].before["minutes"], lines[1].line.values["minutes"]) == (30, 45)


def test_a_learner_is_named_by_personal_code_as_well(course: Course) -> None:
    set_personal_code(course.learners[0].learner, CODE, course.office.piret)
    course.session()
    raw = text("attendance", f";{CODE};{day(course)};10:00;90;jah")
    take(course, "attendance", raw)
    assert Attendance.objects.get().enrolment == course.learners[0]
    assert Attendance.objects.get().is_excused


def test_a_kept_file_is_not_readable_in_the_database(course: Course) -> None:
    set_personal_code(course.learners[0].learner, CODE, course.office.piret)
    course.session()
    raw = text("attendance", f";{CODE};{day(course)};10:00;90;")
    draft = importing.keep_draft(course.cohort, "attendance", course.marika, "a.csv", raw)
    assert CODE.encode() not in bytes(draft.content)
    assert importing.content_of(draft) == ("attendance", raw)


def test_exam_results_come_from_a_workbook_with_true_days_and_numbers(course: Course) -> None:
    course.sitting()
    held = datetime.combine(course.day(-1), time())
    raw = workbook(
        "exam",
        ["Anu Kask", "anu@example.ee", held, 30.0, 40],
        ["Jelena Morozova", "jelena@example.ee", day(course), "26,0", "40.0"],
    )
    made = take(course, "exam", raw, "tulemused.xlsx")
    assert made
    assert made.source == Source.XLSX
    assert list(ExamAttempt.objects.order_by("pk").values_list("correct", "total")) == [(30, 40), (26, 40)]


@pytest.mark.parametrize(
    ("said", "is_accepted"),
    [("jah", True), ("да", True), ("YES", True), ("+", True), (True, True), ("ei", False), ("Нет", False), (0, False)],
)
def test_a_task_is_accepted_in_three_languages(course: Course, said: Any, is_accepted: bool) -> None:
    course.task()
    take(course, "independent", workbook("independent", ["Anu Kask", "anu@example.ee", 1, said]))
    assert TaskResult.objects.get().is_accepted == is_accepted


def test_true_times_of_a_workbook_are_read(course: Course) -> None:
    course.session()
    rows = ["Anu Kask", "anu@example.ee", course.day(-1), time(10), 90, None]
    assert planned(course, "attendance", workbook("attendance", rows)).lines[0].fate == "new"


def test_the_first_visible_sheet_is_read_and_named(course: Course) -> None:
    course.task()

    def change(book: Any) -> None:
        book.active.title = "Tulemused"
        hidden = book.create_sheet("Peidetud", 0)
        hidden.sheet_state = "hidden"
        hidden.append(["midagi", "muud"])

    plan = planned(course, "independent", workbook("independent", ["", "anu@example.ee", 1, "jah"], change=change))
    assert (plan.sheet, plan.others, len(plan.lines)) == ("Tulemused", 1, 1)


def test_what_changed_since_the_preview_is_looked_at_again(course: Course) -> None:
    raw = attendance(course, 90)
    draft = importing.keep_draft(course.cohort, "attendance", course.marika, "a.csv", raw)
    seen = planned(course, "attendance", raw).digest
    record_attendance(course.cohort.sessions.get(), [there(course.learners[0], 30)], course.office.liis)
    with pytest.raises(Refused) as caught:
        importing.take_over(course.cohort, draft.pk, seen, course.marika)
    assert [each.code for each in caught.value.refusals] == ["results.changed_since"]
    assert Attendance.objects.get().minutes == 30
    assert UploadDraft.objects.filter(pk=draft.pk).exists()


def test_a_draft_serves_its_own_person_once(course: Course) -> None:
    raw = attendance(course, 90)
    draft = importing.keep_draft(course.cohort, "attendance", course.marika, "a.csv", raw)
    seen = planned(course, "attendance", raw).digest
    for person in (course.office.liis, course.marika):
        if person == course.marika:
            importing.take_over(course.cohort, draft.pk, seen, person)
        with pytest.raises(Refused, match=r"results\.done"):
            importing.take_over(course.cohort, draft.pk, seen, person)
    assert ImportedFile.objects.get().imported_by == course.marika


def test_a_file_refused_at_confirmation_stores_nothing(course: Course) -> None:
    raw = attendance(course, 90)
    draft = importing.keep_draft(course.cohort, "attendance", course.marika, "a.csv", raw)
    course.cohort.sessions.update(cancelled_at=clock.now())
    with pytest.raises(BadTable):
        importing.take_over(course.cohort, draft.pk, "", course.marika)
    assert not Attendance.objects.exists()


def test_a_file_tells_of_each_learner_once(course: Course) -> None:
    course.task(1)
    course.task(2)
    OutboxMessage.objects.all().delete()
    take(course, "independent", text("independent", ";anu@example.ee;1;jah", ";anu@example.ee;2;jah"))
    assert OutboxMessage.objects.get(kind="results_changed").payload == {"enrolment": course.learners[0].pk}


def test_the_plan_costs_the_same_for_one_row_and_for_many(course: Course, django_assert_num_queries: Any) -> None:
    for number in range(1, 21):
        course.task(number)
    planned(course, "independent", text("independent", ";anu@example.ee;1;jah"))
    for count in (1, 20):
        raw = text("independent", *(f";anu@example.ee;{number};jah" for number in range(1, count + 1)))
        with django_assert_num_queries(3):
            planned(course, "independent", raw)
