"""What is missing before the first practicum and before documents, and the one thing to do now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from placements.setup import cohort_rows, rows
from placements.setup.facts import Facts
from placements.setup.rows import DOCUMENTS, RECOMMENDED, START, Row

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are missing for the same reason: its title, the tone of its count, the state of its marks."""

    code: str
    title: "_StrPromise"
    tone: str
    mark: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Checklist:
    """All rows; the groups of those that are missing; what is done; and the row to do now, if any is left."""

    rows: list[Row]
    groups: list[Group]
    done: list[Row]
    next: Row | None


TITLES = (
    (START, _("Cannot start without"), "bad", "bad"),
    (DOCUMENTS, _("Cannot issue documents without"), "wait", "bad"),
    (RECOMMENDED, _("Recommended"), "", "warn"),
)


def checklist(facts: Facts) -> Checklist:
    """The rows in the order in which a newcomer does them. No query."""
    everything = list(_rows(facts))
    missing = [row for row in everything if not row.is_done]
    groups = [Group(*title, [row for row in missing if row.group == title[0]]) for title in TITLES]
    ordered = [row for group in groups for row in group.rows]
    return Checklist(
        rows=everything,
        groups=[group for group in groups if group.rows],
        done=[row for row in everything if row.is_done],
        next=_next(ordered),
    )


def _next(missing: list[Row]) -> Row | None:
    """What to do now. Groups keep the rules they are opened with, so a policy is advised before the first group."""
    if missing and missing[0].code == "cohort":
        return next((row for row in missing if row.code == "policy"), missing[0])
    return missing[0] if missing else None


def _rows(facts: Facts) -> Iterator[Row]:
    yield rows.school_row(facts)
    yield rows.mail_row(facts)
    yield from rows.file_rows(facts)
    yield cohort_rows.cohort_row(facts)
    yield from cohort_rows.people_rows(facts)
    yield cohort_rows.learner_row(facts)
    yield cohort_rows.practicum_row(facts)
    yield from rows.document_rows(facts)
    yield cohort_rows.trainer_row(facts)
    yield cohort_rows.decision_row(facts)
    yield cohort_rows.host_row(facts)
    yield rows.contact_row(facts)
    yield from rows.server_row(facts)
