"""May a cohort have these dates and versions, may somebody get or lose a part in it. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from placements.refusals import Refusal

VERSIONS = ("programme_version", "policy_version", "occupation_version")
RESERVED_CODES = frozenset({"new"})
LONGEST_COURSE = timedelta(days=3 * 366)
FARTHEST = timedelta(days=10 * 366)
FARTHEST_CHANGE = timedelta(days=366)
NAMED = 3


@dataclass(frozen=True, slots=True)
class CohortDates:
    """The course, the window in which practicums lie, and the day of the decision."""

    starts_on: date
    ends_on: date
    practicum_from: date
    practicum_until: date
    decision_on: date | None = None

    @property
    def window(self) -> tuple[date, date]:
        return self.practicum_from, self.practicum_until


def code_refusal(code: str) -> Refusal | None:
    """A code that is an address of its own cannot name a cohort."""
    return Refusal("cohort.code_reserved", {"value": code}) if code.lower() in RESERVED_CODES else None


def date_refusals(dates: CohortDates, today: date) -> list[Refusal]:
    """Every rule that the dates break.

    The practicum window begins within the course. It may go on after the course's last day, for learners who break
    off begin again, but not past the decision, after which what lacks is final. Source: domain, sections 3 and 9.
    """
    refusals = [_order_refusal(dates), _year_refusal(dates, today)]
    if dates.practicum_until < dates.practicum_from:
        refusals.append(Refusal("cohort.window_order", {"start": dates.practicum_from, "end": dates.practicum_until}))
    elif dates.starts_on <= dates.ends_on and not dates.starts_on <= dates.practicum_from <= dates.ends_on:
        refusals.append(Refusal("cohort.window_outside", {"from": dates.starts_on, "until": dates.ends_on}))
    latest = max(dates.ends_on, dates.practicum_until)
    if dates.decision_on is not None and dates.decision_on < latest:
        refusals.append(Refusal("cohort.decision_early", {"date": latest}))
    return [each for each in refusals if each is not None]


def _order_refusal(dates: CohortDates) -> Refusal | None:
    if dates.ends_on < dates.starts_on:
        return Refusal("cohort.dates_order", {"from": dates.starts_on, "until": dates.ends_on})
    if dates.ends_on - dates.starts_on > LONGEST_COURSE:
        return Refusal("cohort.too_long", {"years": 3})
    return None


def _year_refusal(dates: CohortDates, today: date) -> Refusal | None:
    given = [dates.starts_on, dates.ends_on, *dates.window, *([dates.decision_on] if dates.decision_on else [])]
    odd = [each for each in given if abs(each - today) > FARTHEST]
    return Refusal("cohort.odd_year", {"date": odd[0]}) if odd else None


def room_refusal(window: tuple[date, date], daily_minutes: int, required_minutes: int) -> Refusal | None:
    """The practicum fits into the window when every day of it were worked to the daily limit."""
    days, needed = (window[1] - window[0]).days + 1, -(-required_minutes // daily_minutes)
    return Refusal("cohort.window_short", {"n": days, "needed": needed}) if 0 < days < needed else None


def policy_refusal(programme_id: int, policy_programme_id: int | None, foreign: Collection[int]) -> Refusal | None:
    """A policy serves its own programme, and names only outcomes that this version of it has."""
    if policy_programme_id is None:
        return None
    if policy_programme_id != programme_id:
        return Refusal("cohort.policy_of_other")
    return Refusal("cohort.policy_outcomes", {"numbers": sorted(foreign)}) if foreign else None


def policy_seen_refusal(digest: str, seen: str) -> Refusal | None:
    """Rules that somebody else changed meanwhile are looked at first."""
    return None if digest == seen else Refusal("policy.changed")


def policy_day_refusal(valid_from: date, today: date) -> Refusal | None:
    """Other rules begin tomorrow at the earliest, never backwards. Source: domain, section 9, Decision (11)."""
    if valid_from <= today:
        return Refusal("policy.day_early", {"date": today + timedelta(days=1)})
    latest = today + FARTHEST_CHANGE
    return Refusal("policy.day_far", {"date": latest}) if valid_from > latest else None


def policy_ahead_refusal(code: str, number: int, valid_from: date) -> Refusal | None:
    """A change that begins later would undo this one: it is not overtaken."""
    return Refusal("policy.ahead", {"cohort": code, "number": number, "date": valid_from})


def policy_outcomes_refusal(code: str, foreign: Collection[int]) -> Refusal | None:
    """A policy names only outcomes that the cohort's version of the programme has."""
    return Refusal("policy.outcomes", {"cohort": code, "numbers": sorted(foreign)}) if foreign else None


def policy_room_refusal(code: str, window: tuple[date, date], daily_minutes: int, needed: int) -> Refusal | None:
    """The practicum still fits into the cohort's window."""
    fits = daily_minutes > 0 and room_refusal(window, daily_minutes, needed) is None
    return None if fits else Refusal("policy.room", {"cohort": code})


def kept_refusals(changed: Collection[str], learners: int) -> list[Refusal]:
    """What stays once somebody is enrolled: letters name the code, an enrolment keeps the versions it began with.

    Source: domain, section 1 (programme).
    """
    refusals = []
    if learners and "code" in changed:
        refusals.append(Refusal("cohort.code_kept", {"n": learners}))
    if learners and not set(VERSIONS).isdisjoint(changed):
        refusals.append(Refusal("cohort.versions_kept", {"n": learners}))
    return refusals


def placements_refusal(names: Sequence[str]) -> Refusal | None:
    """A running placement may not fall out of the window."""
    if not names:
        return None
    shown = [*names[:NAMED], *(["…"] if len(names) > NAMED else [])]
    return Refusal("cohort.placement_outside", {"n": len(names), "names": shown})


def stale_refusal(version: int, seen: int) -> Refusal | None:
    """What was changed since the page was opened is looked at first."""
    return None if version == seen else Refusal("cohort.changed")


def last_curator_refusal(code: str, learners: int, others: int) -> Refusal | None:
    """Learners always have a curator to turn to."""
    return Refusal("role.last_curator", {"cohort": code, "n": learners}) if learners and not others else None


def open_work_refusal(name: str, items: int) -> Refusal | None:
    """Nobody leaves open work behind."""
    return Refusal("role.open_work", {"name": name, "n": items}) if items else None


def last_manager_refusal(others: int) -> Refusal | None:
    """Somebody can always open cohorts and give roles."""
    return None if others else Refusal("role.last_manager")


def window_over_refusal(until: date, today: date) -> Refusal | None:
    """Nobody is enrolled for a practicum that cannot take place any more."""
    return Refusal("enrol.window_over", {"date": until}) if until < today else None
