"""Reading one line of a table: its cells by column, and what is wrong with them."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from placements.records.formulas import is_formula
from placements.refusals import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_SHOWN = 40
PLAIN: "_StrPromise" = _("plain text that does not begin with = + - @ or a tab")
READABLE: "_StrPromise" = _("readable text: save the file as CSV UTF-8")
SOMETHING: "_StrPromise" = _("a value")


@dataclass
class CellReader:
    """Reads one line; needed and expected are the columns that may not be empty, and what fits into each."""

    number: int
    titles: Mapping[str, str]
    cells: Mapping[str, str]
    needed: Collection[str]
    expected: Mapping[str, Any]
    problems: list[Refusal] = field(default_factory=list)

    def refuse(self, column: str, expected: Any = None) -> None:
        """Note that the cell of this column does not fit."""
        title, value = self.titles.get(column, column), self.shown(column, self.cells.get(column, ""))
        values = {"row": self.number, "column": title, "value": value}
        self.problems.append(Refusal("import.row", values | {"expected": expected or self.expected[column]}))

    def shown(self, column: str, value: str) -> str:  # noqa: ARG002 - a kind of file may hide the cells of a column
        """The cell as a sentence about it shows it."""
        return shortened(value)

    def may_begin_so(self, column: str, cell: str) -> bool:  # noqa: ARG002 - a kind of file may allow signs
        """Whether a cell that begins as a formula is none in this column."""
        return False

    def text(self, column: str) -> str:
        """The cell of a column, empty where the file has none; a formula is refused."""
        cell = self.cells.get(column, "")
        if "\ufffd" in cell:
            self.refuse(column, READABLE)
        elif is_formula(cell) and not self.may_begin_so(column, cell):
            self.refuse(column, PLAIN)
        elif cell.strip() or column not in self.needed:
            return cell.strip()
        else:
            self.refuse(column, SOMETHING)
        return ""


def shortened(value: str) -> str:
    """The beginning of a text, without what is no letter, sign or blank."""
    plain = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in value)
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…"
