"""May this practicum take this turning. Pure: no table, no clock."""

from collections.abc import Sequence
from datetime import date

from placements.refusals import Refusal


def reason_refusal(on: date | None, reason: str) -> Refusal | None:
    """A turning says when and why. Source: domain, section 3 (withdrawal)."""
    return None if on and reason.strip() else Refusal("flow.reason_needed")


def finished_refusal(*, is_open: bool) -> Refusal | None:
    """A finished practicum is never turned into a cancelled one. Source: domain, section 3 (withdrawal)."""
    return None if is_open else Refusal("flow.finished")


def suspended_refusal(suspended_on: date | None) -> Refusal | None:
    """While it is suspended a practicum takes no other turn but its end."""
    return Refusal("flow.suspended", {"date": suspended_on}) if suspended_on else None


def not_suspended_refusal(suspended_on: date | None) -> Refusal | None:
    """Only what is suspended can be resumed."""
    return None if suspended_on else Refusal("flow.not_suspended")


def in_force_refusal(*, is_in_force: bool) -> Refusal | None:
    """Suspension, extension and change of host are about a placement in force."""
    return None if is_in_force else Refusal("flow.not_in_force")


def last_day_refusal(last_on: date, last_logged_on: date | None) -> Refusal | None:
    """Nothing ends before the last day that the learner has logged."""
    if last_logged_on is None or last_on >= last_logged_on:
        return None
    return Refusal("flow.before_last_day", {"date": last_logged_on})


def rest_refusal(from_on: date, last_logged_on: date | None) -> Refusal | None:
    """A suspension begins after the last day that the learner has logged."""
    if last_logged_on is None or from_on > last_logged_on:
        return None
    return Refusal("flow.rest_over_days", {"date": last_logged_on})


def earliest_refusal(on: date, earliest: date | None) -> Refusal | None:
    """Nothing ends before it began, and no rest begins before the work does or the last rest is over."""
    return Refusal("flow.too_early", {"date": earliest}) if earliest and on < earliest else None


def future_refusal(on: date, today: date) -> Refusal | None:
    """What is said to have happened does not lie ahead."""
    return Refusal("flow.future", {"date": on}) if on > today else None


def planned_refusal(from_on: date, planned_until: date | None) -> Refusal | None:
    """A suspension is planned to end after it has begun."""
    if planned_until is None or planned_until > from_on:
        return None
    return Refusal("flow.planned_before", {"date": from_on})


def resume_refusal(resumed_on: date, from_on: date) -> Refusal | None:
    """Nobody resumes before the suspension began."""
    return Refusal("flow.resumed_before", {"date": from_on}) if resumed_on < from_on else None


def extension_refusal(ends_on: date, present_end: date, today: date, window_end: date) -> Refusal | None:
    """An extension lies after the present end, not in the past, and within the cohort's window."""
    if ends_on <= present_end:
        return Refusal("flow.not_longer", {"date": present_end})
    if ends_on < today:
        return Refusal("flow.extension_past", {"date": ends_on})
    return Refusal("flow.beyond_window", {"date": window_end}) if ends_on > window_end else None


def beyond_agreement_refusal(last_on: date, ends_on: date) -> Refusal | None:
    """The last day at a company lies within its agreement."""
    return Refusal("flow.beyond_agreement", {"date": ends_on}) if last_on > ends_on else None


def in_review_refusal(*, has_report_in_review: bool) -> Refusal | None:
    """A report that the curator has in hand is read before the host changes."""
    return Refusal("flow.report_in_review") if has_report_in_review else None


def needed_refusal(confirmed_minutes: int, required_minutes: int) -> Refusal | None:
    """Another company is needed only while hours are missing."""
    return Refusal("flow.hours_full") if confirmed_minutes >= required_minutes else None


def begin_again_refusal(today: date, window_end: date, *, is_standing: bool, is_studying: bool) -> Refusal | None:
    """One practicum at a time, while studying, within the cohort's window. Source: domain, section 3 (break off)."""
    if is_standing:
        return Refusal("flow.second_practicum")
    if not is_studying:
        return Refusal("flow.not_studying")
    return Refusal("flow.window_over", {"date": window_end}) if today > window_end else None


def inactive_refusal(*, is_active: bool) -> Refusal | None:
    """Nothing is asked of a learner whose record is deactivated: nobody could do it."""
    return None if is_active else Refusal("flow.learner_inactive")


def enrolment_refusal(*, is_studying: bool) -> Refusal | None:
    """Studies end once."""
    return None if is_studying else Refusal("flow.not_studying")


def readmission_refusal(*, is_studying: bool) -> Refusal | None:
    """Only who has left can be taken back."""
    return Refusal("flow.studying") if is_studying else None


def elsewhere_refusal(*, stands_elsewhere: bool) -> Refusal | None:
    """Studies end together with the practicum that stands, not behind its back."""
    return Refusal("flow.stands_elsewhere") if stands_elsewhere else None


def recognised_refusal(minutes: int, required_minutes: int) -> Refusal | None:
    """Recognised work is at least a minute, and at most what is still required. Source: domain, section 3 (VÕTA)."""
    if 1 <= minutes <= required_minutes:
        return None
    return Refusal("recognition.amount", {"required": required_minutes, "value": max(minutes, 0)})


def second_person_refusal(candidates: Sequence[object]) -> Refusal | None:
    """Somebody else of the school is there to confirm."""
    return None if candidates else Refusal("second.nobody")


def same_person_refusal(*, is_same: bool) -> Refusal | None:
    """Nobody confirms what he has proposed himself. Source: domain, section 3 (annulment, recognition)."""
    return Refusal("second.same_person") if is_same else None


def answer_refusal(answer: str, *, confirms: bool) -> Refusal | None:
    """Refusing needs a reason."""
    return None if confirms or answer.strip() else Refusal("second.reason_needed")
