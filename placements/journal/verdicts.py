"""What is said of days, and by whom: a mentor by his link, or a curator for him."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from django.utils.translation import gettext_lazy as _

from placements.journal.models import Confirmation, Entry
from placements.people.models import Person
from placements.records.models import Channel, StoredFile
from placements.refusals import Refusal

# What is said of a day on the pages; a break longer than this is a slip of the finger.
RIGHT, CORRECT, RETURN = "right", "correct", "return"
MOST_BREAK = 720
RETURN_REASONS = {
    "time_wrong": _("The time is wrong"),
    "not_present": _("Was not present"),
    "description": _("The description does not fit"),
    "other": _("Another reason"),
}


@dataclass(frozen=True, slots=True)
class Times:
    """Other times for a day; folds where the autumn hour is repeated."""

    starts: time
    ends: time
    break_minutes: int
    starts_fold: int | None = None
    ends_fold: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one day: the version that was seen; a reason when it is returned; times when it is corrected."""

    version: int
    returns: bool = False
    reason: str = ""
    text: str = ""
    times: Times | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who confirms and how it came about: a mentor by his link, or a curator for him."""

    person: Person
    channel: str = Channel.LINK
    basis: str = Confirmation.Basis.MENTOR
    reason: str = ""
    evidence: Mapping[int, StoredFile] = field(default_factory=dict)


def about(entry: Entry, refusal: Refusal | None) -> Refusal | None:
    """The refusal with the entry that it concerns, for the page that shows many days."""
    return None if refusal is None else replace(refusal, values={**refusal.values, "entry": entry.pk})


@dataclass(frozen=True, slots=True)
class Judged:
    """A day, what was said of it, and the confirmation under which it was said."""

    entry: Entry
    verdict: Verdict
    confirmation: Confirmation
