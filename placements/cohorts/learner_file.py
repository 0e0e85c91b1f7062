"""From the bytes of a CSV file to its cells, or to what stands in the way."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from placements.cohorts.learner_columns import NEEDED, column_of, title_of
from placements.refusals import Refusal

DELIMITERS, WRONG_DELIMITERS = ";,", "\t|"
MEGABYTE = 1024 * 1024
ZIP, UTF_16 = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")


class BadLearnerFile(Exception):
    """A file that is refused whole, with every problem found."""

    def __init__(self, *problems: Refusal) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Table:
    """The columns in the file's order with the titles they have there, and the lines by their number in the file."""

    columns: Sequence[str]
    titles: Sequence[str]
    lines: Sequence[tuple[int, Sequence[str]]]


def read_table(raw: bytes, *, most_rows: int, most_megabytes: int) -> Table:
    """The table in the file. Raises: BadLearnerFile for size, encoding, separators, header, and lines of other length.

    Lines are counted as a spreadsheet does: the header is line 1. Empty lines are left out.
    """
    if len(raw) > most_megabytes * MEGABYTE:
        raise BadLearnerFile(Refusal("import.too_big", {"megabytes": most_megabytes}))
    text = _text(raw)
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    lines = [(number, cells) for number, cells in _lines(text, _delimiter(first)) if any(map(str.strip, cells))]
    if not lines:
        raise BadLearnerFile(Refusal("import.empty"))
    table = _table(lines[0][1], lines[1:])
    if not table.lines:
        raise BadLearnerFile(Refusal("import.empty"))
    if len(table.lines) > most_rows:
        raise BadLearnerFile(Refusal("import.rows", {"n": len(table.lines), "most": most_rows}))
    return table


def _text(raw: bytes) -> str:
    if raw.startswith((ZIP, *UTF_16)):
        raise BadLearnerFile(Refusal("import.format"))
    at = raw.find(b"\0")
    if at >= 0:
        raise BadLearnerFile(Refusal("import.nul", {"row": raw.count(b"\n", 0, at) + 1}))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise BadLearnerFile(Refusal("import.encoding", {"row": row})) from error


def _delimiter(first: str) -> str:
    """The separator that gives the header the most known columns."""
    known = {each: sum(bool(column_of(cell.strip(' "'))) for cell in first.split(each)) for each in ";,\t|"}
    best = max(known, key=lambda each: known[each])
    if best in WRONG_DELIMITERS and known[best] > 1:
        raise BadLearnerFile(Refusal("import.delimiter"))
    return best if best in DELIMITERS else DELIMITERS[0]


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield number, cells
    except csv.Error as error:
        code = "import.long" if "limit" in str(error) else "import.quotes"
        raise BadLearnerFile(Refusal(code, {"row": number + 1})) from error


def _table(header: Sequence[str], lines: Iterable[tuple[int, Sequence[str]]]) -> Table:
    # Spreadsheets write empty columns at the end of every line.
    width = max(place for place, cell in enumerate(header, 1) if cell.strip())
    titles = [" ".join(cell.split()) for cell in header[:width]]
    columns = [column_of(title) for title in titles]
    problems = [*_header_problems(titles, columns)]
    kept = []
    for number, cells in lines:
        if len(cells) < width or any(map(str.strip, cells[width:])):
            problems.append(Refusal("import.cells", {"row": number, "n": len(cells), "columns": width}))
        kept.append((number, cells[:width]))
    if problems:
        raise BadLearnerFile(*problems)
    return Table(columns, titles, kept)


def _header_problems(titles: Sequence[str], columns: Sequence[str]) -> Iterator[Refusal]:
    unknown = [title or "–" for title, column in zip(titles, columns, strict=True) if not column]
    if unknown:
        yield Refusal("import.unknown_columns", {"columns": [each[:40] for each in unknown]})
    twice = sorted(
        {title for title, column in zip(titles, columns, strict=True) if column and columns.count(column) > 1}
    )
    if twice:
        yield Refusal("import.columns_twice", {"columns": twice})
    missing = [title_of(column) for column in NEEDED if column not in columns]
    if missing:
        yield Refusal("import.columns", {"columns": missing})
