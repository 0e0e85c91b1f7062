"""Whether a day may be logged, before anything is typed: the placement it belongs to, or why there is none."""

from dataclasses import dataclass
from datetime import date, datetime

from placements.agreements.models import Placement, Practicum
from placements.clock import local_date
from placements.cohorts.selectors import policy_of
from placements.journal.admitting import Closed, closed_days
from placements.journal.rules import resting_refusal, unsigned_refusal
from placements.journal.selectors import period_of, placements_in_force
from placements.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Opening:
    """The placement that takes the day, or the refusal that its verb would give; neither for a day ahead.

    needs_reason: the day is late enough that a reason is asked for.
    """

    placement: Placement | None = None
    refusal: Refusal | None = None
    needs_reason: bool = False


def opening_of(practicum: Practicum, day: date, now: datetime) -> Opening:
    """Whether this day takes an entry; two queries, three for a late day."""
    placements = placements_in_force(practicum)
    refusal = _over(practicum) or (None if placements else Refusal("hours.no_placement"))
    if refusal or day > local_date(now):
        return Opening(refusal=refusal)
    former = next((each for each in placements if each.ended_on and day <= each.ended_on), None)
    placement = former or placements[-1]
    refusal = _outside(placement, day) or _closed(closed_days(practicum), day)
    return Opening(refusal=refusal) if refusal else _by_age(practicum, placement, (local_date(now) - day).days, day)


def _by_age(practicum: Practicum, placement: Placement, age: int, day: date) -> Opening:
    hours = policy_of(practicum.cohort).hours
    if age <= hours.backdate_free_days or practicum.opened_days.filter(day=day).exists():
        return Opening(placement)
    if age <= hours.backdate_with_reason_days:
        return Opening(placement, needs_reason=True)
    return Opening(refusal=Refusal("hours.backdate_closed", {"limit": hours.backdate_with_reason_days, "date": day}))


def left_placement(practicum: Practicum, now: datetime) -> Placement | None:
    """The company that was left on a change of host, while no other agreement is in force and its last day may still
    be logged; one query."""
    latest = next(iter(reversed(placements_in_force(practicum))), None)
    if latest is None or latest.ended_on is None or not practicum.is_open:
        return None
    days = policy_of(practicum.cohort).hours.backdate_with_reason_days
    return latest if (local_date(now) - latest.ended_on).days <= days else None


def _over(practicum: Practicum) -> Refusal | None:
    if practicum.completed_at is not None:
        return Refusal("hours.completed")
    return Refusal("hours.ended", {"date": practicum.ended_on}) if practicum.ended_at is not None else None


def _outside(placement: Placement, day: date) -> Refusal | None:
    period = period_of(placement)
    if placement.ended_on is not None and day > placement.ended_on:
        return Refusal("hours.after_placement", {"date": placement.ended_on, "host": placement.host.name})
    unsigned = unsigned_refusal(day, period)
    if unsigned or period.starts_on <= day <= period.ends_on:
        return unsigned
    return Refusal("hours.outside_period", {"start": period.starts_on, "end": period.ends_on, "date": day})


def _closed(closed: Closed, day: date) -> Refusal | None:
    return resting_refusal(day, closed.rests) or (
        Refusal("hours.absent", {"date": day}) if day in closed.absent else None
    )
