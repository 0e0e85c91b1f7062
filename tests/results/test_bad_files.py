"""Every way in which a file of results is refused whole: a sentence that names the place and the way out."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import override

from placements.people.services import set_personal_code
from placements.records.models import UploadDraft
from placements.records.tables import MEGABYTE, OLE, BadTable
from placements.refusals import Refused
from placements.results import importing
from placements.sentences import sentence
from tests.office import CODE
from tests.results.files import day, text, with_other, with_part, with_sheet, workbook
from tests.results.world import Course

pytestmark = pytest.mark.django_db
ANU = ";anu@example.ee;"
MACROS, TYPES = "xl/vbaProject.bin", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
Make = Callable[[Course], bytes]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


def refused(course: Course, kind: str, raw: bytes) -> list[str]:
    with pytest.raises((BadTable, Refused)) as caught:
        importing.keep_draft(course.cohort, kind, course.marika, "tulemused", raw)
    assert not UploadDraft.objects.exists()
    error: Any = caught.value
    return [sentence(each) for each in getattr(error, "problems", None) or error.refusals]


def rows(kind: str, *cells: str) -> Make:
    return lambda course: text(kind, *(each.format(day=day(course), ahead=day(course, 5)) for each in cells))


def planned(course: Course) -> Course:
    course.session()
    course.session(5)
    course.sitting()
    course.sitting(5)
    course.sitting(-3, is_retake=True)
    course.task()
    return course


ROWS: list[tuple[str, Make, str]] = [
    ("attendance", rows("attendance", ANU + "{day};10:00;91;"), "Row 2, column “minutid”: Anu Kask: 91 minutes do not"),
    ("attendance", rows("attendance", ANU + "{day};11:00;90;"), "Row 2, column “kuupäev”: There is no session on"),
    ("attendance", rows("attendance", ANU + "{ahead};10:00;90;"), "Row 2, column “kuupäev”: The session begins on"),
    ("attendance", rows("attendance", ";eve@example.ee;{day};10:00;90;"),
     "Row 2, column “e-post”: no learner of this cohort is “eve@example.ee”"),
    ("attendance", rows("attendance", ANU + "{day};10:00;90;", ANU + "{day};10:00;45;"),
     "Rows 2, 3 say something of the same learner"),
    ("attendance", rows("attendance", ANU + "{day};10:00;12,5;"), "Row 2, column “minutid”: value “12,5” does not fit"),
    ("attendance", rows("attendance", ANU + "{day};10:00;-5;"), "Anu Kask: -5 minutes do not fit, the session takes"),
    ("attendance", rows("attendance", ANU + "{day};10:00;=1+1;"), "Row 2, column “minutid”: value “=1+1”"),
    ("attendance", rows("attendance", ANU + "{day};10:00;٩٠;"), "a whole number of minutes"),
    ("attendance", rows("attendance", ANU + "{day};25:00;90;"), "a time as 09:00"),
    ("attendance", rows("attendance", ANU + "31.02.2026;10:00;90;"), "a day as 20.11.2026"),
    ("attendance", rows("attendance", ANU + "{day};10:00;90;ehk"), "yes or no, or nothing"),
    ("attendance", rows("attendance", ANU + ";10:00;90;"), "expected a value"),
    ("attendance", rows("attendance", ";;{day};10:00;90;"), "expected a value"),
    ("attendance", rows("attendance", "Anu;{day};10:00;90"), "Row 2 does not fit the header (cells: 4, columns: 6)"),
    ("exam", rows("exam", ANU + "{day};41;40"), "Row 2, column “õigeid”: Anu Kask: 41 right answers of 40"),
    ("exam", rows("exam", ANU + "{day};30;50"), "Row 2, column “kokku”: The exam has 40 questions, the file says 50"),
    ("exam", rows("exam", ANU + "{ahead};30;40"), "Row 2, column “kuupäev”: The exam begins on"),
    ("exam", rows("exam", ANU + "01.10.2026;30;40"), "Row 2, column “kuupäev”: There is no exam on 01.10.2026"),
    ("independent", rows("independent", ANU + "7;jah"), "Row 2, column “ülesanne”: There is no task 7"),
    ("independent", rows("independent", ANU + "1;ehk"), "yes or no"),
    ("independent", lambda _course: b"e-post;nimi\nanu@example.ee;Anu\n", "Columns task, accepted are missing"),
    ("independent", lambda _course: b"e-post;task;accepted;hobi\na;1;jah;x\n", "not known here: hobi"),
    ("independent", lambda _course: b"", "The file has no results"),
    ("independent", rows("independent"), "The file has no results"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "make", "words"), ROWS, ids=[words for _kind, _make, words in ROWS])
def test_a_bad_row_is_named_with_the_way_out(course: Course, kind: str, make: Make, words: str) -> None:
    assert words in " ".join(refused(course, kind, make(planned(course))))


def test_a_retake_is_not_for_who_did_not_register(course: Course) -> None:
    raw = text("exam", ANU + f"{day(course, -3)};30;40")
    (reason,) = refused(planned(course), "exam", raw)
    assert reason.startswith("Row 2, column “e-post”: Anu Kask is not registered for this retake")


def test_two_exams_of_a_day_cannot_be_told_apart(course: Course) -> None:
    course.sitting()
    course.sitting()
    (reason,) = refused(course, "exam", text("exam", ANU + f"{day(course)};30;40"))
    assert reason.startswith("Row 2, column “kuupäev”: There are several exams on")


def test_every_fault_is_told_at_once(course: Course) -> None:
    planned(course)
    bad = [f";eve@example.ee;{day(course)};10:00;90;", ANU + f"{day(course)};10:00;91;", ANU + "01.10.2026;10:00;9;"]
    assert len(refused(course, "attendance", text("attendance", *bad))) == 3


def test_a_personal_code_is_never_shown(course: Course) -> None:
    planned(course)
    set_personal_code(course.learners[0].learner, CODE, course.office.piret)
    for code in ("36805280108", "=36805280108", "3680528 0108"):
        (reason,) = refused(course, "attendance", text("attendance", f";{code};{day(course)};10:00;90;"))
        assert not any(part in reason for part in ("36805280108", "3680528", "05280108"))


GOOD = ["", "anu@example.ee", 1, "jah"]


def formula(book: Any) -> None:
    book.active["D2"] = '=IF(1=1,"jah","ei")'


def sheet_xml(rows: str) -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'.encode()


FILES: list[tuple[bytes, str]] = [
    (workbook("independent", GOOD, change=formula), "Row 2: cell D2 holds a formula"),
    (with_part(workbook("independent", GOOD), MACROS, b"x"), "holds macros"),
    (with_part(workbook("independent", GOOD), "xl/sub/VBAPROJECT.BIN", b"x"), "holds macros"),
    (OLE + b"rest of an old workbook", "old format or locked with a password"),
    (b"PK\x03\x04 and then nothing", "The workbook cannot be read"),
    (with_sheet(workbook("independent", GOOD), b"<worksheet"), "The workbook cannot be read"),
    (with_part(workbook("independent", GOOD), "xl/bomb.bin", b"\0" * 31 * MEGABYTE), "would be larger than 30 MB"),
    (with_sheet(workbook("independent", GOOD), sheet_xml('<row r="9999999999"><c/></row>')), "beyond row 100000"),
    (with_sheet(workbook("independent", GOOD), b'<!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>'), "cannot be read"),
    (workbook("independent"), "The file has no results"),
    (text("independent", "a;b;1;jah").replace(b";", b"\t"), "tabs or lines"),
    ("nimi;e-post;ülesanne;arvestatud\nÕnne;o@example.ee;1;jah\n".encode("cp1257"), "Row 1 is not written in UTF-8"),
    ("nimi;e-post;task;accepted\nÕnne;o@example.ee;1;jah\n".encode("cp1257"), "Row 2 is not written in UTF-8"),
    (text("independent", "a;b;1;jah").decode().encode("utf-16"), "written in UTF-16"),
    (b"x" * 50 * MEGABYTE, "larger than 10 MB"),
    (text("independent", *[ANU + "1;jah"] * 10_001), "10001 rows, 10000 are allowed"),
    (b'nimi;e-post;task;accepted\n"Anu;a@example.ee;1;jah\n', "quotation mark that is not closed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "words"), FILES, ids=[f"{number}-{words}" for number, (_raw, words) in enumerate(FILES)]
)
def test_a_bad_file_is_refused_whole(course: Course, raw: bytes, words: str) -> None:
    course.task()
    assert words in " ".join(refused(course, "independent", raw))


def test_a_workbook_that_calls_itself_macro_enabled_is_refused(course: Course) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    raw = with_other(workbook("independent", GOOD), "[Content_Types].xml", lambda part: part.replace(plain, TYPES))
    assert "holds macros" in refused(course, "independent", raw)[0]


def test_a_workbook_without_a_visible_sheet_is_refused(course: Course) -> None:
    hide: Callable[[bytes], bytes] = lambda part: part.replace(b'state="visible"', b'state="hidden"')  # noqa: E731
    raw = with_other(workbook("independent", GOOD), "xl/workbook.xml", hide)
    assert "cannot be read" in refused(course, "independent", raw)[0]


def test_unreadable_cells_and_unknown_learners_and_tasks_are_told_at_once(course: Course) -> None:
    planned(course)
    bad = [ANU + "1;ehk", ";eve@example.ee;1;jah", ANU + "7;jah", ";eve@example.ee;x;ehk"]
    reasons = refused(course, "independent", text("independent", *bad))
    assert [reason.split(",")[0] for reason in reasons] == ["Row 2", "Row 3", "Row 4", "Row 5", "Row 5", "Row 5"]
    exam = [ANU + f"{day(course)};palju;40", f";eve@example.ee;{day(course)};41;50"]
    assert len(refused(course, "exam", text("exam", *exam))) == 4


def test_what_could_not_be_read_is_not_judged_a_second_time(course: Course) -> None:
    planned(course)
    for row in ("31.02.2026;10:00;90;", f"{day(course)};10:00;ehk;", f"{day(course)};kell 10;90;"):
        assert len(refused(course, "attendance", text("attendance", ANU + row))) == 1


@pytest.mark.parametrize("written", ["Jelena Morozova", "Anu", "Anu Kaask", "30"])
def test_a_name_that_is_not_the_learners_is_refused(course: Course, written: str) -> None:
    planned(course)
    (reason,) = refused(course, "exam", text("exam", f"{written};anu@example.ee;{day(course)};30;40"))
    assert reason.startswith(f"Row 2, column “nimi”: “{written}” stands there, but anu@example.ee is Anu Kask: correct")


@pytest.mark.parametrize("written", ["Anu Kask", "KASK, Anu", "  anu   kásk ", "", "'Anu Kask"])
def test_a_name_may_be_written_in_any_usual_way(course: Course, written: str) -> None:
    raw = text("exam", f"{written};anu@example.ee;{day(course)};30;40")
    assert len(importing.plan(planned(course).cohort, "exam", raw).lines) == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [("-3", "-3 right answers of 40 questions do not fit: enter 0 to 40"), ("-3,0", "enter 0 to 40"),
     ("NaN", "expected a whole number from 0 to the number of questions"), ("inf", "from 0 to the number of"),
     ("1e3", "from 0 to the number of"), ("=-3", "does not begin with = + - @"), ("--3", "does not begin with")],
)  # fmt: skip
def test_what_is_no_number_of_answers_is_told_with_what_fits(course: Course, answers: str, words: str) -> None:
    (reason,) = refused(planned(course), "exam", text("exam", ANU + f"{day(course)};{answers};40"))
    assert reason.startswith("Row 2, column “õigeid”: ")
    assert words in reason


@pytest.mark.parametrize("number", [b"NaN", b"INF", b"-3", b"1e999", b"30.5"])
def test_a_workbook_with_impossible_numbers_is_refused(course: Course, number: bytes) -> None:
    raw = workbook("exam", ["", "anu@example.ee", day(course), 33, 40])
    bad = with_other(raw, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>33</v>", b"<v>" + number + b"</v>"))
    assert len(refused(planned(course), "exam", bad)) == 1
