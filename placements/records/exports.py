"""Tables as files for spreadsheets; text that begins as a formula is neutralised in every one of them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from placements.records.formulas import neutral

BOM = "\ufeff"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}
Row = Sequence[Any]


def file_of(format_: str, title: str, rows: Iterable[Row]) -> bytes:
    """The rows as a file of this format, csv or xlsx. Raises: KeyError for another one."""
    return {"csv": lambda: as_csv(rows), "xlsx": lambda: as_xlsx(title, rows)}[format_]()


def as_csv(rows: Iterable[Row]) -> bytes:
    """With semicolons, in UTF-8 with a BOM, so that spreadsheets of this country open it by a double click."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_text(cell) for cell in row])
    return (BOM + buffer.getvalue()).encode()


def as_xlsx(title: str, rows: Iterable[Row]) -> bytes:
    """One sheet; the first row is the header."""
    # openpyxl costs a process 20 MB: it is loaded by whoever asks for such a file.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(neutral(title)[:31])
    sheet.freeze_panes = "A2"
    for letter in "ABCDEFG":
        sheet.column_dimensions[letter].width = 24
    for row in rows:
        sheet.append([neutral(cell) if isinstance(cell, str) else cell for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text(cell: Any) -> str:
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return neutral(cell) if isinstance(cell, str) else str(cell)
