"""What a learner's conditions rest on: days of practicum and who confirmed them, and where results came from."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements import formats
from placements.clock import TALLINN
from placements.decisions.conditions import counted_attempt
from placements.decisions.selectors import Line
from placements.journal.models import Entry, HourPosting
from placements.results.models import Attendance, ExamAttempt, TaskResult

Words = dict[str, str]
ATTENDED, EXAM, DONE = "attendance", "exam", "independent"


def resting_on(line: Line) -> Words:
    """By condition a few words beside its evidence; two queries."""
    content = line.decision.content if line.decision else line.case.content
    evidence = content["evidence"]
    found = _rows(content, line.enrolment.pk)
    words = {kind: _origin([name for each, name, _at, _place in found if each == kind]) for kind in (ATTENDED, DONE)}
    exam = [f"{_held(at, place)} · {_origin([name])}" for each, name, at, place in found if each == EXAM]
    return words | {EXAM: next(iter(exam), ""), "practicum": _days(evidence["practicum"]["practicum"])}


def _rows(content: Any, enrolment_id: int) -> list[tuple[str, str | None, Any, str]]:
    """Kind, file, time and place of what attendance, work and exam rest on, the files once each; one query."""
    evidence, place = content["evidence"], counted_attempt(content)
    attempts = [evidence["exam"][place]["attempt"]] if place is not None else []
    nowhen, nowhere = Value(None, output_field=DateTimeField()), Value("")
    attended = Attendance.objects.filter(enrolment=enrolment_id, session__in=evidence["attendance"]["sessions"])
    accepted = TaskResult.objects.filter(pk__in=evidence["independent"]["results"])
    taken = ExamAttempt.objects.filter(pk__in=attempts)
    parts = [
        rows.order_by().values_list(Value(kind), "file__name", at, where)
        for rows, kind, at, where in (
            (taken, EXAM, "sitting__held_at", "sitting__place"),
            (attended, ATTENDED, nowhen, nowhere),
            (accepted, DONE, nowhen, nowhere),
        )
    ]
    return list(parts[0].union(*parts[1:]))


def _origin(names: Iterable[str | None]) -> str:
    """Entered on the page, or the files that rows came from."""
    listed = list(names)
    page = [_("entered on the page")] if None in listed else []
    return ", ".join([*sorted(name for name in listed if name), *page])


def _held(at: datetime, place: str) -> str:
    time = formats.clock_time(at.astimezone(TALLINN).time())
    return f"{time}, {place}" if place else time


def _days(practicum_id: int | None) -> str:
    """How many days are confirmed, and by whom; one query."""
    if practicum_id is None:
        return ""
    postings = HourPosting.objects.filter(
        entry__in=Entry.objects.standing().filter(practicum=practicum_id, posted_minutes__gt=0), minutes__gt=0
    )
    rows = set(postings.order_by().values_list("entry__day", "confirmation__person__name"))
    if not rows:
        return ""
    days, names = len({day for day, _name in rows}), sorted({name for _day, name in rows if name})
    told = ngettext("{n} day", "{n} days", days).format(n=days)
    return _("{days}, confirmed by: {names}").format(days=told, names=", ".join(names)) if names else told
