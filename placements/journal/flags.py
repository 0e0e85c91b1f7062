"""What is shown beside a day but never refused: short rest, night work, days before the safety briefing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from placements.clock import ONE_DAY, instant, local_date
from placements.journal.rules import Neighbour


@dataclass(frozen=True, slots=True)
class Flags:
    """rest_minutes is the rest before this date where it was too short."""

    rest_minutes: int | None = None
    is_night: bool = False
    is_before_briefing: bool = False

    def __bool__(self) -> bool:
        return self.rest_minutes is not None or self.is_night or self.is_before_briefing


@dataclass(frozen=True, slots=True)
class Bounds:
    """The policy's rest and night, and the day of each placement's safety briefing where it was held."""

    rest_minutes: int
    night: tuple[time, time]
    briefed_on: Mapping[int, date] = field(default_factory=dict)


def short_rests(entries: Iterable[Neighbour], least: int) -> dict[date, int]:
    """Minutes between the last end of earlier dates and the first start of a date, where they are fewer than least.

    In real time; exactly the limit is enough. Source: TLS § 51; domain, section 9 (15).
    """
    starts: dict[date, datetime] = {}
    ends: dict[date, datetime] = {}
    for entry in entries:
        starts[entry.day] = min(starts.get(entry.day, entry.starts_at), entry.starts_at)
        ends[entry.day] = max(ends.get(entry.day, entry.ends_at), entry.ends_at)
    short, last = {}, None
    for day in sorted(starts):
        rest = int((starts[day] - last).total_seconds()) // 60 if last else least
        if rest < least:
            short[day] = rest
        last = max(last, ends[day]) if last else ends[day]
    return short


def is_night(starts_at: datetime, ends_at: datetime, night: tuple[time, time]) -> bool:
    """Whether any minute lies in the night, by default [22:00, 06:00). Source: domain, section 9 (15)."""
    first, begins, ends = local_date(starts_at), *night
    nights = ((instant(day, begins), instant(day + ONE_DAY, ends)) for day in (first - ONE_DAY, first, first + ONE_DAY))
    return any(starts_at < end and start < ends_at for start, end in nights)
