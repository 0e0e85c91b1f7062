"""What is true of each holder's own studies: from when until when, and what of the practicum was recognised.

What a reading settles: the training lasted until the earliest of the course's end, the day on which the learner left,
and the day of issue: no document tells of a day that is still to come. A certificate may be issued while sessions lie
ahead, once all four conditions are met; it says the day of issue then, as an attestation does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from placements import formats
from placements.agreements.models import Practicum
from placements.cohorts.models import Cohort, Enrolment
from placements.records.models import HistoryEntry

LEAVING = ("enrolment.withdrawn", "enrolment.expelled")
LEFT_STAGES = (Practicum.Stage.WITHDRAWN, Practicum.Stage.EXPELLED)


@dataclass(frozen=True, slots=True)
class Recognised:
    """Minutes of earlier work that count as practicum, and whether nothing was left to be done in a company."""

    minutes: int = 0
    is_whole: bool = False


NOTHING = Recognised()


def left_on_of(enrolments: Iterable[Enrolment]) -> Mapping[int, date]:
    """The day on which each of those who left has left; at most two queries, and none when all study still."""
    gone = [each.pk for each in enrolments if each.state != Enrolment.State.ACTIVE]
    if not gone:
        return {}
    ended = Practicum.objects.filter(enrolment__in=gone, stage__in=LEFT_STAGES).exclude(ended_on=None).order_by("pk")
    days: dict[int, date] = dict(ended.values_list("enrolment", "ended_on"))
    told = HistoryEntry.objects.filter(practicum__enrolment__in=gone, action__in=LEAVING).order_by("pk")
    for enrolment_id, details in told.values_list("practicum__enrolment", "details"):
        days[enrolment_id] = date.fromisoformat(details["on"])
    return days


def recognised_of(enrolments: Iterable[Enrolment]) -> Mapping[int, Recognised]:
    """What was recognised in the practicum that stands, for those with anything; one query."""
    rows = Practicum.objects.filter(enrolment__in=[each.pk for each in enrolments], ended_at=None)
    found = rows.filter(recognised_minutes__gt=0).values_list("enrolment", "recognised_minutes", "required_minutes")
    return {pk: Recognised(minutes, required == 0) for pk, minutes, required in found}


def training_dates(cohort: Cohort, left_on: date | None, issued_on: date) -> dict[str, str]:
    """From when until when the holder studied, in ISO format."""
    until = min(filter(None, (cohort.ends_on, left_on, issued_on)))
    return {"starts_on": min(cohort.starts_on, until).isoformat(), "ends_on": until.isoformat()}


@lru_cache(maxsize=256)
def practicum_assessed(recognised: Recognised, hour_minutes: int, language: str) -> str:
    """How the practicum was assessed, in this language."""
    with translation.override(language):
        amount = formats.academic(recognised.minutes, hour_minutes, language)
        if recognised.is_whole:
            text = _("Practicum: earlier work recognised (VÕTA), {amount}.")
        elif recognised.minutes:
            text = _(
                "Practicum: earlier work recognised (VÕTA), {amount}; the rest: hours confirmed by the mentor, "
                "the mentor's evaluation and a report approved by the curator."
            )
        else:
            text = _(
                "Practicum: hours confirmed by the mentor, the mentor's evaluation and a report "
                "approved by the curator."
            )
        return text.format(amount=amount)
