"""What somebody says of a day, and what that comes to in real minutes."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from tests.oracle.tallinn import shown_by


@dataclass(frozen=True)
class Said:
    """Wall-clock times as typed; a pass of None: nobody said which of the two."""

    day: date
    starts: time
    ends: time
    pause: int
    first_pass: int | None = None
    last_pass: int | None = None
    tasks: tuple[str, ...] = ("advise",)
    late_reason: str = ""

    @property
    def end_day(self) -> date:
        """An end that is not after the start lies on the next day."""
        return self.day + timedelta(days=self.ends <= self.starts)

    @property
    def nonsense(self) -> list[str]:
        """Why these times name no minutes at all."""
        ends = ((self.day, self.starts, self.first_pass), (self.end_day, self.ends, self.last_pass))
        codes = ["hours.equal_times"] if self.starts == self.ends else []
        codes += ["hours.clock_gap"] if any(not shown_by(day, clock) for day, clock, _ in ends) else []
        unclear = any(len(shown_by(day, clock)) == 2 and which is None for day, clock, which in ends)
        codes += ["hours.clock_twice"] if unclear else []
        return codes or (["hours.order"] if self.until <= self.since else [])

    @property
    def since(self) -> int:
        return _minute(self.day, self.starts, self.first_pass)

    @property
    def until(self) -> int:
        return _minute(self.end_day, self.ends, self.last_pass)

    @property
    def worked(self) -> range:
        """Every minute from start to end, the break among them."""
        return range(self.since, self.until)

    @property
    def net(self) -> int:
        return len(self.worked) - self.pause

    @property
    def times(self) -> tuple[int, int, int]:
        return self.since, self.until, self.pause


def _minute(day: date, clock: time, which: int | None) -> int:
    shown = shown_by(day, clock)
    return shown[which or 0] if len(shown) == 2 else shown[0]
