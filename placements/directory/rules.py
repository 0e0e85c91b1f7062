"""May somebody stand in, take over, leave the school, be removed, be merged with another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from placements.refusals import Refusal

MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is to do another one's work."""

    name: str
    is_same: bool = False
    is_active: bool = True
    has_account: bool = True
    studies: bool = False
    audits: bool = False


def candidate_refusal(candidate: Candidate) -> Refusal | None:
    """Work goes to another active person with an account, who neither studies here nor audits."""
    faults = {
        "work.same_person": candidate.is_same,
        "work.inactive": not candidate.is_active,
        "work.no_account": not candidate.has_account,
        "work.learner": candidate.studies,
        "work.auditor": candidate.audits,
    }
    code = next((code for code, is_so in faults.items() if is_so), None)
    return Refusal(code, {"name": candidate.name}) if code else None


def days_refusal(starts_on: date, ends_on: date, today: date) -> Refusal | None:
    """A substitution ends after it starts, not before today, and within a year: a longer one is a hand-over."""
    if ends_on < starts_on:
        return Refusal("substitution.order", {"start": starts_on, "end": ends_on})
    if ends_on < today:
        return Refusal("substitution.past", {"end": ends_on})
    return Refusal("substitution.too_long") if (ends_on - starts_on).days >= MOST_DAYS else None


@dataclass(frozen=True, slots=True)
class Engagement:
    """A substitution that is there already, and what it is for the new one: overlap, away or stands_in."""

    kind: str
    name: str
    starts_on: date
    ends_on: date


def engagement_refusal(engagement: Engagement | None) -> Refusal | None:
    """One substitute at a time, and no chains: the substitute is there, the absent one stands in for nobody."""
    if engagement is None:
        return None
    values = {"name": engagement.name, "start": engagement.starts_on, "end": engagement.ends_on}
    return Refusal(f"substitution.{engagement.kind}", values)


@dataclass(frozen=True, slots=True)
class Standing:
    """What ties a person to running work; names are of learners, cohorts or colleagues."""

    is_self: bool = False
    open_items: int = 0
    only_curator_of: Sequence[str] = ()
    is_last_manager: bool = False
    has_practicum: bool = False
    trainees: Sequence[str] = ()
    stands_in_for: Sequence[str] = ()


def leaving_refusals(standing: Standing) -> list[Refusal]:
    """Nobody goes while work would be left lying; every reason at once."""
    return _holding(
        (standing.is_self, Refusal("leave.self")),
        (standing.open_items > 0, Refusal("leave.open_work", {"n": standing.open_items})),
        (standing.only_curator_of, Refusal("leave.only_curator", {"names": tuple(standing.only_curator_of)})),
        (standing.is_last_manager, Refusal("leave.last_manager")),
        (standing.has_practicum, Refusal("leave.running_practicum")),
        (standing.trainees, Refusal("leave.trainees", {"names": tuple(standing.trainees)})),
        (standing.stands_in_for, Refusal("leave.stands_in", {"names": tuple(standing.stands_in_for)})),
    )


def _holding(*refusals: tuple[object, Refusal]) -> list[Refusal]:
    return [refusal for holds, refusal in refusals if holds]


def reason_refusal(reason: str) -> Refusal | None:
    """What cannot be undone needs a reason."""
    return None if reason.strip() else Refusal("person.reason_needed")


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands in the way of two rows being one person."""

    is_same: bool = False
    is_self: bool = False
    is_merged: bool = False
    is_keep_active: bool = True
    is_anonymised: bool = False
    codes_differ: bool = False
    standing_in: Sequence[str] = ()
    left: Sequence[str] = ()
    guides_itself: bool = False


def merge_refusals(pair: Pair) -> list[Refusal]:
    """Two rows become one person only when nothing of the one contradicts the other; every reason at once."""
    if pair.is_same:
        return [Refusal("merge.same")]
    return _holding(
        (pair.is_self, Refusal("merge.self")),
        (pair.is_merged, Refusal("merge.merged")),
        (not pair.is_keep_active and not pair.is_merged, Refusal("merge.inactive")),
        (pair.is_anonymised, Refusal("merge.anonymised")),
        (pair.codes_differ, Refusal("merge.codes")),
        (pair.standing_in, Refusal("merge.cohort", {"names": tuple(pair.standing_in)})),
        (pair.left, Refusal("merge.left", {"names": tuple(pair.left)})),
        (pair.guides_itself, Refusal("merge.guides_itself")),
    )
