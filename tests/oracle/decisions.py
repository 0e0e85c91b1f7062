"""The certificate decision said once more, from the text of the domain and in fractions: what is met, what is missing,
what may still be mended, and which document comes of it.

Source: domain, sections 4 and 9 (Decision), read literally; nothing here is shared with the product.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Case:
    """One learner on one day, with the limits that hold for him. Shares are per cent, times are minutes."""

    attended: int
    still_to_come: int
    register_is_whole: bool
    tasks_accepted: int
    tasks_required: int
    tasks_are_marked: bool
    has_record: bool
    confirmed: int
    practicum_goes_on: bool
    attempts: tuple[tuple[int, int], ...]
    exam_is_marked: bool
    retake_is_possible: bool
    today: date
    decision_on: date | None
    has_left: bool
    attendance_share: int
    contact_minutes: int
    exam_share: int
    most_attempts: int
    counts: str
    task_share: int
    least_participation: int
    after_leaving: str
    practicum_counts: bool


MET, UNKNOWN, MENDABLE, LOST = "met", "unknown", "mendable", "lacking"
Answer = tuple[str, str]


def attendance(case: Case) -> Answer:
    """ "attendance >= 75 % of contact hours"; mendable "when attended + remaining reaches the limit"."""
    if not case.register_is_whole:
        return UNKNOWN, "ATTENDANCE_UNKNOWN"
    limit = Fraction(case.attendance_share, 100)
    if Fraction(case.attended, case.contact_minutes) >= limit:
        return MET, ""
    reachable = Fraction(case.attended, case.contact_minutes) + Fraction(case.still_to_come, case.contact_minutes)
    return (MENDABLE if reachable >= limit else LOST), "ATTENDANCE_BELOW"


def homework(case: Case) -> Answer:
    """ "all required tasks accepted (mode: all, or percent)"; "no required tasks set: unknown"; always mendable."""
    if case.tasks_required == 0 or not case.tasks_are_marked:
        return UNKNOWN, "HOMEWORK_UNKNOWN"
    done = Fraction(case.tasks_accepted, case.tasks_required) >= Fraction(case.task_share, 100)
    return (MET, "") if done else (MENDABLE, "HOMEWORK_MISSING")


def practicum(case: Case) -> Answer:
    """ "completion record exists"; mendable "while running or extendable"."""
    if case.has_record:
        return MET, ""
    return (MENDABLE if case.practicum_goes_on else LOST), "PRACTICUM_INCOMPLETE"


def exam(case: Case) -> Answer:
    """ ">= 65 % right"; "best or last, maximum attempts: policy; later attempts are ignored; ratios are compared"."""
    if not case.exam_is_marked:
        return UNKNOWN, "EXAM_UNKNOWN"
    shares = []
    for number, (right, of) in enumerate(case.attempts, 1):
        if number <= case.most_attempts:
            shares.append(Fraction(right, of))
    if shares:
        counted = shares[-1] if case.counts == "last" else max(shares)
        if counted >= Fraction(case.exam_share, 100):
            return MET, ""
    left = case.most_attempts - len(shares)
    why = "EXAM_BELOW" if shares else "EXAM_MISSING"
    return (MENDABLE if left > 0 and case.retake_is_possible else LOST), why


def judge(case: Case) -> tuple[str, list[str], dict[str, str]]:
    """The document that is proposed, the reasons in the table's order, and how each condition stands."""
    answers = {"attendance": attendance(case), "independent": homework(case), "exam": exam(case)}
    order = ["attendance", "independent", "exam"]
    if case.practicum_counts:
        answers["practicum"] = practicum(case)
        order.insert(2, "practicum")
    reasons = [answers[name][1] for name in order if answers[name][0] != MET]
    states = {name: answers[name][0] for name in order}
    return _document(case, list(states.values())), reasons or ["ALL_MET"], states


def _document(case: Case, states: list[str]) -> str:
    if states.count(UNKNOWN):
        return "unknown"
    if states.count(MET) == len(states):
        return "tunnistus"
    if not case.has_left and _may_wait(case, states):
        return "pending"
    took_part = case.attended + case.confirmed
    has_nothing = took_part == 0 or took_part < case.least_participation
    is_never = case.has_left and case.after_leaving == "never"
    return "none" if has_nothing or is_never else "toend"


def _may_wait(case: Case, states: list[str]) -> bool:
    """ "Final from the decision date on; no date set: not final"."""
    if case.decision_on is None:
        return True
    return (case.decision_on - case.today).days > 0 and states.count(MENDABLE) > 0
