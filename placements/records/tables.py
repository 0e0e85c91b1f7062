"""From the bytes of a file to the cells of its table, or to what stands in the way."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from placements.refusals import Refusal

DELIMITERS, WRONG_DELIMITERS = ";,", "\t|"
MEGABYTE = 1024 * 1024
ZIP, UTF_16 = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")
# The container of old and of password-protected workbooks.
OLE = b"\xd0\xcf\x11\xe0"
Lines = Iterable[tuple[int, Sequence[str]]]


class BadTable(Exception):
    """A file that is refused whole, with every problem found."""

    def __init__(self, *problems: Refusal) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that a kind of file may have: their names by language, the first one is written in samples."""

    headers: Mapping[str, Mapping[str, tuple[str, ...]]]
    needed: Collection[str]
    empty: str
    takes_workbooks: bool = False

    def column_of(self, title: str) -> str:
        """The column that a header cell names in any of the languages, empty for an unknown one."""
        wanted = " ".join(title.casefold().split())
        for column, names in self.headers.items():
            if any(wanted in known for known in names.values()):
                return column
        return ""

    def title_of(self, column: str) -> str:
        """What the column is called in a file in the reader's language."""
        return self.headers[column][(get_language() or "et")[:2]][0]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns in the file's order with the titles they have there, and the lines by their number in the file.

    sheet is the one that was read of a workbook, others says how many more it has.
    """

    columns: Sequence[str]
    titles: Sequence[str]
    lines: Sequence[tuple[int, Sequence[str]]]
    sheet: str = ""
    others: int = 0


def read_table(raw: bytes, layout: Layout, *, most_rows: int, most_megabytes: int) -> Table:
    """The table in the file. Raises: BadTable for size, encoding, separators, header, and lines of other length.

    Lines are counted as a spreadsheet does: the header is line 1. Empty lines are left out.
    """
    if len(raw) > most_megabytes * MEGABYTE:
        raise BadTable(Refusal("import.too_big", {"megabytes": most_megabytes}))
    if layout.takes_workbooks and raw.startswith((ZIP, OLE)):
        from placements.records.workbooks import read_sheet

        sheet = read_sheet(raw, most_rows=most_rows)
        return _checked(sheet.lines, layout, most_rows, (sheet.title, sheet.others))
    text = _text(raw, layout)
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return _checked(_lines(text, _delimiter(first, layout)), layout, most_rows, ("", 0))


def _checked(lines: Lines, layout: Layout, most_rows: int, sheet: tuple[str, int]) -> Table:
    nothing = layout.empty
    filled = [(number, cells) for number, cells in lines if any(map(str.strip, cells))]
    if not filled:
        raise BadTable(Refusal(nothing))
    columns, titles, kept = _table(filled[0][1], filled[1:], layout)
    if not kept:
        raise BadTable(Refusal(nothing))
    if len(kept) > most_rows:
        raise BadTable(Refusal("import.rows", {"n": len(kept), "most": most_rows}))
    return Table(columns, titles, kept, *sheet)


def _text(raw: bytes, layout: Layout) -> str:
    if raw.startswith((ZIP, OLE, *UTF_16)):
        raise BadTable(Refusal("import.utf_16") if layout.takes_workbooks else Refusal("import.format"))
    at = raw.find(b"\0")
    if at >= 0:
        raise BadTable(Refusal("import.nul", {"row": raw.count(b"\n", 0, at) + 1}))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise BadTable(Refusal("import.encoding", {"row": row})) from error


def _delimiter(first: str, layout: Layout) -> str:
    """The separator that gives the header the most known columns."""
    known = {each: sum(bool(layout.column_of(cell.strip(' "'))) for cell in first.split(each)) for each in ";,\t|"}
    best = max(known, key=lambda each: known[each])
    if best in WRONG_DELIMITERS and known[best] > 1:
        raise BadTable(Refusal("import.delimiter"))
    return best if best in DELIMITERS else DELIMITERS[0]


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield number, cells
    except csv.Error as error:
        code = "import.long" if "limit" in str(error) else "import.quotes"
        raise BadTable(Refusal(code, {"row": number + 1})) from error


def _table(
    header: Sequence[str], lines: Lines, layout: Layout
) -> tuple[list[str], list[str], list[tuple[int, Sequence[str]]]]:
    # Spreadsheets write empty columns at the end of every line.
    width = max(place for place, cell in enumerate(header, 1) if cell.strip())
    titles = [" ".join(cell.split()) for cell in header[:width]]
    columns = [layout.column_of(title) for title in titles]
    problems = [*_header_problems(titles, columns, layout)]
    kept: list[tuple[int, Sequence[str]]] = []
    for number, cells in lines:
        if len(cells) < width or any(map(str.strip, cells[width:])):
            problems.append(Refusal("import.cells", {"row": number, "n": len(cells), "columns": width}))
        kept.append((number, cells[:width]))
    if problems:
        raise BadTable(*problems)
    return columns, titles, kept


def _header_problems(titles: Sequence[str], columns: Sequence[str], layout: Layout) -> Iterator[Refusal]:
    unknown = [title or "–" for title, column in zip(titles, columns, strict=True) if not column]
    if unknown:
        yield Refusal("import.unknown_columns", {"columns": [each[:40] for each in unknown]})
    twice = sorted(
        {title for title, column in zip(titles, columns, strict=True) if column and columns.count(column) > 1}
    )
    if twice:
        yield Refusal("import.columns_twice", {"columns": twice})
    missing = [layout.title_of(column) for column in layout.needed if column not in columns]
    if missing:
        yield Refusal("import.columns", {"columns": missing})
