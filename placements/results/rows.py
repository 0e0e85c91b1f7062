"""From the lines of a file of results to what each says, field by field; nothing of the database is known here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from placements.people.identifiers import compact
from placements.people.services import normal_email
from placements.people.written import read_day
from placements.records.cells import CellReader, shortened
from placements.records.tables import Table
from placements.refusals import Refusal
from placements.results import columns as names
from placements.results.models import ImportedFile

WHOLE = re.compile(r"(-?[0-9]{1,6})(?:[.,]0+)?")
CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
DAY_WITH_TIME = re.compile(r"(\S+) 0{1,2}:00(:00)?")
DIGITS = re.compile(r"[0-9]{5,}")


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line: its number in the file, whom it names (address or personal code), what of, and what it says.

    key is day and start of a session, day of an exam, or number of a task. Without values the learner has no result.
    unread are the columns that could not be read: nothing is said of what they hold. name is empty where none is given.
    """

    number: int
    learner: str
    key: tuple[Any, ...]
    values: Mapping[str, Any]
    name: str = ""
    unread: frozenset[str] = frozenset()


@dataclass
class Reader(CellReader):
    """Reads one line of a file of results; what may be a personal code is never shown."""

    unread: set[str] = field(default_factory=set)

    def refuse(self, column: str, expected: Any = None) -> None:
        self.unread.add(column)
        super().refuse(column, expected)

    def shown(self, column: str, value: str) -> str:
        return masked(value) if column in {names.LEARNER, names.NAME} else shortened(value)

    def may_begin_so(self, column: str, cell: str) -> bool:
        """A negative number is none that fits, but it is a number."""
        if column in names.NUMBERS:
            return WHOLE.fullmatch(cell.strip()) is not None
        return column in {names.ACCEPTED, names.EXCUSED} and cell.strip() == "+"

    def whole(self, column: str) -> int:
        """A whole number, as 12, 12.0 or 12,0; below nothing too, so that what fits can be said."""
        text = self.text(column)
        found = WHOLE.fullmatch(text)
        if text and not found:
            self.refuse(column)
        return int(found.group(1)) if found else 0

    def day(self, column: str) -> date | None:
        """A day as text, or the true day of a workbook."""
        text = self.text(column)
        with_time = DAY_WITH_TIME.fullmatch(text)
        found = read_day(with_time.group(1) if with_time else text)
        if text and found is None:
            self.refuse(column)
        return found

    def clock(self, column: str) -> time | None:
        """Hours and minutes."""
        text = self.text(column)
        found = CLOCK.fullmatch(text)
        hour, minute = map(int, found.groups()) if found else (99, 99)
        if hour < 24 and minute < 60:
            return time(hour, minute)
        if text:
            self.refuse(column)
        return None

    def answer(self, column: str) -> bool:
        """Yes or no in any of the languages; nothing is no where the column may be empty."""
        text = self.text(column)
        found = names.answer_of(text)
        if text and found is None:
            self.refuse(column)
        return bool(found)


def read_lines(table: Table, kind: str) -> tuple[list[ResultLine], list[Refusal]]:
    """What each line says, and every cell that cannot be read."""
    titles = dict(zip(table.columns, table.titles, strict=True))
    lines, problems = [], []
    for number, cells in table.lines:
        named = dict(zip(table.columns, cells, strict=True))
        needed = set(names.LAYOUTS[kind].needed)
        if not any(named.get(column, "").strip() for column in names.SAID[kind]):
            needed -= {*names.SAID[kind], names.TOTAL}
        reader = Reader(number, titles, named, needed, names.EXPECTED)
        lines.append(_line(reader, kind, is_blank=names.SAID[kind][0] not in needed))
        problems += reader.problems
    return lines, problems


def _line(reader: Reader, kind: str, *, is_blank: bool) -> ResultLine:
    learner, name = _learner(reader), reader.text(names.NAME)
    key: tuple[Any, ...]
    values: dict[str, Any]
    if kind == ImportedFile.Kind.ATTENDANCE:
        key = reader.day(names.DATE), reader.clock(names.START)
        values = {"minutes": reader.whole(names.MINUTES), "is_excused": reader.answer(names.EXCUSED)}
    elif kind == ImportedFile.Kind.EXAM:
        key = (reader.day(names.DATE),)
        values = {"correct": reader.whole(names.CORRECT), "total": reader.whole(names.TOTAL)}
    else:
        key = (reader.whole(names.TASK),)
        values = {"is_accepted": reader.answer(names.ACCEPTED)}
    return ResultLine(reader.number, learner, key, {} if is_blank else values, name, frozenset(reader.unread))


def _learner(reader: Reader) -> str:
    """An address in its usual form, or the digits of a personal code."""
    text = reader.text(names.LEARNER)
    return normal_email(text) if "@" in text else compact(text)


def masked(value: str) -> str:
    """A cell without the digits in which a personal code could be told."""
    return DIGITS.sub(lambda found: "x" * len(found.group()), shortened(value))
