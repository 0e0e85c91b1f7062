"""The first visible sheet of an XLSX workbook as lines of text; loaded only by whoever reads such a file."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from placements.records.tables import MEGABYTE, OLE, BadTable
from placements.refusals import Refusal

# How far a workbook may unfold: ten thousand rows of results take a tenth of it.
MOST_UNPACKED, MOST_PARTS, MOST_COLUMNS, LAST_ROW = 30 * MEGABYTE, 1000, 40, 100_000
DAMAGED = (zipfile.BadZipFile, zlib.error, ParseError, ValueError, TypeError, LookupError, AttributeError, EOFError,
           OSError, RuntimeError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read: the sheet's title, how many more the workbook has, and the lines by their number."""

    title: str
    others: int
    lines: Sequence[tuple[int, Sequence[str]]]


def read_sheet(raw: bytes, *, most_rows: int) -> Sheet:
    """The first sheet that is not hidden; empty rows are left out.

    Raises: BadTable for macros, formulas, old formats, too many rows, and for what unfolds beyond all measure, which
    is told by its directory before anything is unpacked.
    """
    if raw.startswith(OLE):
        raise BadTable(Refusal("import.old_workbook"))
    try:
        _check_parts(raw)
        return _read(raw, most_rows)
    except DAMAGED as error:
        raise BadTable(Refusal("import.damaged")) from error


def _check_parts(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise BadTable(Refusal("import.unfolds", {"megabytes": MOST_UNPACKED // MEGABYTE}))
        has_macros = any("vbaproject" in part.filename.lower() for part in parts)
        if has_macros or b"macroenabled" in archive.read("[Content_Types].xml").lower():
            raise BadTable(Refusal("import.macros"))


def _read(raw: bytes, most_rows: int) -> Sheet:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
    try:
        seen = [each for each in book.worksheets if each.sheet_state == "visible"]
        if not seen:
            raise BadTable(Refusal("import.damaged"))
        sheet: Any = seen[0]
        # What a sheet says of its own size need not be true.
        sheet.reset_dimensions()
        return Sheet(sheet.title, len(book.sheetnames) - 1, list(_lines(sheet, most_rows)))
    finally:
        book.close()


def _lines(sheet: Any, most_rows: int) -> Iterator[tuple[int, list[str]]]:
    problems, kept, width = [], 0, 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > LAST_ROW:
            raise BadTable(Refusal("import.far", {"most": LAST_ROW}))
        if kept > most_rows + 1:
            raise BadTable(Refusal("import.rows", {"n": kept, "most": most_rows}))
        if all(cell.value is None for cell in cells):
            continue
        problems += [
            Refusal("import.formula", {"row": number, "cell": f"{cell.column_letter}{number}"})
            for cell in cells
            if getattr(cell, "data_type", "") == "f"
        ]
        texts = [_text(cell.value) for cell in cells]
        if any(map(str.strip, texts)):
            kept, width = kept + 1, width or len(texts)
            # A row ends at its last filled cell here; in a table it is as long as the header.
            yield number, texts + [""] * (width - len(texts))
    if problems:
        raise BadTable(*problems)


def _text(value: Any) -> str:
    """A cell as somebody would have typed it: days and times in full, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) else str(value)
