"""Which extra days bring the missing hours before the end, within the caps."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from placements.clock import is_holiday, monday_of

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Extra:
    """A day beside the plan, and how many minutes are worked on it."""

    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class MakeUp:
    """The extra days, the soonest first; short is what finds no place before the end."""

    days: list[Extra]
    short: int


@dataclass(frozen=True, slots=True)
class Room:
    """What extra days are laid into: the days that are left, the usual days, the caps, and minutes logged already."""

    first: date
    last: date
    weekdays: Collection[int]
    usual_minutes: int
    daily_cap: int
    weekly_cap: int
    logged: Mapping[date, int] = field(default_factory=dict)
    away: Collection[date] = frozenset()

    def days(self) -> Iterator[date]:
        """The days on which work is possible."""
        for offset in range((self.last - self.first).days + 1):
            day = self.first + timedelta(days=offset)
            if day not in self.away and not is_holiday(day):
                yield day


def make_up_plan(left: int, pace: int, room: Room) -> MakeUp:
    """Lay what the planned days will not bring on other days: working days first, then Saturdays, never Sundays.

    pace: minutes that a planned day brings. Extra days are as long as usual ones, the last one shorter; a week holds
    no more than its cap, what is planned and logged in it counted. Source: TLS § 43; interface spec 2.7.
    """
    planned = {day for day in room.days() if day.weekday() in room.weekdays and day not in room.logged}
    missing = left - pace * len(planned)
    weeks = _weeks(room, planned, pace)
    extras = []
    for day in _free_days(room):
        minutes = min(room.usual_minutes, room.daily_cap, room.weekly_cap - weeks.get(monday_of(day), 0), missing)
        if minutes > 0:
            extras.append(Extra(day, minutes))
            weeks[monday_of(day)] = weeks.get(monday_of(day), 0) + minutes
            missing -= minutes
    return MakeUp(sorted(extras, key=lambda extra: extra.day), max(missing, 0))


def _weeks(room: Room, planned: Collection[date], pace: int) -> dict[date, int]:
    weeks: dict[date, int] = {}
    for day, minutes in [*room.logged.items(), *((day, pace) for day in planned)]:
        weeks[monday_of(day)] = weeks.get(monday_of(day), 0) + minutes
    return weeks


def _free_days(room: Room) -> list[date]:
    free = [day for day in room.days() if day.weekday() not in {*room.weekdays, SUNDAY} and day not in room.logged]
    return sorted(free, key=lambda day: (day.weekday() == SATURDAY, day))
