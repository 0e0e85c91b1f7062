"""May this stretch of work be logged, confirmed, taken back. All limits are compared in minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from placements.clock import ONE_DAY, instant, is_in_gap, is_repeated, local_date, monday_of
from placements.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Stretch:
    """Work from start to end in Tallinn wall-clock time; an end not after the start lies on the next day.

    A fold says which pass of the repeated autumn hour is meant; None that nobody said it.
    """

    day: date
    starts: time
    ends: time
    break_minutes: int
    starts_fold: int | None = None
    ends_fold: int | None = None

    @property
    def end_day(self) -> date:
        return self.day if self.ends > self.starts else self.day + ONE_DAY

    @property
    def starts_at(self) -> datetime:
        return instant(self.day, self.starts, fold=self.starts_fold or 0)

    @property
    def ends_at(self) -> datetime:
        return instant(self.end_day, self.ends, fold=self.ends_fold or 0)

    @property
    def minutes(self) -> int:
        """Net minutes, reckoned in real time. Source: domain, section 2 (clock-change nights)."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60 - self.break_minutes


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entry that stands already: its instants, its start day, its net minutes, and its company's name."""

    day: date
    starts_at: datetime
    ends_at: datetime
    minutes: int
    break_minutes: int
    host: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The policy's limits, in minutes and days."""

    daily_cap_minutes: int
    weekly_cap_minutes: int
    break_required_after_minutes: int
    break_minutes: int
    backdate_free_days: int
    backdate_with_reason_days: int


@dataclass(frozen=True, slots=True)
class Period:
    """When a placement takes hours: the agreement's dates inclusive, and the day it came into force."""

    starts_on: date
    ends_on: date
    in_force_on: date


def overlap_refusal(stretch: Stretch, neighbours: Iterable[Neighbour]) -> Refusal | None:
    """No overlap with own entries in any placement; touching is no overlap. Source: domain, section 2."""
    for other in neighbours:
        if stretch.starts_at < other.ends_at and other.starts_at < stretch.ends_at:
            values = {"date": other.day, "start": other.starts_at, "end": other.ends_at, "host": other.host}
            return Refusal("hours.overlap", values)
    return None


def equal_times_refusal(stretch: Stretch) -> Refusal | None:
    """Start and end differ. Source: domain, section 9 (14)."""
    return Refusal("hours.equal_times", {"time": stretch.starts}) if stretch.starts == stretch.ends else None


def clock_twice_refusal(stretch: Stretch) -> Refusal | None:
    """In the hour that autumn repeats it is said which pass is meant. Source: domain, section 9 (17)."""
    ends = (stretch.day, stretch.starts, stretch.starts_fold), (stretch.end_day, stretch.ends, stretch.ends_fold)
    for day, clock, fold in ends:
        if fold is None and is_repeated(day, clock):
            return Refusal("hours.clock_twice", {"time": clock, "date": day})
    return None


def order_refusal(stretch: Stretch) -> Refusal | None:
    """In the repeated hour too the end is later than the start, in real time. Source: domain, section 9 (14), (17)."""
    values = {"start": stretch.starts, "end": stretch.ends}
    return Refusal("hours.order", values) if stretch.ends_at <= stretch.starts_at else None


def absence_refusal(stretch: Stretch, absent_days: Iterable[date]) -> Refusal | None:
    """An absence is a whole day and excludes hours on it. Source: domain, section 9 (12)."""
    return Refusal("hours.absent", {"date": stretch.day}) if stretch.day in absent_days else None


def break_length_refusal(stretch: Stretch) -> Refusal | None:
    """At least one net minute remains. Source: domain, section 9 (14)."""
    return Refusal("hours.break_too_long", {"break": stretch.break_minutes}) if stretch.minutes < 1 else None


def daily_cap_refusal(stretch: Stretch, neighbours: Iterable[Neighbour], limit: int) -> Refusal | None:
    """At most so many net minutes on a start date, over all placements. Source: TLS § 43; domain 9 (3), (14).

    Of one whose end lies before its start, and that alone is too long for a night, that is what is told.
    """
    total = stretch.minutes + sum(other.minutes for other in neighbours if other.day == stretch.day)
    if total <= limit:
        return None
    if stretch.ends < stretch.starts and stretch.minutes > limit:
        values = {"start": stretch.starts, "end": stretch.ends, "total": stretch.minutes}
        return Refusal("hours.end_before_start", values)
    return Refusal("hours.daily_cap", {"limit": limit, "total": total})


def weekly_cap_refusal(stretch: Stretch, neighbours: Iterable[Neighbour], limit: int) -> Refusal | None:
    """At most so many net minutes in an ISO week, over all placements. Source: TLS § 43; domain 9 (3)."""
    week = monday_of(stretch.day)
    total = stretch.minutes + sum(other.minutes for other in neighbours if monday_of(other.day) == week)
    return Refusal("hours.weekly_cap", {"limit": limit, "total": total}) if total > limit else None


def break_refusal(stretch: Stretch, neighbours: Iterable[Neighbour], limits: Limits) -> Refusal | None:
    """On a day of more than the limit, breaks plus gaps reach the minimum. Source: TLS § 47; domain 9 (2)."""
    same_day = [other for other in neighbours if other.day == stretch.day]
    net = stretch.minutes + sum(other.minutes for other in same_day)
    spans = sorted([(stretch.starts_at, stretch.ends_at), *((other.starts_at, other.ends_at) for other in same_day)])
    reached = accumulate((end for _, end in spans), max)
    gaps = sum(
        max(0, int((later[0] - end).total_seconds()) // 60) for end, later in zip(reached, spans[1:], strict=False)
    )
    rest = gaps + stretch.break_minutes + sum(other.break_minutes for other in same_day)
    if net <= limits.break_required_after_minutes or rest >= limits.break_minutes:
        return None
    values = {"limit": limits.break_required_after_minutes, "minimum": limits.break_minutes, "break": rest}
    return Refusal("hours.break_missing", values)


def future_refusal(stretch: Stretch, now: datetime) -> Refusal | None:
    """The end instant does not lie after now. Source: domain, section 9 (1)."""
    return Refusal("hours.future", {"end": stretch.ends_at}) if stretch.ends_at > now else None


def period_refusal(stretch: Stretch, period: Period) -> Refusal | None:
    """The interval lies inside the agreement; 00:00 after the last day is fine. Source: domain, section 9 (4)."""
    ends_inside = stretch.ends_at <= instant(period.ends_on + ONE_DAY, time(0))
    is_inside = period.starts_on <= stretch.day and ends_inside
    if is_inside or force_refusal(stretch, period):
        # Before a late signature only the day of signing leads on.
        return None
    return Refusal("hours.outside_period", {"start": period.starts_on, "end": period.ends_on, "date": stretch.day})


def former_refusal(stretch: Stretch, ended_on: date, host: str) -> Refusal | None:
    """Days after the last one at a former placement belong to the new one. Source: domain, section 9 (11)."""
    return Refusal("hours.after_placement", {"date": ended_on, "host": host}) if stretch.day > ended_on else None


def suspension_refusal(stretch: Stretch, rests: Iterable[tuple[date, date | None]]) -> Refusal | None:
    """Suspended days take no entries. Source: domain, section 9 (10)."""
    return resting_refusal(stretch.day, rests)


def far_refusal(day: date, period: Period) -> Refusal | None:
    """A day of another age has no week around it to ask about. Source: domain, section 2 (the agreement's period)."""
    if period.starts_on.year - 1 <= day.year <= period.ends_on.year + 1:
        return None
    return Refusal("hours.outside_period", {"start": period.starts_on, "end": period.ends_on, "date": day})


def force_refusal(stretch: Stretch, period: Period) -> Refusal | None:
    """Not before the day of the last signature, which counts as a whole. Source: domain, section 9 (5).

    Before an agreement that was signed in time it is the agreement's first day that is waited for.
    """
    return unsigned_refusal(stretch.day, period)


def unsigned_refusal(day: date, period: Period) -> Refusal | None:
    """Whether that day is still to come. Source: domain, section 9 (5)."""
    is_unsigned = day < period.in_force_on and period.starts_on < period.in_force_on
    return Refusal("hours.before_force", {"date": period.in_force_on}) if is_unsigned else None


def backdate_refusal(stretch: Stretch, now: datetime, limits: Limits, reason: str) -> Refusal | None:
    """Seven days back are free, fourteen with a reason; judged in Tallinn days. Source: domain, section 9 (6).

    Not asked about a day that the curator opened: such a day needs no reason.
    """
    age = (local_date(now) - stretch.day).days
    if age > limits.backdate_with_reason_days:
        return Refusal("hours.backdate_closed", {"limit": limits.backdate_with_reason_days, "date": stretch.day})
    if age > limits.backdate_free_days and not reason.strip():
        return Refusal("hours.reason_needed", {"free": limits.backdate_free_days})
    return None


def clock_gap_refusal(stretch: Stretch) -> Refusal | None:
    """Wall-clock times of the spring gap do not exist. Source: domain, section 9 (17)."""
    for day, clock in ((stretch.day, stretch.starts), (stretch.end_day, stretch.ends)):
        if is_in_gap(day, clock):
            return Refusal("hours.clock_gap", {"time": clock, "from": time(3), "to": time(4)})
    return None


def task_refusal(chips: Sequence[str]) -> Refusal | None:
    """What was done is the learner's own statement: at least one task. Source: domain, section 2 (an entry)."""
    return None if chips else Refusal("hours.no_task")


def briefing_refusal(*, is_recorded: bool) -> Refusal | None:
    """Nothing is confirmed before the safety briefing is recorded. Source: TTOS § 13."""
    return None if is_recorded else Refusal("confirm.no_briefing")


def return_refusal(day: date, reason: str) -> Refusal | None:
    """A returned day carries a reason. Source: domain, section 2 (states)."""
    return None if reason else Refusal("confirm.reason_needed", {"date": day})


def final_at(confirmed_at: datetime, days: int) -> datetime:
    """When a confirmation becomes final: the end of the last day of its window. Source: domain, section 9 (8)."""
    return instant(local_date(confirmed_at) + timedelta(days=days + 1), time(0))


def window_refusal(final_at: datetime, now: datetime, days: int) -> Refusal | None:
    """A confirmation can be changed until it is final. Source: domain, section 9 (8)."""
    last_day = local_date(final_at) - ONE_DAY
    return Refusal("confirm.window_over", {"n": days, "date": last_day}) if now >= final_at else None


def correction_refusal(stretch: Stretch, entry: Neighbour) -> Refusal | None:
    """A correction says something else than the learner did. Source: domain, section 2 (confirming)."""
    is_same = (stretch.starts_at, stretch.ends_at, stretch.break_minutes) == (
        entry.starts_at,
        entry.ends_at,
        entry.break_minutes,
    )
    return Refusal("confirm.same_times", {"date": entry.day}) if is_same else None


def contest_refusal(text: str) -> Refusal | None:
    """A contest says what is not right. Source: domain, section 2 (confirming)."""
    return None if text.strip() else Refusal("contest.text_needed")


def settlement_refusal(reason: str) -> Refusal | None:
    """Who settles a contest says why. Source: domain, section 2 (confirming)."""
    return None if reason.strip() else Refusal("contest.reason_needed")


def evidence_refusal(channel: str, reason: str, *, has_file: bool, note: str) -> Refusal | None:
    """Confirming on the mentor's behalf needs paper or phone, a reason and evidence. Source: domain, section 2."""
    if channel not in {"paper", "phone"}:
        return Refusal("behalf.channel")
    if not reason.strip():
        return Refusal("behalf.reason_needed")
    if has_file or (channel == "phone" and note.strip()):
        return None
    return Refusal("behalf.sheet_needed") if channel == "paper" else Refusal("behalf.note_needed")


def resting_refusal(day: date, rests: Iterable[tuple[date, date | None]]) -> Refusal | None:
    """Suspended days take nothing; the day of resuming is free. Source: domain, section 9 (10)."""
    for from_on, resumed_on in rests:
        if from_on <= day and (resumed_on is None or day < resumed_on):
            return Refusal("hours.suspended", {"start": from_on, "end": resumed_on - ONE_DAY if resumed_on else "…"})
    return None
