"""May a session, an exam or a task be planned so, a result be recorded, a learner come to a retake. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from placements.refusals import Refusal

LONGEST_SESSION = 720
NAMED = 5
# A retake may come after the course; a year later it is a slip of the pen.
LATEST_AFTER_END = timedelta(days=366)


def stale_refusal(code: str, version: int, seen: int) -> Refusal | None:
    """What was changed since the page was opened is looked at first; the code ends with .changed."""
    return None if version == seen else Refusal(code)


def session_refusals(held_on: date, minutes: int, course: tuple[date, date]) -> list[Refusal | None]:
    """A session lies within the course, both days inclusive, and takes from 1 to 720 minutes."""
    inside = course[0] <= held_on <= course[1]
    fits = 1 <= minutes <= LONGEST_SESSION
    return [
        None if inside else Refusal("session.outside", {"from": course[0], "until": course[1], "date": held_on}),
        None if fits else Refusal("session.minutes", {"minutes": minutes, "most": LONGEST_SESSION}),
    ]


def beyond_refusal(planned: int, minutes: int, before: int, most: int) -> Refusal | None:
    """The sessions do not take longer than the programme's contact hours.

    planned are the minutes of the other sessions, before those of this one as it stands: what is beyond already may
    be moved and shortened.
    """
    total = planned + minutes
    return Refusal("session.beyond", {"total": total, "limit": most}) if minutes > before and total > most else None


def shorter_refusal(minutes: int, recorded: int) -> Refusal | None:
    """A session is not shorter than what somebody attended of it; recorded is the longest attendance."""
    return Refusal("session.shorter", {"minutes": minutes, "recorded": recorded}) if minutes < recorded else None


def moved_refusal(code: str, begins_at: datetime, now: datetime, results: int) -> Refusal | None:
    """What has results already did not take place in the future."""
    return Refusal(code, {"begins": begins_at, "n": results}) if results and begins_at > now else None


def emptied_refusal(code: str, results: int) -> Refusal | None:
    """Nothing that has results is cancelled: nothing is lost."""
    return Refusal(code, {"n": results}) if results else None


def ahead_refusal(code: str, begins_at: datetime, now: datetime) -> Refusal | None:
    """Results come after the beginning."""
    return Refusal(code, {"begins": begins_at}) if now < begins_at else None


def day_refusal(code: str, day: date, starts_on: date, ends_on: date) -> Refusal | None:
    """An exam or a task's last day lies after the course began, and at most a year after its end."""
    latest = ends_on + LATEST_AFTER_END
    return None if starts_on <= day <= latest else Refusal(code, {"from": starts_on, "until": latest, "date": day})


def registration_refusal(register_until: datetime | None, held_at: datetime, *, is_retake: bool) -> Refusal | None:
    """Only retakes are registered for, until the exam begins at the latest."""
    if register_until is None:
        return None
    if not is_retake:
        return Refusal("sitting.no_registration")
    late = register_until > held_at
    return Refusal("sitting.registration_late", {"closes": register_until, "begins": held_at}) if late else None


def questions_refusal(questions: int, recorded: int | None) -> Refusal | None:
    """The number of questions stays while there are results; recorded is theirs, None while there are none."""
    if recorded is None or recorded == questions:
        return None
    return Refusal("sitting.questions_kept", {"questions": questions, "recorded": recorded})


def minutes_refusal(name: str, minutes: int, most: int) -> Refusal | None:
    """Attendance lies between nothing and the whole session. Source: section 9, Decision (9)."""
    if 0 <= minutes <= most:
        return None
    return Refusal("attendance.minutes", {"name": name, "minutes": minutes, "most": most})


def answers_refusal(name: str, correct: int, questions: int) -> Refusal | None:
    """There are not more right answers than questions."""
    if 0 <= correct <= questions:
        return None
    return Refusal("exam.answers", {"name": name, "correct": correct, "questions": questions})


def total_refusal(total: int, questions: int) -> Refusal | None:
    """A file counts the questions that the exam has."""
    return None if total == questions else Refusal("exam.questions", {"counted": total, "questions": questions})


def unmarked_refusal(names: Sequence[str]) -> Refusal | None:
    """A register is complete when everybody is marked: who is not was not absent, but is unknown.

    Source: section 9, Decision (2).
    """
    if not names:
        return None
    shown = [*names[:NAMED], *(["…"] if len(names) > NAMED else [])]
    return Refusal("attendance.unmarked", {"n": len(names), "names": shown})


@dataclass(frozen=True, slots=True)
class RetakeStanding:
    """What a registration is judged by. attempts: right answers and questions of those known, in their order; used
    counts every attempt made, ahead the other retakes that the learner is registered for."""

    attempts: Sequence[tuple[int, int]]
    used: int
    ahead: int
    is_studying: bool


@dataclass(frozen=True, slots=True)
class ExamLimits:
    """Source: curriculum, point 15; section 9, Decision (6)."""

    minimum_percent: int
    maximum_attempts: int
    counts: str


def is_passed(attempts: Sequence[tuple[int, int]], limits: ExamLimits) -> bool:
    """Whether the attempt that counts, the best or the last one, reaches the limit; integers only."""
    allowed = attempts[: limits.maximum_attempts]
    counted = allowed[-1:] if limits.counts == "last" else allowed
    return any(correct * 100 >= limits.minimum_percent * total for correct, total in counted)


def retake_refusal(standing: RetakeStanding, limits: ExamLimits) -> Refusal | None:
    """A retake is for those who study, have not passed, and have an attempt left."""
    if not standing.is_studying:
        return Refusal("retake.not_studying")
    if is_passed(standing.attempts, limits):
        return Refusal("retake.passed", {"percent": limits.minimum_percent})
    if standing.used >= limits.maximum_attempts:
        return Refusal("retake.attempts", {"n": limits.maximum_attempts})
    if standing.used + standing.ahead >= limits.maximum_attempts:
        return Refusal("retake.elsewhere", {"n": limits.maximum_attempts})
    return None


def open_refusal(closes_at: datetime, now: datetime) -> Refusal | None:
    """A learner registers and withdraws until the registration closes, that instant included."""
    return Refusal("retake.closed", {"closes": closes_at}) if now > closes_at else None
