"""May this request be submitted, this host answer, this party sign."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from placements.clock import is_holiday
from placements.refusals import Refusal

OWN_EMAIL = "request.own_email"


@dataclass(frozen=True, slots=True)
class Plan:
    """When the learner means to be at the company: dates inclusive, ISO weekdays 0-6, minutes net of the break."""

    starts_on: date
    ends_on: date
    weekdays: Sequence[int]
    day_starts: time
    day_ends: time
    break_minutes: int

    @property
    def day_minutes(self) -> int:
        """Net minutes of one planned day; an end before the start means the next day."""
        span = datetime.combine(date.min, self.day_ends) - datetime.combine(date.min, self.day_starts)
        return int((span % timedelta(days=1)).total_seconds()) // 60 - self.break_minutes

    def days(self) -> list[date]:
        """The planned days, public holidays left out."""
        span = (self.ends_on - self.starts_on).days + 1
        days = (self.starts_on + timedelta(days=offset) for offset in range(max(span, 0)))
        return [day for day in days if day.weekday() in self.weekdays and not is_holiday(day)]

    @property
    def total_minutes(self) -> int:
        return len(self.days()) * max(self.day_minutes, 0)


def plan_refusal(plan: Plan, required_minutes: int) -> Refusal | None:
    """The plan must reach the required minutes. Source: curriculum, module 12."""
    if plan.total_minutes >= required_minutes:
        return None
    values = {"total": plan.total_minutes, "date": plan.ends_on, "required": required_minutes}
    return Refusal("request.plan_short", values)


def window_refusal(plan: Plan, window: tuple[date, date]) -> Refusal | None:
    """The practicum lies within the cohort's window, both days inclusive."""
    if window[0] <= plan.starts_on <= plan.ends_on <= window[1]:
        return None
    return Refusal("request.window", {"start": window[0], "end": window[1]})


def outcomes_refusal(outcomes: Collection[int], minimum: int) -> Refusal | None:
    """The tasks cover at least the policy's number of outcomes."""
    chosen = len(set(outcomes))
    return None if chosen >= minimum else Refusal("request.outcomes", {"minimum": minimum, "n": chosen})


def mentor_email_refusal(mentor_email: str, learner_email: str | None) -> Refusal | None:
    """Nobody confirms his own hours."""
    same = mentor_email.strip().lower() == (learner_email or "").lower()
    return Refusal(OWN_EMAIL) if mentor_email and same else None


def same_host_refusal(registry_code: str, former_code: str, former_name: str) -> Refusal | None:
    """A change of host leads to another company; the same one goes on by an amendment."""
    return Refusal("flow.same_host", {"host": former_name}) if registry_code == former_code else None


def after_former_refusal(starts_on: date, former_ended_on: date | None) -> Refusal | None:
    """A new placement begins after the last day of the former one."""
    if former_ended_on is None or starts_on > former_ended_on:
        return None
    return Refusal("request.after_former", {"date": former_ended_on})


def missing_refusal(missing: Sequence[object]) -> Refusal | None:
    """Every field that the host or the agreement needs is filled in."""
    return Refusal("request.missing", {"missing": tuple(missing)}) if missing else None


def capacity_refusal(trainees: int, limit: int, mentor_name: str) -> Refusal | None:
    """A mentor guides at most so many learners at once."""
    return None if trainees < limit else Refusal("request.capacity", {"limit": limit, "name": mentor_name})


def reason_refusal(code: str, reason: str) -> Refusal | None:
    """Returning or declining needs a reason."""
    return None if reason.strip() else Refusal(code)


def signature_refusal(signed_at: datetime | None, seen_digest: str, digest: str) -> Refusal | None:
    """A party signs once, and only the terms that it has seen."""
    if signed_at is not None:
        return Refusal("sign.already", {"time": signed_at})
    return None if seen_digest == digest else Refusal("sign.changed")


def briefing_refusal(is_recorded: bool, held_on: date, today: date) -> Refusal | None:
    """The briefing is recorded once, and after it was held. Source: TTOS § 13."""
    if is_recorded:
        return Refusal("briefing.recorded")
    return Refusal("briefing.future", {"date": held_on}) if held_on > today else None


def colleague_refusal(name: str, email: str, own_email: str) -> Refusal | None:
    """A colleague who is to mentor is called by name and reached by an address of his own."""
    if not name or not email:
        return Refusal("mentor.card_needed")
    return Refusal("mentor.yourself") if email == own_email else None


def away_refusal(until: date, today: date, latest: date) -> Refusal | None:
    """The day of coming back lies ahead, or is today, and not too far."""
    return None if today <= until <= latest else Refusal("mentor.away_until", {"from": today, "to": latest})
