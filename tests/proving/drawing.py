"""What happens next in a random journal: drawn from the oracle's state, near the limits of its rules."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random
from typing import Any

from tests.oracle.journal import Entry, Journal
from tests.oracle.law import REQUIRED, Place
from tests.oracle.saying import Said
from tests.oracle.tallinn import local, midnight, walls

BACK = (0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5, 7, 8, 9, 14, 15)
STARTS = (8 * 60, 9 * 60, 9 * 60, 12 * 60 + 30, 14 * 60, 18 * 60, 21 * 60, 22 * 60)
LENGTHS = (1, 30, 120, 180, 240, 240, 300, 330, 360, 361, 389, 390, 391, 450, 480, 481, 510, 511, 600, 1440, 1500)
PAUSES = (0, 0, 0, 15, 29, 30, 30, 30, 31, 60)
WAITS = (0, 0, 1, 30, 30, 240, 600, 1440, 1440, 2880, 7 * 1440, 9 * 1440)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Act:
    """A verb by its name, the entry it is about by its key, and what it says."""

    name: str
    key: int | None = None
    values: tuple[Any, ...] = ()


def changes(year: int) -> list[date]:
    """The days of a year that hold 23 or 25 hours."""
    sundays = [date(year, month, 31 - (date(year, month, 31).weekday() + 1) % 7) for month in (3, 10)]
    return [day for day in sundays if sum(map(len, walls(day).values())) != 24 * 60]


def beginning(rng: Random) -> Journal:
    """A placement in 2024 to 2035, as often as not about a night on which the clocks change."""
    year = rng.randint(2024, 2035)
    night = rng.choice(changes(year)) - rng.randint(0, 3) * ONE
    starts_on = rng.choice([night, date(year, rng.randint(1, 12), rng.randint(1, 28))])
    ends_on = starts_on + rng.choice([6, 20, 56, 56]) * ONE
    place = Place(starts_on, ends_on, starts_on + rng.choice([-3, -3, 0, 0, 1]) * ONE, is_briefed=rng.random() < 0.9)
    now = midnight(starts_on + rng.randint(1, 9) * ONE) + rng.choice([10, 600, 1080, 1080, 1430])
    return Journal([place], now, required=rng.choice([REQUIRED, REQUIRED, 540, 1000]))


def draw(rng: Random, journal: Journal) -> Act:
    """One act, likely to be possible; time passes before it."""
    journal.now += rng.choice(WAITS) + rng.choice([0, 0, 0, 1, 17])
    states = {each.state for each in journal.entries}
    # Whom a day waits for, answers soon.
    eager = [*("settle",) * 6 * ("contested" in states), *("accept", "contest") * ("corrected" in states)]
    names = [*DRAWS, *eager]
    return DRAWS[rng.choices(names, [DRAWS[name][0] for name in names])[0]][1](rng, journal)


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _likely_day(rng: Random, journal: Journal) -> date:
    """Mostly a day that takes hours; often one about which the mentor has said something."""
    pending = [each.said.day for each in journal.entries if each.state in ("corrected", "contested", "submitted")]
    if pending and rng.random() < 0.25:
        return rng.choice(pending)
    day = journal.today - rng.choice(BACK) * ONE
    place = journal.places[-1]
    return day if rng.random() < 0.1 else max(day, min(place.starts_on, journal.today))


def full_week(rng: Random, journal: Journal) -> list[Act]:
    """Five days of eight hours, before chance begins: where the week is full."""
    place = journal.places[0]
    monday = max(place.starts_on, place.in_force_on)
    monday += (7 - monday.weekday()) % 7 * ONE
    place.ends_on = max(place.ends_on, monday + 13 * ONE)
    journal.now = midnight(monday + 5 * ONE) + 20 * 60
    days = [Said(monday + n * ONE, time(8), time(16, 30), 30, 0, 0) for n in range(5)]
    return [Act("log", n, (said,)) for n, said in enumerate(days, 1)]


def nothing(rng: Random, journal: Journal) -> list[Act]:
    """Chance begins at once."""
    return []


def changed_night(rng: Random, journal: Journal) -> list[Act]:
    """Work through the night on which the clocks change, and in the hour that is not there or comes twice."""
    day = rng.choice(changes(journal.places[0].starts_on.year))
    place = journal.places[0]
    place.starts_on = place.in_force_on = day - rng.randint(1, 4) * ONE
    place.ends_on = day + 30 * ONE
    journal.now = midnight(day) + rng.choice([9, 20]) * 60
    clocks = [time(2, 45), time(3), time(3, 15), time(3, 30), time(3, 59), time(4), time(4, 10)]
    said = Said(day, rng.choice(clocks), rng.choice(clocks), 0, rng.choice([None, 0, 1]), rng.choice([0, 1]))
    ends = rng.choice([*clocks, time(5, 30), time(6)])
    through = Said(day - ONE, time(22), ends, rng.choice([0, 30]), 0, rng.choice([0, 1]))
    return [Act("log", n, (each,)) for n, each in enumerate(rng.sample([said, through], 2), 1)]


def judged_day(rng: Random, journal: Journal) -> list[Act]:
    """A day that the mentor confirms or corrects at once: where the two begin to differ, or to change their minds."""
    place = journal.places[0]
    day = min(max(place.starts_on, place.in_force_on, journal.today - ONE), place.ends_on)
    journal.now = max(journal.now, midnight(day) + 19 * 60)
    place.is_briefed = True
    said = Said(day, time(9), time(14), 30, 0, 0)
    times = rng.choice([replace(said, ends=time(13)), replace(said, ends=time(17)), replace(said, pause=0)])
    verdict = rng.choice(["right", times, times])
    return [Act("log", 1, (said,)), Act("confirm", None, (0, {1: (1, verdict)}))]


def draw_said(rng: Random, journal: Journal, day: date | None = None) -> Said:
    """Times of a day: usual ones, touching another entry's, or about the hour in which clocks change."""
    day = day or _likely_day(rng, journal)
    starts, length = rng.choice(STARTS) + rng.choice([0, 0, 0, 7]), rng.choice(LENGTHS)
    others = [each.said for each in journal.standing() if each.said.day == day]
    if rng.random() < 0.4:
        starts, length = rng.choice([9, 9, 13]) * 60, rng.choice([120, 180, 240, 270])
    elif others and rng.random() < 0.6:
        at = local(rng.choice(others).until + rng.choice([0, 0, -1, 1, 29, 30]))
        starts = at.hour * 60 + at.minute
    elif rng.random() < 0.25 or (day in changes(day.year) and rng.random() < 0.6):
        starts, length = rng.choice([150, 165, 180, 195, 210, 239, 240]), rng.choice([15, 30, 60, 90, 240, 480])
    pause = rng.choice(PAUSES) if length > 120 else 0
    pause = length if rng.random() < 0.02 else pause
    tasks = ("advise",) if rng.random() < 0.97 else ()
    reason = rng.choice(["", "Olin haige.", "Olin haige.", "  "])
    passes = rng.choice([(0, 0), (0, 1), (1, 1), (None, None), (1, 0)])
    return Said(day, _clock(starts), _clock(starts + length), pause, *passes, tasks, reason)


def _log(rng: Random, journal: Journal) -> Act:
    if journal.entries and rng.random() < 0.05:
        known = rng.choice(journal.entries)
        return Act("log", known.key, (rng.choice([known.first or known.said, draw_said(rng, journal)]),))
    return Act("log", len(journal.entries) + 1, (draw_said(rng, journal),))


def _onwards(rng: Random, journal: Journal) -> Act:
    """Where the act that was drawn has nothing to be about."""
    waits = any(each.state == "submitted" for each in journal.entries)
    return _confirm(rng, journal) if waits and rng.random() < 0.6 else _log(rng, journal)


def _entry(rng: Random, journal: Journal, *states: str) -> Entry | None:
    fitting = [each for each in journal.entries if each.state in states]
    chosen = journal.entries if rng.random() < 0.07 else fitting
    return rng.choice(chosen) if chosen else None


def _version(rng: Random, entry: Entry) -> int:
    return entry.version - (rng.random() < 0.04)


def _about(name: str, *states: str) -> Callable[[Random, Journal], Act]:
    """A verb that says nothing but which version of an entry it is about."""

    def drawn(rng: Random, journal: Journal) -> Act:
        entry = _entry(rng, journal, *states)
        return Act(name, entry.key, (_version(rng, entry),)) if entry else _onwards(rng, journal)

    return drawn


def _edit(rng: Random, journal: Journal) -> Act:
    entry = _entry(rng, journal, "submitted", "returned", "confirmed")
    if entry is None:
        return _log(rng, journal)
    said = draw_said(rng, journal, entry.said.day if rng.random() < 0.8 else None)
    if rng.random() < 0.5:
        said = replace(entry.said, pause=rng.choice(PAUSES))
    return Act("edit", entry.key, (_version(rng, entry), said))


def _confirm(rng: Random, journal: Journal) -> Act:
    place, verdicts = rng.choice(journal.places), {}
    if rng.random() < 0.95 and not any(each.place is place and each.state == "submitted" for each in journal.entries):
        return _log(rng, journal)
    for each in journal.entries:
        if each.place is place and rng.random() < (0.8 if each.state == "submitted" else 0.01):
            verdicts[each.key] = (_version(rng, each), _verdict(rng, journal, each))
    return Act("confirm", None, (journal.places.index(place), verdicts))


def _verdict(rng: Random, journal: Journal, entry: Entry) -> str | Said:
    kind = rng.choices(["right", "return", "unexplained", "times"], [60, 15, 2, 23])[0]
    if kind != "times":
        return kind
    if rng.random() < 0.6:
        return replace(entry.said, pause=rng.choice(PAUSES))
    return draw_said(rng, journal, entry.said.day)


def _take_back(rng: Random, journal: Journal) -> Act:
    entry = _entry(rng, journal, "confirmed")
    if entry and rng.random() < 0.5:
        # The last minute of its window, or the first one after it.
        journal.now = max(journal.now, entry.final - rng.choice([0, 1]))
    reason = "time_wrong" if rng.random() < 0.95 else ""
    return Act("take_back", entry.key, (_version(rng, entry), reason)) if entry else _onwards(rng, journal)


def _contest(rng: Random, journal: Journal) -> Act:
    entry = _entry(rng, journal, "corrected")
    text = "Olin kella üheni." if rng.random() < 0.9 else ""
    return Act("contest", entry.key, (_version(rng, entry), text)) if entry else _onwards(rng, journal)


def _settle(rng: Random, journal: Journal) -> Act:
    entry = _entry(rng, journal, "contested")
    reason = "Nägin saatelehte." if rng.random() < 0.9 else ""
    return (
        Act("settle", entry.key, (rng.choice(["mentor", "learner", "again"]), reason))
        if entry
        else _onwards(rng, journal)
    )


def _day(rng: Random, journal: Journal) -> date:
    return journal.today + rng.randint(-16, 6) * ONE


def _absent(rng: Random, journal: Journal) -> Act:
    return Act("say_absent", None, (_day(rng, journal), rng.choice(["illness", "no_practicum", "agreed", "other"])))


def _unabsent(rng: Random, journal: Journal) -> Act:
    absent = sorted(journal.around.absent)
    return Act("withdraw_absence", None, (rng.choice(absent),)) if absent else _absent(rng, journal)


def _open(rng: Random, journal: Journal) -> Act:
    back = rng.choice([7, 8, 14, 15, 15, 16])
    return Act("open_day", None, (journal.today - back * ONE, rng.choice(["Haigus", "Haigus", ""])))


def _rest(rng: Random, journal: Journal) -> Act:
    rests = journal.around.rests
    if rests and rests[-1][1] is None:
        return Act("resume", None, (max(rests[-1][0], journal.today),))
    return Act("suspend", None, (journal.today + rng.randint(-2, 2) * ONE,))


def _move(rng: Random, journal: Journal) -> Act:
    if len(journal.places) > 1:
        return Act("brief")
    old = journal.places[-1]
    last_on = max([journal.today - rng.randint(0, 3) * ONE, old.starts_on])
    starts_on = last_on + rng.choice([0, 1, 2]) * ONE
    place = Place(starts_on, starts_on + 30 * ONE, starts_on, is_briefed=rng.random() < 0.7)
    return Act("leave", None, (last_on, place))


def _brief(rng: Random, journal: Journal) -> Act:
    return _confirm(rng, journal) if journal.places[-1].is_briefed else Act("brief")


def _pass(rng: Random, journal: Journal) -> Act:
    waiting = [each.corrected for each in journal.entries if each.state == "corrected"]
    if waiting:
        over = midnight(local(waiting[0]).date() + 8 * ONE)
        journal.now = max(journal.now, over - rng.choice([0, 1]))
    return Act("pass_on")


DRAWS: dict[str, tuple[float, Callable[[Random, Journal], Act]]] = {
    "log": (14, _log),
    "edit": (5, _edit),
    "withdraw": (2, _about("withdraw", "submitted", "returned")),
    "restore": (1, _about("restore", "withdrawn")),
    "confirm": (6, _confirm),
    "take_back": (2, _take_back),
    "accept": (2, _about("accept", "corrected")),
    "contest": (2, _contest),
    "settle": (1, _settle),
    "pass_on": (0.5, _pass),
    "say_absent": (1.5, _absent),
    "withdraw_absence": (0.5, _unabsent),
    "open_day": (1, _open),
    "rest": (0.7, _rest),
    "leave": (0.5, _move),
    "brief": (0.8, _brief),
}
