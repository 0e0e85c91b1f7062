"""A cohort's decisions as CSV; what a spreadsheet would take for a formula is kept a text."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from placements import formats
from placements.clock import local_date
from placements.decisions.conditions import cell_text
from placements.decisions.selectors import Line
from placements.decisions.words import CONDITIONS, REASONS

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = ("attendance", "exam", "independent", "practicum")
# Spreadsheets take the file for UTF-8 by it.
MARK = "\ufeff"


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet computes: an apostrophe before what begins like a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) or text.startswith(FORMULA) else text


def csv_of(lines: Iterable[Line]) -> str:
    """One line a learner, in the reader's language, columns parted by semicolons."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("Learner"), *(str(CONDITIONS[name]) for name in COLUMNS), _("Proposal"), _("Decision"), *_last()]
    )
    for line in lines:
        writer.writerow([harmless(cell) for cell in _cells(line)])
    return MARK + file.getvalue()


def _last() -> tuple[str, ...]:
    return _("Decided on"), _("Decided by"), _("Reasons"), _("What is lacking")


def _cells(line: Line) -> list[str]:
    decision, cells = line.decision, line.cells
    reasons = decision.reasons if decision else line.case.proposal.reasons
    return [
        line.enrolment.learner.name,
        *(cell_text(cells.get(name)) for name in COLUMNS),
        str(line.proposed),
        str(line.label) if decision else "",
        formats.day(local_date(decision.decided_at)) if decision else "",
        decision.decided_by.name if decision else "",
        " ".join(str(REASONS.get(code, code)) for code in reasons),
        " ".join(each.text for each in line.changes),
    ]
