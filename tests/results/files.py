"""Files of results for tests: texts, workbooks, and workbooks that are none."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

from tests.results.world import Course

HEAD = {
    "attendance": "nimi;e-post;kuupäev;algus;minutid;põhjusega",
    "exam": "nimi;e-post;kuupäev;õigeid;kokku",
    "independent": "nimi;e-post;ülesanne;arvestatud",
}


def text(kind: str, *rows: str) -> bytes:
    return "\n".join([HEAD[kind], *rows, ""]).encode()


def workbook(kind: str, *rows: Sequence[Any], change: Callable[[Workbook], object] = lambda _book: None) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in (HEAD[kind].split(";"), *rows):
        sheet.append(row)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part more."""
    buffer = io.BytesIO(raw)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def with_other(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename == name else content)
    return buffer.getvalue()


def with_sheet(raw: bytes, content: bytes) -> bytes:
    """The same workbook with other bytes for its sheet."""
    return with_other(raw, "xl/worksheets/sheet1.xml", lambda _content: content)


def day(course: Course, days: int = -1) -> str:
    return f"{course.day(days):%d.%m.%Y}"
