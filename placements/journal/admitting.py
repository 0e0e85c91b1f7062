"""Whether a stretch of work may stand: what it is held against is read, then every rule is asked in one fixed order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Value

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.clock import is_repeated, local_date
from placements.journal import rules
from placements.journal.models import Entry
from placements.journal.selectors import entries_near, limits_of, neighbour_of, period_of, placements_in_force
from placements.journal.statements import CONTENT
from placements.refusals import Refusal, Refused, refuse_if

Data = Mapping[str, Any]
REST, ABSENT = "rest", "absent"


@dataclass(frozen=True, slots=True)
class Closed:
    """Days that take no hours: suspensions as first day and day of resuming, and days of absence."""

    rests: list[tuple[date, date | None]]
    absent: list[date]


def closed_days(practicum: Practicum) -> Closed:
    """One query."""
    rests = practicum.suspensions.order_by().values_list(Value(REST), "from_on", "resumed_on")
    absent = practicum.absences.standing().order_by().values_list(Value(ABSENT), "day", "day")
    rows = sorted(rests.union(absent, all=True), key=lambda row: row[1])
    return Closed(
        [(first, last) for kind, first, last in rows if kind == REST],
        [first for kind, first, _ in rows if kind == ABSENT],
    )


def stretch_of(data: Data) -> rules.Stretch:
    """The times of a form's data; folds may be missing where no hour is repeated."""
    folds = data.get("starts_fold"), data.get("ends_fold")
    return rules.Stretch(data["day"], data["starts"], data["ends"], data["break_minutes"], *folds)


def columns_of(stretch: rules.Stretch, data: Data) -> dict[str, Any]:
    """What an entry holds of this statement; a fold only where the hour is repeated."""
    columns = {name: data.get(name) for name in CONTENT}
    columns["starts_fold"] = (stretch.starts_fold or 0) * is_repeated(stretch.day, stretch.starts)
    columns["ends_fold"] = (stretch.ends_fold or 0) * is_repeated(stretch.end_day, stretch.ends)
    return columns | {"starts_at": stretch.starts_at, "ends_at": stretch.ends_at, "minutes": stretch.minutes}


def taking_placements(practicum: Practicum) -> list[Placement]:
    """The placements of a practicum that still takes days, oldest first; one query. Raises: Refused for another one."""
    if practicum.completed_at is not None:
        raise Refused(Refusal("hours.completed"))
    if practicum.ended_at is not None:
        raise Refused(Refusal("hours.ended", {"date": practicum.ended_on}))
    placements = placements_in_force(practicum)
    if not placements:
        raise Refused(Refusal("hours.no_placement"))
    return placements


def placement_for(practicum: Practicum, stretch: rules.Stretch) -> Placement:
    """The placement that the day belongs to: one that has ended takes its own days still. Raises: Refused."""
    placements = taking_placements(practicum)
    former = next((each for each in placements if each.ended_on and stretch.day <= each.ended_on), None)
    placement = former or placements[-1]
    if placement.ended_on is not None:
        refuse_if(rules.former_refusal(stretch, placement.ended_on, placement.host.name))
    return placement


def refuse_times(stretch: rules.Stretch, placement: Placement) -> None:
    """Times that mean nothing definite are told before any other rule is asked. Raises: Refused."""
    refuse_if(rules.far_refusal(stretch.day, period_of(placement)))
    refuse_if(rules.equal_times_refusal(stretch), rules.clock_gap_refusal(stretch), rules.clock_twice_refusal(stretch))
    refuse_if(rules.order_refusal(stretch))


def refuse_unsound(
    practicum: Practicum,
    placement: Placement,
    stretch: rules.Stretch,
    data: Data,
    *,
    entry: Entry | None = None,
    near: Sequence[Entry] | None = None,
) -> None:
    """Ask every rule of a learner's statement; entry is the one that it replaces, near what was read already.

    Raises: Refused with all broken rules, in the order of the list. Source: domain, sections 2 and 9 (19).
    """
    refuse_times(stretch, placement)
    refuse_if(
        *_limits(practicum, placement, stretch, entry, near),
        _backdate_refusal(practicum, stretch, data, entry),
        rules.task_refusal(data["chips"]),
    )


def refuse_unsound_times(practicum: Practicum, placement: Placement, stretch: rules.Stretch, entry: Entry) -> None:
    """Ask what holds for a mentor's times too. Raises: Refused."""
    refuse_times(stretch, placement)
    refuse_if(*_limits(practicum, placement, stretch, entry))


def refuse_crowded(entry: Entry, times: Any, code: str) -> None:
    """Ask again of times said earlier what other entries may have spoilt since; times has day, starts_at, ends_at.

    Raises: Refused with this code before the broken rules. Source: domain, section 9 (3).
    """
    stretch = rules.Stretch(
        entry.day, times.starts, times.ends, times.break_minutes, times.starts_fold, times.ends_fold
    )
    refusals = [each for each in _crowding(entry.practicum, stretch, entry) if each is not None]
    if refusals:
        raise Refused(Refusal(code, {"date": entry.day}), *refusals)


def _crowding(
    practicum: Practicum, stretch: rules.Stretch, entry: Entry | None, near: Sequence[Entry] | None = None
) -> list[Refusal | None]:
    """The rules that a day breaks together with others."""
    limits, near = limits_of(practicum.cohort), entries_near(practicum, stretch.day) if near is None else near
    neighbours = [neighbour_of(each) for each in near if each != entry]
    return [
        rules.overlap_refusal(stretch, neighbours),
        rules.break_length_refusal(stretch),
        rules.daily_cap_refusal(stretch, neighbours, limits.daily_cap_minutes),
        rules.weekly_cap_refusal(stretch, neighbours, limits.weekly_cap_minutes),
        rules.break_refusal(stretch, neighbours, limits),
    ]


def _limits(
    practicum: Practicum,
    placement: Placement,
    stretch: rules.Stretch,
    entry: Entry | None,
    near: Sequence[Entry] | None = None,
) -> list[Refusal | None]:
    crowding, period, closed = _crowding(practicum, stretch, entry, near), period_of(placement), closed_days(practicum)
    return [
        *crowding,
        rules.future_refusal(stretch, clock.now()),
        rules.period_refusal(stretch, period),
        rules.force_refusal(stretch, period),
        rules.suspension_refusal(stretch, closed.rests),
        rules.absence_refusal(stretch, closed.absent),
    ]


def _backdate_refusal(practicum: Practicum, stretch: rules.Stretch, data: Data, entry: Entry | None) -> Refusal | None:
    """Judged by the first submission: of an entry again only when it is moved to another day.

    Asks for an opened day only where the day is late: most days need no query for it.
    """
    if entry is not None and entry.day == stretch.day:
        return None
    now, limits = entry.entered_at if entry else clock.now(), limits_of(practicum.cohort)
    if (local_date(now) - stretch.day).days <= limits.backdate_free_days:
        return None
    if practicum.opened_days.filter(day=stretch.day).exists():
        return None
    return rules.backdate_refusal(stretch, now, limits, data["late_reason"])
