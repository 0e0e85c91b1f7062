"""What a cohort's table says under each value in a few words: what is lacking and by when, or since when it is met."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from placements import formats
from placements.clock import local_date
from placements.decisions import rules
from placements.decisions.changing import Ahead, missing_attendance
from placements.decisions.conditions import language
from placements.decisions.under_way import UnderWay, lacking_words

if TYPE_CHECKING:
    from placements.decisions.conditions import Row
    from placements.decisions.facts import Case

Standing = rules.Standing


def notes_of(case: "Case", ahead: Ahead, hour_minutes: int) -> dict[str, str]:
    """By condition that is not met what is lacking, in a few words; unknown ones say so in their value. No query."""
    parts: dict[str, Callable[[str], str]] = {
        "attendance": lambda _standing: _attendance(case, hour_minutes),
        "exam": lambda standing: _exam(case, ahead, standing),
        "independent": lambda _standing: _independent(case, ahead),
        "practicum": lambda standing: _practicum(case, ahead, standing),
    }
    open_ones = [each for each in case.proposal.conditions if each.standing in {Standing.MENDABLE, Standing.LACKING}]
    return {each.name: parts[each.name](each.standing) for each in open_ones}


def since_of(row: "Row") -> str:
    """Since when a condition is met: the day of the exam or of the completion."""
    if row.on is None or row.name not in {"exam", "practicum"}:
        return ""
    when = formats.weekday_day(row.on, language())
    return when if row.name == "exam" else _("completed {date}").format(date=when)


def _attendance(case: "Case", hour_minutes: int) -> str:
    missing = formats.academic(missing_attendance(case.content), hour_minutes, language())
    return _("missing: {amount}").format(amount=missing)


def _exam(case: "Case", ahead: Ahead, standing: str) -> str:
    if standing == Standing.LACKING:
        return _("no further attempt")
    sitting = ahead.sittings.get(case.results.next_sitting or 0)
    if sitting is None:
        return _("no date set")
    when = formats.weekday_day(local_date(sitting.held_at), language())
    return (_("retake {date}") if case.results.attempts else _("exam {date}")).format(date=when)


def _independent(case: "Case", ahead: Ahead) -> str:
    tasks = [ahead.tasks[pk] for pk in case.results.missing_tasks if pk in ahead.tasks]
    if not tasks:
        return ""
    numbers, last = ", ".join(str(each.number) for each in tasks), max(each.due_on for each in tasks)
    return _("missing no. {numbers}, due {date}").format(numbers=numbers, date=formats.short_day(last))


def _practicum(case: "Case", ahead: Ahead, standing: str) -> str:
    found: UnderWay | None = ahead.under_way.get(case.practicum.pk) if case.practicum else None
    if standing == Standing.LACKING:
        return _("the window is over")
    if found is None:
        return _("none runs")
    if found.full_on is not None:
        return _("forecast {date}").format(date=formats.weekday_day(found.full_on, language()))
    return lacking_words(found) or found.label
