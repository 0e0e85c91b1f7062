"""What would change a decision: for each condition that is not met what is missing, by when, and who acts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from placements import formats
from placements.clock import TALLINN, local_date
from placements.decisions import rules
from placements.decisions.conditions import ACADEMIC_HOUR, language, least
from placements.decisions.facts import Case
from placements.decisions.under_way import UnderWay, under_way_of
from placements.decisions.words import MARKS
from placements.results.models import ExamSitting, IndependentTask

if TYPE_CHECKING:
    from placements.cohorts.models import Cohort

Standing = rules.Standing


@dataclass(frozen=True, slots=True)
class Ahead:
    """What may still come: sittings and tasks, and how far practicums are that run, by their numbers."""

    sittings: Mapping[int, ExamSitting]
    tasks: Mapping[int, IndependentTask]
    under_way: Mapping[int, UnderWay]


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence: about which condition, and its mark: open while the learner can still do something."""

    name: str
    text: str
    mark: str


def ahead_of(cases: Iterable[Case], now: datetime, *, with_forecast: bool = False) -> Ahead:
    """Sittings and tasks that these cases name, and their practicums; six queries at most."""
    listed = list(cases)
    sittings = {each.results.next_sitting for each in listed} - {None}
    tasks = {pk for each in listed for pk in each.results.missing_tasks}
    return Ahead(
        ExamSitting.objects.in_bulk(sittings),
        IndependentTask.objects.in_bulk(tasks),
        under_way_of(listed, now, with_forecast=with_forecast),
    )


def changes_of(case: Case, ahead: Ahead, hour_minutes: int = ACADEMIC_HOUR) -> list[Change]:
    """What would change the decision, condition by condition; nothing for who has left the course. No query."""
    if case.snapshot["is_withdrawn"]:
        return []
    texts = {"attendance": _attendance, "independent": _independent, "practicum": _practicum, "exam": _exam}
    open_ones = [each for each in case.proposal.conditions if each.standing != Standing.MET]
    return [
        Change(each.name, _once(texts[each.name](case, ahead, each.standing, hour_minutes)), MARKS[each.standing])
        for each in open_ones
    ]


def _once(text: str) -> str:
    """A unit that ends with a full stop ends the sentence too."""
    return text.removesuffix("..") + "." if text.endswith("..") else text


def missing_attendance(content: Mapping[str, Any]) -> int:
    """Minutes of attendance that are missing to the limit."""
    limits, attended = content["limits"], content["snapshot"]["attendance"]["attended_minutes"]
    needed: int = -(-limits["attendance_min_percent"] * limits["contact_minutes"] // rules.WHOLE)
    return max(needed - int(attended), 0)


def _attendance(case: Case, _ahead: Ahead, standing: str, hour_minutes: int) -> str:
    if standing == Standing.UNKNOWN:
        return _("The register of sessions is not complete yet: the trainer fills it in.")
    missing = formats.academic(missing_attendance(case.content), hour_minutes, language())
    if standing == Standing.LACKING:
        return _("Attendance: {missing} are missing, and no sessions are left in which they could be reached.").format(
            missing=missing
        )
    left = formats.academic(case.results.remaining_minutes, hour_minutes, language())
    return _("Attendance: {missing} are missing, {left} of sessions are still to come.").format(
        missing=missing, left=left
    )


def _exam(case: Case, ahead: Ahead, standing: str, _hour_minutes: int) -> str:
    if standing == Standing.UNKNOWN:
        return _("The exam results are not complete yet: the school enters them.")
    needed = least(case.limits["exam_min_percent"])
    if standing == Standing.LACKING:
        most = case.limits["exam_max_attempts"]
        return _("Exam: no further attempt is possible, {n} at most are allowed.").format(n=most)
    sitting = ahead.sittings.get(case.results.next_sitting or 0)
    if sitting is None:
        return _("The date of the exam is not set yet. Right answers needed: {needed}.").format(needed=needed)
    when = f"{formats.weekday_date(local_date(sitting.held_at), language())} {_at(sitting)}"
    if not case.results.attempts:
        return _("The exam is on {when}. Right answers needed: {needed}.").format(when=when, needed=needed)
    return _("The retake is on {when}. Right answers needed: {needed}.").format(when=when, needed=needed)


def _at(sitting: ExamSitting) -> str:
    return formats.clock_time(sitting.held_at.astimezone(TALLINN).time())


def _independent(case: Case, ahead: Ahead, standing: str, _hour_minutes: int) -> str:
    if standing == Standing.UNKNOWN:
        if not case.results.required:
            return _("Independent work: the school has not set the tasks yet.")
        return _("Independent work: the trainer has not marked all tasks yet.")
    tasks = [ahead.tasks[pk] for pk in case.results.missing_tasks if pk in ahead.tasks]
    listed = [
        _("{number}. {title}, due {date}").format(number=each.number, title=each.title, date=formats.day(each.due_on))
        for each in tasks
    ]
    return _("Independent work that is not accepted yet: {tasks}.").format(tasks="; ".join(listed))


def _practicum(case: Case, ahead: Ahead, standing: str, hour_minutes: int) -> str:
    practicum, cohort = case.practicum, case.enrolment.cohort
    if standing == Standing.LACKING:
        return _("The practicum is not completed, and the group's practicum window ended on {date}.").format(
            date=formats.day(cohort.practicum_until)
        )
    if practicum is None or practicum.ended_at is not None:
        return _again(cohort)
    if practicum.missing_minutes:
        missing = formats.academic(practicum.missing_minutes, hour_minutes, language())
        return _("Practicum: {missing} are still to be confirmed.").format(missing=missing)
    return _closing(ahead.under_way.get(practicum.pk))


def _closing(found: UnderWay | None) -> str:
    if found is None or not (found.has_evaluation or found.has_report):
        return _("Practicum: the hours are full, evaluation and report are still to be finished.")
    if found.has_evaluation and found.has_report:
        return _("Practicum: all is done, it is completed when the time for last changes is over.")
    if found.has_evaluation:
        return _("Practicum: the hours are full, the report is still to be approved.")
    return _("Practicum: the hours are full, the company's evaluation is still to come.")


def _again(cohort: "Cohort") -> str:
    return _("Practicum: none runs. Until {date} a new one can be begun.").format(
        date=formats.day(cohort.practicum_until)
    )
