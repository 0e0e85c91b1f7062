"""What a learner's conditions rest on, in words: days of practicum and who confirmed them, and where results came from."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements import formats
from placements.decisions.conditions import counted_attempt, language
from placements.clock import TALLINN, local_date
from placements.decisions.selectors import Line
from placements.journal.models import Entry, HourPosting
from placements.results.models import Attendance, ExamAttempt, ImportedFile, TaskResult

Words = dict[str, str]


def resting_on(line: Line) -> Words:
    """By condition a few words beside its evidence; six queries at most."""
    content = line.decision.content if line.decision else line.case.content
    evidence, enrolment = content["evidence"], line.enrolment
    attended = Attendance.objects.filter(enrolment=enrolment, session__in=evidence["attendance"]["sessions"])
    accepted = TaskResult.objects.filter(pk__in=evidence["independent"]["results"])
    return {
        "attendance": _origin(attended),
        "independent": _origin(accepted),
        "exam": _exam(content),
        "practicum": _days(evidence["practicum"]["practicum"]),
    }


def _origin(rows: Any) -> str:
    """Entered on the page, or the files that rows came from; one query."""
    found = list(rows.order_by().values_list("file__name", flat=True).distinct())
    words = [*(sorted(name for name in found if name)), *([_("entered on the page")] if None in found else [])]
    return ", ".join(words)


def _exam(content: Any) -> str:
    place = counted_attempt(content)
    if place is None:
        return ""
    attempt = ExamAttempt.objects.filter(pk=content["evidence"]["exam"][place]["attempt"])
    found = attempt.select_related("sitting", "file").first()
    if found is None:
        return ""
    held = found.sitting.held_at.astimezone(TALLINN).time()
    where = f", {found.sitting.place}" if found.sitting.place else ""
    return f"{formats.clock_time(held)}{where} · {_file(found.file)}"


def _file(file: ImportedFile | None) -> str:
    return file.name if file else _("entered on the page")


def _days(practicum_id: int | None) -> str:
    """How many days are confirmed, and by whom; two queries."""
    if practicum_id is None:
        return ""
    entries = Entry.objects.standing().filter(practicum=practicum_id, posted_minutes__gt=0)
    days = entries.order_by().values("day").distinct().count()
    if not days:
        return ""
    postings = HourPosting.objects.filter(entry__in=entries, minutes__gt=0, confirmation__person__isnull=False)
    names = sorted(set(postings.order_by().values_list("confirmation__person__name", flat=True)))
    told = ngettext("{n} day", "{n} days", days).format(n=days)
    return _("{days}, confirmed by: {names}").format(days=told, names=", ".join(names)) if names else told
