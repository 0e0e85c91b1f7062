"""Which learners have planned days without an entry that other rules would let them log less freely."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from placements.agreements.models import Placement, Suspension
from placements.clock import ONE_DAY, is_holiday
from placements.cohorts.models import Cohort
from placements.journal.models import Absence, Entry, OpenedDay
from placements.programmes.policy import Hours

FREE, WITH_REASON, CLOSED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class LateLearner:
    """A learner, the days that need more than before, and whether one of them only the curator could open."""

    practicum_id: int
    name: str
    days: list[date] = field(default_factory=list)
    is_closed: bool = False


def standing(age: int, hours: Hours) -> int:
    """How a day of this age is logged: freely, with a reason, or only when the curator opens it."""
    if age <= hours.backdate_free_days:
        return FREE
    return WITH_REASON if age <= hours.backdate_with_reason_days else CLOSED


def stricter_ages(former: Hours, present: Hours) -> dict[int, int]:
    """Age in days to its new standing, for all ages that are logged less freely than before."""
    oldest = max(former.backdate_free_days, former.backdate_with_reason_days)
    found = {age: standing(age, present) for age in range(1, oldest + 1)}
    return {age: after for age, after in found.items() if after > standing(age, former)}


def late_learners(cohorts: Mapping[Cohort, Hours], present: Hours, today: date) -> list[LateLearner]:
    """Those concerned today, by name; cohorts with the hours they run by. Five queries at most, none without need."""
    ages = {cohort.pk: stricter_ages(former, present) for cohort, former in cohorts.items()}
    oldest = max((age for found in ages.values() for age in found), default=0)
    if not oldest:
        return []
    running = Placement.objects.filter(practicum__cohort__in=ages, in_force_on__isnull=False, practicum__ended_at=None)
    running = running.filter(practicum__completed_at=None).select_related("practicum__learner")
    placements = list(running.order_by("practicum__learner__name", "pk"))
    settled = _settled_days({each.practicum_id for each in placements}, today - timedelta(days=oldest), today)
    found = (_late(each, ages[each.practicum.cohort_id], settled[each.practicum_id], today) for each in placements)
    return [each for each in found if each.days]


def _late(placement: Placement, ages: Mapping[int, int], settled: Collection[date], today: date) -> LateLearner:
    days = {today - timedelta(days=age): after for age, after in ages.items()}
    open_days = {day: after for day, after in days.items() if day not in settled and _is_planned(placement, day)}
    learner = placement.practicum.learner
    return LateLearner(placement.practicum_id, learner.name, sorted(open_days), CLOSED in open_days.values())


def _is_planned(placement: Placement, day: date) -> bool:
    assert placement.in_force_on is not None
    first = max(placement.starts_on, placement.in_force_on)
    last = min(placement.ends_on, placement.ended_on or placement.ends_on)
    return first <= day <= last and day.weekday() in placement.weekdays and not is_holiday(day)


def _settled_days(practicum_ids: Collection[int], first: date, today: date) -> dict[int, set[date]]:
    """By practicum the days that are logged, absent, suspended, or opened by the curator; four queries."""
    days: dict[int, set[date]] = defaultdict(set)
    since = {"practicum__in": practicum_ids, "day__gte": first}
    _gather(days, Entry.objects.exclude(state=Entry.State.WITHDRAWN).filter(**since).values_list("practicum", "day"))
    _gather(days, Absence.objects.standing().filter(**since).values_list("practicum", "day"))
    _gather(days, OpenedDay.objects.filter(**since).values_list("practicum", "day"))
    ended = Q(resumed_on=None) | Q(resumed_on__gt=first)
    for rest in Suspension.objects.filter(ended, practicum__in=practicum_ids).order_by("pk"):
        last = rest.resumed_on or today + ONE_DAY
        start = max(rest.from_on, first)
        days[rest.practicum_id] |= {start + timedelta(days=offset) for offset in range(max((last - start).days, 0))}
    return days


def _gather(days: dict[int, set[date]], rows: Iterable[tuple[int, date]]) -> None:
    for practicum_id, day in rows:
        days[practicum_id].add(day)
