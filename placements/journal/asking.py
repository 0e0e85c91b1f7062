"""Who is asked next about a day: the mentor for his week, the learner for a returned or corrected day."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from placements import clock
from placements.agreements.models import Practicum
from placements.clock import deadline, end_of_day, local_date
from placements.cohorts.selectors import curator_of, policy_of
from placements.journal.models import Entry
from placements.journal.weeks import confirmation_due_at, week_mail_time
from placements.people.models import Person
from placements.records.models import Part
from placements.records.services import Asked, open_item, open_items

RETURN_DAYS = 5
RETURNED, CORRECTED, CONTESTED = "returned_day", "corrected_day", "contested_day"


def ask_mentor(practicum: Practicum, entry: Entry) -> None:
    """Ask the placement's mentor for the week that the entry belongs to."""
    now = clock.now()
    open_item(
        "week",
        part=Part.HOST,
        owner=entry.placement.mentor,
        due_at=confirmation_due_at(entry.day, now),
        practicum=practicum,
        subject_id=entry.placement_id,
        tell_at=week_mail_time(entry.day, now),
    )


def answer_by(now: datetime, practicum: Practicum) -> datetime:
    """Until when a learner answers a correction: the end of the seventh day. Source: domain, section 2."""
    return end_of_day(local_date(now) + timedelta(days=policy_of(practicum.cohort).confirmation.answer_days))


def ask_learners(returned: Sequence[Entry], corrected: Sequence[Entry], practicums: Collection[Practicum]) -> None:
    """Ask for a returned day to be mended, for a corrected one to be accepted or contested; entries of any practicums.

    The same number of statements however many days there are.
    """
    now, of = clock.now(), {each.pk: each for each in practicums}
    asked = [
        Asked(RETURNED, practicum, each.pk, _mend_by(practicum, now), practicum.learner)
        for each in returned
        for practicum in [of[each.practicum_id]]
    ]
    asked += [
        Asked(CORRECTED, practicum, each.pk, answer_by(now, practicum), practicum.learner)
        for each in corrected
        for practicum in [of[each.practicum_id]]
    ]
    open_items(asked, part=Part.LEARNER)


def _mend_by(practicum: Practicum, now: datetime) -> datetime:
    return deadline(now, policy_of(practicum.cohort).deadlines_working_days.get("contest", RETURN_DAYS))


def ask_curator(practicum: Practicum, entry: Entry) -> None:
    """Let the curator settle a contested day."""
    days = policy_of(practicum.cohort).deadlines_working_days["contest"]
    owner: Person = curator_of(practicum.cohort)
    due_at = deadline(clock.now(), days)
    open_item(CONTESTED, part=Part.CURATOR, owner=owner, due_at=due_at, practicum=practicum, subject_id=entry.pk)
