"""Reading the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from placements.agreements.models import Placement, Practicum
from placements.clock import monday_of
from placements.cohorts.models import Cohort
from placements.cohorts.selectors import policy_of
from placements.journal.models import Entry, HourPosting, OpenedDay
from placements.journal.rules import Limits, Neighbour, Period

WEEK_DAYS = 7


def limits_of(cohort: Cohort) -> Limits:
    """The cohort's limits."""
    hours = policy_of(cohort).hours
    return Limits(
        hours.daily_cap_minutes,
        hours.weekly_cap_minutes,
        hours.break_required_after_minutes,
        hours.break_minutes,
        hours.backdate_free_days,
        hours.backdate_with_reason_days,
    )


def period_of(placement: Placement) -> Period:
    """When this placement takes hours."""
    assert placement.in_force_on is not None
    ends_on = min(placement.ends_on, placement.ended_on or placement.ends_on)
    return Period(placement.starts_on, ends_on, placement.in_force_on)


def placements_in_force(practicum: Practicum) -> list[Placement]:
    """The placements that took or take hours, oldest first; one query."""
    placements = practicum.placements.filter(in_force_on__isnull=False).select_related("host", "mentor")
    return list(placements.order_by("pk"))


def entries_near(practicum: Practicum, day: date, sent_as: UUID | None = None) -> list[Entry]:
    """The learner's standing entries of the day's ISO week and the days beside it, in any practicum; one query.

    Returned ones take part too. What was sent under this id is among them, wherever it lies and whatever its state.
    Source: domain, section 9 (3) and (7).
    """
    near = Q(learner=practicum.learner_id, day__range=_week_and_more(day)) & ~Q(state=Entry.State.WITHDRAWN)
    entries = Entry.objects.filter(near | Q(client_id=sent_as) if sent_as else near)
    return list(entries.select_related("placement__host"))


def _week_and_more(day: date) -> tuple[date, date]:
    """The calendar's first and last year have no days beside them; no rule is asked there."""
    if not date.min.year < day.year < date.max.year:
        return day, day
    monday = monday_of(day)
    return monday - timedelta(days=1), monday + timedelta(days=WEEK_DAYS)


def neighbour_of(entry: Entry) -> Neighbour:
    """The entry as a rule sees it; no query when its placement is loaded."""
    host = entry.placement.host.name
    return Neighbour(entry.day, entry.starts_at, entry.ends_at, entry.minutes, entry.break_minutes, host)


@dataclass(frozen=True, slots=True)
class Progress:
    """Minutes of a practicum: confirmed, waiting, left, extra; percentages are cut, not rounded."""

    confirmed: int
    waiting: int
    required: int
    academic_hour_minutes: int

    @property
    def left(self) -> int:
        return max(self.required - self.confirmed - self.waiting, 0)

    @property
    def extra(self) -> int:
        return max(self.confirmed - self.required, 0)

    @property
    def percent(self) -> int:
        return min(self.confirmed * 100 // self.required, 100)


def progress_of(practicum: Practicum) -> Progress:
    """From the counters; no query."""
    return Progress(
        practicum.confirmed_minutes,
        practicum.waiting_minutes,
        practicum.required_minutes,
        practicum.academic_hour_minutes,
    )


def entries_of(practicum: Practicum) -> list[Entry]:
    """All entries that stand, newest first, each with the basis of what is confirmed of it, and whether the curator
    opened its day; one query."""
    basis = HourPosting.objects.filter(entry=OuterRef("pk"), minutes__gt=0).order_by("-pk")
    entries = practicum.entries.standing().select_related("placement__host")
    opened = OpenedDay.objects.filter(practicum=OuterRef("practicum"), day=OuterRef("day"))
    known = entries.annotate(basis=Subquery(basis.values("confirmation__basis")[:1]), is_opened=Exists(opened))
    return list(known.order_by("-day", "-starts_at", "-pk"))


def standing_postings(entries: Iterable[Entry]) -> dict[int, HourPosting]:
    """By entry the posting that its counted minutes rest on, with confirmation, people and evidence; one query."""
    counted = {each.pk for each in entries if each.posted_minutes}
    postings = HourPosting.objects.filter(entry__in=counted, minutes__gt=0).order_by("pk")
    related = ("confirmation__person", "confirmation__on_behalf_of", "confirmation__evidence")
    return {each.entry_id: each for each in postings.select_related(*related)}


def waiting_entries(placement: Placement) -> list[Entry]:
    """What the mentor is asked to confirm, oldest first; one query."""
    return list(placement.entries.asked().order_by("day", "starts_at", "pk"))


def usual_day(practicum: Practicum, day: date) -> Entry | None:
    """The last entry on the same weekday, else the last one at all; one query."""
    weekday = (day.weekday() + 1) % 7 + 1
    is_same = Case(When(day__week_day=weekday, then=1), default=0)
    entries = practicum.entries.standing().filter(day__lt=day).annotate(is_same_weekday=is_same)
    found: Entry | None = entries.order_by("-is_same_weekday", "-day", "-starts_at").first()
    return found
