"""Every rule about a stretch of work, minute by minute, in the fixed order in which broken rules are named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.oracle.saying import Said
from tests.oracle.tallinn import day_of, local, midnight

DAY, WEEK, PAUSE_AFTER, PAUSE = 480, 2400, 360, 30
FREE, WITH_REASON = 7, 14
REST = 11 * 60
REQUIRED = 3600


@dataclass
class Place:
    """A company that takes hours: the agreement's dates, its last signature, the last day when it was left."""

    starts_on: date
    ends_on: date
    in_force_on: date
    left_on: date | None = None
    is_briefed: bool = False

    @property
    def last_on(self) -> date:
        return min(self.ends_on, self.left_on or self.ends_on)


@dataclass
class Around:
    """What a statement is held against besides the other entries."""

    rests: list[tuple[date, date | None]] = field(default_factory=list)
    absent: set[date] = field(default_factory=set)
    opened: set[date] = field(default_factory=set)


def week_of(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def rests_on(day: date, rests: Iterable[tuple[date, date | None]]) -> bool:
    """Suspended from the first day until the day before resuming."""
    return any(first <= day and (resumed is None or day < resumed) for first, resumed in rests)


def meaningless(said: Said, place: Place) -> list[str]:
    """A day of another age, or times that name no minutes: told before any other rule is asked."""
    is_far = not place.starts_on.year - 1 <= said.day.year <= place.last_on.year + 1
    return ["hours.outside_period"] if is_far else said.nonsense


def crowding(said: Said, others: Sequence[Said]) -> list[str]:
    """What a statement breaks together with the others."""
    taken = {minute for other in others for minute in other.worked} if _near(said, others) else set()
    same_day = [said, *(other for other in others if other.day == said.day)]
    same_week = [said, *(other for other in others if week_of(other.day) == week_of(said.day))]
    on_day, in_week = sum(each.net for each in same_day), sum(each.net for each in same_week)
    codes = ["hours.overlap"] if taken.intersection(said.worked) else []
    codes += ["hours.break_too_long"] if said.net < 1 else []
    is_turned = said.net > DAY and said.ends < said.starts
    codes += ["hours.end_before_start" if is_turned else "hours.daily_cap"] if on_day > DAY else []
    codes += ["hours.weekly_cap"] if in_week > WEEK else []
    codes += ["hours.break_missing"] if on_day > PAUSE_AFTER and _pauses(same_day) < PAUSE else []
    return codes


def _near(said: Said, others: Sequence[Said]) -> bool:
    return any(abs((other.day - said.day).days) <= 2 for other in others)


def _pauses(same_day: Sequence[Said]) -> int:
    """Breaks, and the minutes between the day's first and last one in which no entry runs."""
    worked = {minute for each in same_day for minute in each.worked}
    return sum(each.pause for each in same_day) + (max(worked) - min(worked) + 1 - len(worked))


def placing(said: Said, place: Place, around: Around, now: int) -> list[str]:
    """What a statement breaks by where in time it lies."""
    is_inside = place.starts_on <= said.day and said.until <= midnight(place.last_on + timedelta(days=1))
    codes = ["hours.future"] if said.until > now else []
    is_unsigned = said.day < place.in_force_on and place.starts_on < place.in_force_on
    codes += [] if is_inside or is_unsigned else ["hours.outside_period"]
    codes += ["hours.before_force"] if is_unsigned else []
    codes += ["hours.suspended"] if rests_on(said.day, around.rests) else []
    codes += ["hours.absent"] if said.day in around.absent else []
    return codes


def lateness(said: Said, submitted: int, opened: set[date]) -> list[str]:
    """Seven days back are free, fourteen with a reason, all that the curator opened."""
    age = (day_of(submitted) - said.day).days
    if age <= FREE or said.day in opened:
        return []
    if age > WITH_REASON:
        return ["hours.backdate_closed"]
    return [] if said.late_reason.strip() else ["hours.reason_needed"]


def short_rests(entries: Sequence[Said]) -> set[date]:
    """Dates before which, since the last end of earlier dates, less than eleven real hours passed."""
    short = set()
    for day in {each.day for each in entries}:
        earlier = [each.until for each in entries if each.day < day]
        if earlier and min(each.since for each in entries if each.day == day) - max(earlier) < REST:
            short.add(day)
    return short


def is_night(said: Said) -> bool:
    """Whether the clocks show 22:00 to 05:59 in any minute of it."""
    return any(not 6 <= local(minute).hour < 22 for minute in said.worked)


@dataclass(frozen=True)
class Progress:
    """Minutes of the requirement, all of them whole."""

    confirmed: int
    waiting: int
    required: int = REQUIRED

    @property
    def is_full(self) -> bool:
        return self.confirmed >= self.required

    @property
    def figures(self) -> tuple[int, int, int]:
        """Left, extra, and the per cent, cut."""
        left = max(self.required - self.confirmed - self.waiting, 0)
        percent = next(n for n in range(100, -1, -1) if n * self.required <= self.confirmed * 100)
        return left, max(self.confirmed - self.required, 0), percent
