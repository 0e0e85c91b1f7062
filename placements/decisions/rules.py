"""The certificate decision: four conditions over a snapshot, integers only. Source: curriculum, points 15-17.

A change of these rules is a new version beside the old ones: what was decided by an old one is recomputed by it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What is proposed. UNKNOWN holds the decision back, PENDING waits for what can still be mended."""

    CERTIFICATE = "tunnistus"
    ATTESTATION = "toend"
    PENDING = "pending"
    UNKNOWN = "unknown"
    NONE = "none"


class Standing(StrEnum):
    """How one condition stands; a lack that can be mended is told apart from one that cannot."""

    MET = "met"
    UNKNOWN = "unknown"
    MENDABLE = "mendable"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The versioned limits: percentages, minutes, attempts. independent_percent is 100 where all tasks count.

    Where the practicum does not count, its condition is neither judged nor named; its confirmed minutes still count as
    participation.
    """

    attendance_min_percent: int
    contact_minutes: int
    exam_min_percent: int
    exam_max_attempts: int
    exam_counts: str
    independent_percent: int
    minimum_participation_minutes: int
    withdrawn_document: str
    practicum_counts: bool = True


@dataclass(frozen=True, slots=True)
class Attendance:
    """Minutes attended, minutes of sessions still to come, and whether every session held so far is marked."""

    attended_minutes: int
    remaining_minutes: int
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Exam:
    """Right answers and questions of each attempt, in their order; complete says that no result is outstanding."""

    attempts: Sequence[tuple[int, int]]
    is_complete: bool
    can_retake: bool


@dataclass(frozen=True, slots=True)
class IndependentWork:
    """Required tasks, and how many of them are accepted; required is 0 while none are set."""

    accepted: int
    required: int
    is_complete: bool


@dataclass(frozen=True, slots=True)
class PracticumResult:
    """Whether a completion record stands, the confirmed minutes, and whether the practicum may still be completed."""

    is_completed: bool
    confirmed_minutes: int
    can_go_on: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a decision rests on; decision_on is None while no date is set."""

    attendance: Attendance
    independent: IndependentWork
    practicum: PracticumResult
    exam: Exam
    today: date
    decision_on: date | None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its name, how it stands, and the code of what is lacking or unknown; empty when it is met."""

    name: str
    standing: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose, why, and how each condition stands, in the order of the reasons."""

    outcome: Outcome
    reasons: tuple[str, ...]
    conditions: tuple[Condition, ...]


def attendance_condition(attendance: Attendance, limits: Thresholds) -> Condition:
    """Attended at least the percentage of the programme's contact hours. Source: curriculum, point 15."""
    needed = limits.attendance_min_percent * limits.contact_minutes
    if not attendance.is_complete:
        return Condition("attendance", Standing.UNKNOWN, "ATTENDANCE_UNKNOWN")
    if attendance.attended_minutes * 100 >= needed:
        return Condition("attendance", Standing.MET)
    can_reach = (attendance.attended_minutes + attendance.remaining_minutes) * 100 >= needed
    return Condition("attendance", Standing.MENDABLE if can_reach else Standing.LACKING, "ATTENDANCE_BELOW")


def independent_condition(work: IndependentWork, limits: Thresholds) -> Condition:
    """All required tasks are accepted, or the percentage of them. Source: curriculum, point 16."""
    if not work.is_complete or work.required <= 0:
        return Condition("independent", Standing.UNKNOWN, "HOMEWORK_UNKNOWN")
    if work.accepted * 100 >= limits.independent_percent * work.required:
        return Condition("independent", Standing.MET)
    return Condition("independent", Standing.MENDABLE, "HOMEWORK_MISSING")


def practicum_condition(practicum: PracticumResult) -> Condition:
    """A completion record stands: hours confirmed, evaluation given, report approved. Source: curriculum, point 17."""
    if practicum.is_completed:
        return Condition("practicum", Standing.MET)
    standing = Standing.MENDABLE if practicum.can_go_on else Standing.LACKING
    return Condition("practicum", standing, "PRACTICUM_INCOMPLETE")


def exam_condition(exam: Exam, limits: Thresholds) -> Condition:
    """The attempt that counts has at least the percentage right; later attempts than allowed are ignored.

    Source: curriculum, point 15; domain, section 9, Decision (2) and (6).
    """
    if not exam.is_complete:
        return Condition("exam", Standing.UNKNOWN, "EXAM_UNKNOWN")
    attempts = exam.attempts[: limits.exam_max_attempts]
    counted = attempts[-1:] if limits.exam_counts == "last" else attempts
    if any(correct * 100 >= limits.exam_min_percent * total for correct, total in counted if total > 0):
        return Condition("exam", Standing.MET)
    can_mend = exam.can_retake and len(attempts) < limits.exam_max_attempts
    reason = "EXAM_BELOW" if attempts else "EXAM_MISSING"
    return Condition("exam", Standing.MENDABLE if can_mend else Standing.LACKING, reason)


def propose(snapshot: Snapshot, limits: Thresholds) -> Proposal:
    """What the four conditions come to. Source: domain, section 4 and section 9, Decision."""
    conditions = (
        attendance_condition(snapshot.attendance, limits),
        independent_condition(snapshot.independent, limits),
        *([practicum_condition(snapshot.practicum)] if limits.practicum_counts else []),
        exam_condition(snapshot.exam, limits),
    )
    lacking = tuple(each.reason for each in conditions if each.reason)
    return Proposal(_outcome(snapshot, limits, conditions), lacking or ("ALL_MET",), conditions)


def _outcome(snapshot: Snapshot, limits: Thresholds, conditions: Sequence[Condition]) -> Outcome:
    standings = {each.standing for each in conditions}
    if Standing.UNKNOWN in standings:
        return Outcome.UNKNOWN
    if standings == {Standing.MET}:
        return Outcome.CERTIFICATE
    if not snapshot.is_withdrawn and _may_wait(snapshot, standings):
        return Outcome.PENDING
    if _participated(snapshot) < max(limits.minimum_participation_minutes, 1):
        return Outcome.NONE
    is_never = snapshot.is_withdrawn and limits.withdrawn_document == "never"
    return Outcome.NONE if is_never else Outcome.ATTESTATION


def _may_wait(snapshot: Snapshot, standings: set[Standing]) -> bool:
    """Without a date nothing is final; before it, as long as any lack can be mended."""
    if snapshot.decision_on is None:
        return True
    return snapshot.today < snapshot.decision_on and Standing.MENDABLE in standings


def _participated(snapshot: Snapshot) -> int:
    """Minutes attended and minutes confirmed; recognised earlier work is neither."""
    return snapshot.attendance.attended_minutes + snapshot.practicum.confirmed_minutes


def fallback(snapshot: Snapshot, limits: Thresholds) -> Outcome:
    """What is left when a completion was annulled and the rules come to nothing final: never the certificate."""
    has_taken_part = _participated(snapshot) >= max(limits.minimum_participation_minutes, 1)
    return Outcome.ATTESTATION if has_taken_part else Outcome.NONE


# Per cent.
WHOLE = 100
RULES_VERSION = 1
# By version: what was decided by a rule is recomputed by that rule, for ever.
VERSIONS: Mapping[int, Callable[[Snapshot, Thresholds], Proposal]] = {1: propose}
FINAL = frozenset({Outcome.CERTIFICATE, Outcome.ATTESTATION, Outcome.NONE})
# What two people cannot put aside. Source: domain, section 9, Decision (7).
NEVER_OVERRIDDEN = frozenset({"exam", "practicum"})
