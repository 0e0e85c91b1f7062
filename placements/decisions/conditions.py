"""The conditions of a decision as people read them: value against limit, what it rests on, and since when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from placements import formats
from placements.decisions import rules
from placements.decisions.words import CONDITIONS, MARKS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Content = Mapping[str, Any]
ACADEMIC_HOUR = 45
LACKING, OPEN = rules.Standing.LACKING, MARKS[rules.Standing.MENDABLE]


@dataclass(frozen=True, slots=True)
class Row:
    """One condition. mark: ok, open, bad or unknown; note: the share, or the day it was reached."""

    name: str
    label: "_StrPromise"
    mark: str
    value: str
    limit: str
    note: str
    evidence: str
    on: date | None

    @property
    def is_unknown(self) -> bool:
        return self.mark == MARKS[rules.Standing.UNKNOWN]


def rows_of(
    content: Content, proposal: rules.Proposal, hour_minutes: int = ACADEMIC_HOUR, *, is_settled: bool = False
) -> list[Row]:
    """The conditions that count, in the order in which a learner reads them.

    is_settled: after the decision, or after leaving, nothing is called open any more.
    """
    judged = {each.name: each for each in proposal.conditions}
    rows = [_row(name, judged[name], content, hour_minutes) for name in CONDITIONS if name in judged]
    return [replace(row, mark=MARKS[LACKING]) if is_settled and row.mark == OPEN else row for row in rows]


def cell_text(row: Row | None) -> str:
    """Value and note in one line, as files and comparisons show them."""
    if row is None:
        return ""
    return row.value if row.is_unknown or not row.note else f"{row.value} ({row.note})"


def cells_of(rows: Iterable[Row]) -> dict[str, Row]:
    """The same by name, for tables."""
    return {row.name: row for row in rows}


def _row(name: str, condition: rules.Condition, content: Content, hour_minutes: int) -> Row:
    value, limit, note, evidence, on = PARTS[name](content, hour_minutes)
    if condition.standing == rules.Standing.UNKNOWN:
        value = _("data missing")
    mark = MARKS[condition.standing]
    return Row(name, CONDITIONS[name], mark, value, limit, note, evidence, date.fromisoformat(on) if on else None)


def language() -> str:
    """The reader's language, as the formats know it."""
    return (get_language() or "et")[:2]


def least(percent: int) -> str:
    """“at least 75%”, the sign as the language has it."""
    return _("at least {percent}").format(percent=formats.percent(percent, 100, language()))


def _attendance(content: Content, hour_minutes: int) -> tuple[str, str, str, str, str | None]:
    minutes, contact = content["snapshot"]["attendance"]["attended_minutes"], content["limits"]["contact_minutes"]
    number, evidence = len(content["evidence"]["attendance"]["sessions"]), content["evidence"]["attendance"]
    told = ngettext("{n} session held", "{n} sessions held", number).format(n=number)
    limit = least(content["limits"]["attendance_min_percent"])
    value = formats.progress(minutes, contact, hour_minutes, language())
    return value, limit, formats.percent(minutes, contact, language()), told, evidence["until"]


def counted_attempt(content: Content) -> int | None:
    """Which attempt counts, from 0: the best of those allowed, or the last."""
    attempts = content["snapshot"]["exam"]["attempts"][: content["limits"]["exam_max_attempts"]]
    if not attempts:
        return None
    if content["limits"]["exam_counts"] == "last":
        return len(attempts) - 1
    return max(range(len(attempts)), key=lambda place: attempts[place][0] * 1_000_000 // attempts[place][1])


def _exam(content: Content, _hour_minutes: int) -> tuple[str, str, str, str, str | None]:
    limit, place = least(content["limits"]["exam_min_percent"]), counted_attempt(content)
    if place is None:
        return _("not taken"), limit, "", "", None
    correct, total = content["snapshot"]["exam"]["attempts"][place]
    used, most = len(content["snapshot"]["exam"]["attempts"]), content["limits"]["exam_max_attempts"]
    told = _("attempt {n} of {most}").format(n=place + 1, most=max(most, used))
    on = content["evidence"]["exam"][place]["on"]
    return (
        formats.percent(correct, total, language()),
        limit,
        f"{correct}{formats.NBSP}/{formats.NBSP}{total}",
        told,
        on,
    )


def _independent(content: Content, _hour_minutes: int) -> tuple[str, str, str, str, str | None]:
    work, percent = content["snapshot"]["independent"], content["limits"]["independent_percent"]
    limit = _("all accepted") if percent == rules.WHOLE else least(percent)
    value = f"{work['accepted']}{formats.NBSP}/{formats.NBSP}{work['required']}"
    number = len(content["evidence"]["independent"]["results"])
    return value, limit, "", ngettext("{n} task accepted", "{n} tasks accepted", number).format(n=number), None


def _practicum(content: Content, hour_minutes: int) -> tuple[str, str, str, str, str | None]:
    evidence, done = content["evidence"]["practicum"], content["snapshot"]["practicum"]
    required = evidence["required"]
    own = evidence.get("own")
    minutes = done["confirmed_minutes"] if own is None else own
    value = formats.academic(minutes, hour_minutes, language())
    if required and minutes < required:
        value = formats.progress(minutes, required, hour_minutes, language())
    limit = formats.academic(required, hour_minutes, language()) if required else _("completed")
    recognised = formats.academic(evidence["recognised"], hour_minutes, language())
    notes = [_("recognised: {amount}").format(amount=recognised)] if evidence["recognised"] else []
    earlier = formats.academic(done["confirmed_minutes"] - minutes, hour_minutes, language())
    if minutes < done["confirmed_minutes"]:
        notes.append(_("from an earlier practicum: {amount}").format(amount=earlier))
    told = _("completion record {digest}").format(digest=evidence["digest"][:8]) if evidence["digest"] else ""
    return value, limit, "; ".join(notes), told, evidence["on"]


PARTS = {"attendance": _attendance, "exam": _exam, "independent": _independent, "practicum": _practicum}
