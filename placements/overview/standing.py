"""How a practicum stands apart from its ordinary course, as the learner is told it."""

from dataclasses import dataclass
from datetime import date, datetime

from placements.agreements.models import Placement, Practicum, Suspension
from placements.agreements.selectors import agreement_in_signing
from placements.clock import local_date
from placements.cohorts.models import Enrolment
from placements.cohorts.selectors import curator_of
from placements.journal.opening import left_placement
from placements.journal.selectors import progress_of
from placements.people.models import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """What the learner must know of it; nothing of this holds in an ordinary practicum.

    left is the company that was left and still takes days, run_out the agreement's last day when hours are missing
    after it, longer_until the end that an amendment in signing would bring; earlier are the learner's other practicums.
    """

    suspension: Suspension | None
    left: Placement | None
    run_out: date | None
    longer_until: date | None
    earlier: list[Practicum]
    curator: Person
    window_end: date
    is_studying: bool
    is_window_open: bool


def suspension_of(practicum: Practicum) -> Suspension | None:
    """The suspension that runs; one query where there is one, none else."""
    if practicum.suspended_on is None:
        return None
    running: Suspension | None = practicum.suspensions.filter(resumed_on=None).first()
    return running


def standing_of(practicum: Practicum, placement: Placement | None, now: datetime) -> Standing:
    """How the practicum with this live placement stands; at most five queries."""
    today, window_end = local_date(now), practicum.cohort.practicum_until
    run_out = _run_out(practicum, placement, today)
    amendment = agreement_in_signing(practicum) if run_out else None
    return Standing(
        suspension=suspension_of(practicum),
        left=left_placement(practicum, now),
        run_out=run_out,
        longer_until=date.fromisoformat(amendment.terms["ends_on"]) if amendment else None,
        earlier=earlier_practicums(practicum),
        curator=curator_of(practicum.cohort),
        window_end=window_end,
        is_studying=practicum.enrolment.state == Enrolment.State.ACTIVE,
        is_window_open=today <= window_end,
    )


def earlier_practicums(practicum: Practicum) -> list[Practicum]:
    """The learner's practicums before this one in the same studies, the latest first; one query."""
    return list(practicum.enrolment.practicums.filter(pk__lt=practicum.pk).order_by("-pk"))


def _run_out(practicum: Practicum, placement: Placement | None, today: date) -> date | None:
    runs = placement is not None and placement.state == Placement.State.IN_FORCE and practicum.is_open
    if placement is None or not runs or placement.ends_on >= today or not progress_of(practicum).left:
        return None
    return placement.ends_on
