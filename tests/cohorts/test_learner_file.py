"""Files of learners: what is read from sound ones, and every way in which one is refused whole."""

from datetime import date

import pytest
from django.utils.translation import override

from placements.cohorts.learner_columns import HEADERS, LAYOUT, language_of, sample
from placements.cohorts.learner_rows import LearnerLine, read_lines
from placements.people.recognising import PersonDetails
from placements.records.tables import MEGABYTE, BadTable, read_table
from placements.sentences import sentence
from tests.office import CODE

TODAY = date(2026, 11, 20)
HEAD = "nimi;e-post;telefon;keel;isikukood;sünniaeg\n"
GOOD = "Jelena Morozova;jelena@example.ee;+372 5555 0101;ru;;20.11.1990\n"


def read(text: str | bytes, *, most_rows: int = 100) -> list[LearnerLine]:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_lines(read_table(raw, LAYOUT, most_rows=most_rows, most_megabytes=1), language="et", today=TODAY)


def refused(text: str | bytes, **limits: int) -> list[str]:
    with pytest.raises(BadTable) as raised, override("en"):
        read(text, **limits)
    with override("en"):
        return [sentence(problem) for problem in raised.value.problems]


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_line_ends_and_a_bom_make_no_difference(bom: str, separator: str, end: str) -> None:
    text = bom + (HEAD + GOOD).replace(";", separator).replace("\n", end)
    details = PersonDetails(
        "Jelena Morozova", "jelena@example.ee", "+372 5555 0101", "ru", birth_date=date(1990, 11, 20)
    )
    assert read(text) == [LearnerLine(2, details)]


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_the_sample_is_a_sound_file_in_every_language(language: str) -> None:
    lines = read(sample(language))
    assert [line.details.name for line in lines] == ["Jelena Morozova", "Toomas Roos"]
    assert lines[1].details.personal_code == CODE


@pytest.mark.parametrize("title", [name for names in HEADERS.values() for known in names.values() for name in known])
def test_every_documented_name_is_known_in_any_case(title: str) -> None:
    assert LAYOUT.column_of(f" {title.upper()} ") == LAYOUT.column_of(title) != ""


@pytest.mark.parametrize(
    ("text", "code"), [("RU", "ru"), ("eesti keel", "et"), ("Английский", "en"), ("de", ""), ("", "")]
)
def test_languages_are_known_by_code_and_name(text: str, code: str) -> None:
    assert language_of(text) == code


def test_only_name_and_address_are_needed_in_any_order() -> None:
    (line,) = read("e-mail,name\nanu@example.ee,Anu Kask\n")
    assert line.details == PersonDetails("Anu Kask", "anu@example.ee", language="et")


def test_empty_lines_and_columns_are_left_out_and_lines_keep_their_numbers() -> None:
    lines = read("nimi;e-post;;\n\nAnu Kask;ANU@example.ee;;\n;;;\n Mari  Maa ;mari@example.ee;;\n")
    named = [(line.number, line.details.name, line.details.email) for line in lines]
    assert named == [(3, "Anu Kask", "anu@example.ee"), (5, "Mari Maa", "mari@example.ee")]


def test_quoted_cells_may_hold_separators_and_line_breaks() -> None:
    (line,) = read('nimi;e-post\n"Anu\nKask";"anu@example.ee"\n')
    assert line.details.name == "Anu Kask"


def cell(column: str, value: str) -> str:
    """A file whose one row has this value in this column."""
    values = {
        "nimi": "Anu Kask",
        "e-post": "anu@example.ee",
        "telefon": "",
        "keel": "",
        "isikukood": "",
        "sünniaeg": "",
    }
    return HEAD + ";".join((values | {column: value}).values()) + "\n"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tAnu", " =1+1", "＝1+1"]


@pytest.mark.parametrize("value", FORMULAS)
@pytest.mark.parametrize("column", ["nimi", "e-post", "keel", "isikukood", "sünniaeg"])
def test_a_formula_is_refused_in_every_column(column: str, value: str) -> None:
    (reason,) = refused(cell(column, value))
    assert reason.startswith(f"Row 2, column “{column}”")
    assert "does not begin with = + - @" in reason


@pytest.mark.parametrize("value", ["=1+1", "-1", "@x", "+SUM(1)", "＋1"])
def test_a_phone_may_begin_with_a_plus_and_with_nothing_else(value: str) -> None:
    assert "does not begin with" in refused(cell("telefon", value))[0]
    assert read(cell("telefon", "+372 5555 0101"))[0].details.phone == "+372 5555 0101"


BAD_CELLS = [
    ("nimi", "", "expected a value"),
    ("nimi", "A" * 121, "in letters"),
    ("nimi", "1_0", "in letters"),
    ("nimi", "Anu <b>", "in letters"),
    ("nimi", "\u202e\u202e", "in letters"),
    ("nimi", "Anu \ufffd", "readable text"),
    ("e-post", "", "expected a value"),
    ("e-post", "anu", "name@example.ee"),
    ("e-post", "anu@example.ee, kai@example.ee", "name@example.ee"),
    ("e-post", f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.ee", "name@example.ee"),
    ("telefon", "٥٥٥٥٠١٠١", "5 to 15 digits"),
    ("telefon", "5555 O1O1", "5 to 15 digits"),
    ("telefon", "123", "5 to 15 digits"),
    ("telefon", "1" * 16, "5 to 15 digits"),
    ("keel", "de", "et, ru or en"),
    ("isikukood", "36805280108", "right check digit"),
    ("isikukood", "3760503029", "right check digit"),
    ("isikukood", "３７６０５０３０２９９", "right check digit"),
    ("isikukood", "3,76E+10", "right check digit"),
    ("sünniaeg", "31.02.1990", "20.11.1990"),
    ("sünniaeg", "11/20/1990", "20.11.1990"),
    ("sünniaeg", "٢٠.١١.١٩٩٠", "20.11.1990"),
    ("sünniaeg", "20.11.2026", "20.11.1990"),
    ("sünniaeg", "20.11.1890", "20.11.1990"),
]


@pytest.mark.parametrize(("column", "value", "expected"), BAD_CELLS)
def test_a_bad_cell_is_named_with_row_column_and_what_is_expected(column: str, value: str, expected: str) -> None:
    text = cell(column, value)
    (reason,) = refused(text)
    assert reason.startswith(f"Row 2, column “{column}”")
    assert expected in reason


def test_a_personal_code_is_never_shown() -> None:
    (reason,) = refused(cell("isikukood", "36805280108"))
    assert "36805280108" not in reason
    assert "xxxxxxx0108" in reason


def test_a_long_value_is_shortened() -> None:
    assert f"“{'A' * 40}…”" in refused(cell("nimi", "A" * 121))[0]


def test_the_date_of_birth_agrees_with_the_personal_code() -> None:
    row = f"Anu Kask;anu@example.ee;;;{CODE};04.05.1976\n"
    assert "the date of birth in the personal code" in refused(HEAD + row)[0]
    assert read(HEAD + row.replace("04.05.1976", "03.05.1976"))


BAD_FILES = [
    (b"", "has no learners"),
    (HEAD.encode(), "has no learners"),
    ((HEAD + ";;;;;\n").encode(), "has no learners"),
    ((HEAD + GOOD).encode("cp1257"), "Row 1 is not written in UTF-8"),
    (HEAD.encode() + "Õnne Mägi;onne@example.ee;;;;\n".encode("cp1257"), "Row 2 is not written in UTF-8"),
    ((HEAD + GOOD).encode("utf-16"), "CSV UTF-8"),
    ((HEAD + GOOD).encode("utf-16-le"), "NUL"),
    (HEAD.encode() + b"A\xed\xa0\x80;a@example.ee;;;;\n", "Row 2 is not written in UTF-8"),
    (b"PK\x03\x04rest of a spreadsheet", "CSV UTF-8"),
    ((HEAD + "Anu\0Kask;anu@example.ee;;;;\n").encode(), "Row 2 holds a character that no text has"),
    ((HEAD + GOOD).replace(";", "\t").encode(), "tabs or lines"),
    ((HEAD + GOOD).replace(";", "|").encode(), "tabs or lines"),
    (b"nimi;e-post;hobi\nAnu Kask;anu@example.ee;male\n", "not known here: hobi"),
    (b"nimi;e-post;\nAnu Kask;anu@example.ee;male\n", "Row 2 does not fit the header (cells: 3, columns: 2)"),
    (b"nimi;;e-post\nAnu Kask;x;anu@example.ee\n", "not known here: –"),
    (b"nimi;telefon\nAnu Kask;55550101\n", "Columns e-mail are missing"),
    (b"e-post\nanu@example.ee\n", "Columns name are missing"),
    (b"nimi;name;e-post\nA;A;a@example.ee\n", "Columns name, nimi say the same twice"),
    (b"nimi;e-post\nAnu Kask\n", "Row 2 does not fit the header (cells: 1, columns: 2)"),
    (b"nimi;e-post\nAnu Kask;anu@example.ee;x\n", "Row 2 does not fit the header (cells: 3, columns: 2)"),
    (b'nimi;e-post\n"Anu Kask;anu@example.ee\n', "quotation mark that is not closed"),
    (f"nimi;e-post\n{'A' * 200_000};anu@example.ee\n".encode(), "Row 2 holds a cell of more than"),
    (b"x" * (MEGABYTE + 1), "larger than 1 MB"),
    (b"=1+1;e-post\nAnu;anu@example.ee\n", "not known here: =1+1"),
]


@pytest.mark.parametrize(("raw", "words"), BAD_FILES, ids=[words for _raw, words in BAD_FILES])
def test_a_bad_file_is_refused_whole_with_the_way_on(raw: bytes, words: str) -> None:
    reasons = refused(raw)
    assert words in " ".join(reasons)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("Anu Kask;anu@example.ee;;;;\nAnu Kask;ANU@example.ee;;;;\n", "Rows 2, 3 are the same learner"),
        (f"Anu Kask;a@example.ee;;;{CODE};\n\nAnu K;b@example.ee;;;{CODE};\n", "Rows 2, 4 are the same learner"),
    ],
)
def test_the_same_learner_twice_is_refused_naming_the_rows(rows: str, words: str) -> None:
    assert refused(HEAD + rows) == [f"{words}: keep one."]


@pytest.mark.parametrize(("number", "is_refused"), [(3, False), (4, True)])
def test_more_rows_than_the_policy_allows_are_refused(number: int, is_refused: bool) -> None:
    text = "nimi;e-post\n" + "".join(f"Anu Kask;anu{each}@example.ee\n" for each in range(number))
    if is_refused:
        assert refused(text, most_rows=3) == ["The file has 4 rows, 3 are allowed: split it."]
    else:
        assert len(read(text, most_rows=3)) == 3


def test_every_fault_of_a_file_is_told_at_once() -> None:
    rows = "=1;anu;x;de;1;1\nAnu Kask;anu@example.ee;;;;\n"
    assert len(refused(HEAD + rows)) == 6


def test_right_to_left_marks_are_no_part_of_a_name() -> None:
    assert read(cell("nimi", "Anu\u202e Kask\u200f"))[0].details.name == "Anu Kask"
