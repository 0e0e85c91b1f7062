"""What a timeline says of its steps beside what was done: when they were, when they open, who will act."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from placements import formats
from placements.agreements.models import Placement, Practicum
from placements.clock import local_date
from placements.cohorts.selectors import policy_of
from placements.overview.story import HOST, LEARNER, SCHOOL, Told
from placements.overview.swimlanes import Event
from placements.overview.wording import STEPS, WORDING
from placements.reports.rules import opening_minutes

PRACTICUM, EVALUATION, REPORT, DECISION, CERTIFICATE = range(3, len(STEPS) + 1)
# Step: lane and kind of work item of what is still to come there.
EXPECTED = {EVALUATION: ((HOST, "evaluation"),), REPORT: ((LEARNER, "report"), (SCHOOL, "report_review"))}


def _language() -> str:
    return (get_language() or "et")[:2]


def _days_of(story: Iterable[Told], step: int) -> list[date]:
    return [local_date(told.entry.at) for told in story if told.step == step]


def _opens_at(practicum: Practicum, step: int) -> str:
    policy = policy_of(practicum.cohort)
    percent = policy.report.opens_at_percent if step == REPORT else policy.evaluation_opens_at_percent
    minutes = opening_minutes(practicum.required_minutes, percent)
    return _("opens at {amount}").format(amount=formats.academic(minutes, practicum.academic_hour_minutes, _language()))


def note_of(
    practicum: Practicum, placement: Placement | None, story: Sequence[Told], step: int, *, is_ahead: bool
) -> str:
    """One line below a step's name: its days once something was done there, else what it waits for."""
    if not is_ahead and (days := _days_of(story, step)):
        return _hours(practicum, placement) if step == PRACTICUM else formats.day_range(min(days), max(days))
    return {
        EVALUATION: _opens_at(practicum, EVALUATION),
        REPORT: _opens_at(practicum, REPORT),
        DECISION: _("after the report"),
        CERTIFICATE: _("after the decision"),
    }.get(step, "")


def _hours(practicum: Practicum, placement: Placement | None) -> str:
    confirmed, required = practicum.confirmed_minutes, practicum.required_minutes
    progress = formats.progress(confirmed, required, practicum.academic_hour_minutes, _language())
    return f"{formats.day_range(placement.starts_on, placement.ends_on)} · {progress}" if placement else progress


def expected(people: Sequence[str], known: Iterable[Event], step: int) -> list[Event]:
    """What nobody has done or been asked yet in a step ahead; people by lane."""
    busy = {event.lane_number for event in known}
    return [
        Event(lane, _("ahead"), people[lane], str(WORDING[kind].task), "plan")
        for lane, kind in EXPECTED.get(step, ())
        if lane not in busy
    ]
