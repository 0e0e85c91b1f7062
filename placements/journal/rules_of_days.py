"""May a whole day be told as absent, taken back, opened although it is late."""

from collections.abc import Iterable, Sequence
from datetime import date

from placements.journal.rules import Period
from placements.refusals import Refusal


def absent_outside_refusal(day: date, periods: Sequence[Period]) -> Refusal | None:
    """A day off lies inside an agreement. Source: domain, section 9 (4) and (12)."""
    if any(each.starts_on <= day <= each.ends_on for each in periods):
        return None
    last = periods[-1]
    return Refusal("hours.outside_period", {"start": last.starts_on, "end": last.ends_on, "date": day})


def absent_hours_refusal(day: date, *, has_hours: bool) -> Refusal | None:
    """A day with hours is no absence. Source: domain, section 9 (12)."""
    return Refusal("absence.hours", {"date": day}) if has_hours else None


def absent_twice_refusal(day: date, absent: Iterable[date]) -> Refusal | None:
    """One statement a day. Source: domain, section 9 (12)."""
    return Refusal("absence.twice", {"date": day}) if day in absent else None


def absent_reason_refusal(reason: str, text: str) -> Refusal | None:
    """Another reason than those of the list is written out. Source: domain, section 9 (12)."""
    return Refusal("absence.text_needed") if reason == "other" and not text.strip() else None


def not_late_refusal(day: date, today: date, free_days: int) -> Refusal | None:
    """A day that can be logged as it is needs no opening. Source: domain, section 2 (rules)."""
    return Refusal("day.not_late", {"date": day}) if (today - day).days <= free_days else None


def opened_refusal(day: date, *, is_open: bool) -> Refusal | None:
    """A day is opened once. Source: domain, section 9 (6)."""
    return Refusal("day.opened", {"date": day}) if is_open else None


def judged_refusal(day: date, *, is_unexcused: bool) -> Refusal | None:
    """An absence that the curator did not excuse stays on record. Source: domain, section 2 (absence days)."""
    return Refusal("absence.judged", {"date": day}) if is_unexcused else None
