"""Learners of the demo whose days left the ordinary way: corrected, contested, missed, confirmed by phone."""

from datetime import time
from uuid import uuid4

from config.demo.tale import Tale
from config.demo.walk import Walk
from placements.agreements.models import Placement
from placements.cohorts.selectors import curator_of
from placements.journal.absences import say_absent
from placements.journal.confirming import confirm_days
from placements.journal.contesting import contest_correction
from placements.journal.exceptions import confirm_on_behalf
from placements.journal.models import Entry
from placements.journal.verdicts import Times, Verdict

EARLIER = Times(time(9), time(13), 30)


def corrects(walk: Walk) -> Entry:
    """The mentor writes other times for the last day, the others are right."""
    days = list(Entry.objects.asked().filter(practicum=walk.practicum).select_related("placement__practicum__cohort"))
    verdicts = {entry.pk: Verdict(entry.version) for entry in days}
    last: Entry = days[-1]
    verdicts[last.pk] = Verdict(last.version, reason="time_wrong", text="Lõpetasime kell 13.", times=EARLIER)
    with walk.at(hour=17):
        confirm_days([last.placement], walk.mentor, verdicts)
    last.refresh_from_db()
    return last


def corrected(walk: Walk) -> None:
    corrects(walk.start().work(3))


def contested(walk: Walk) -> None:
    entry = corrects(walk.start().work(4))
    with walk.at(hour=19):
        contest_correction(entry, walk.practicum.learner, entry.version, "Jäin kella kaheni kaupa vastu võtma.")


def missed(walk: Walk) -> None:
    """Two days confirmed by phone, then a day of illness."""
    walk.start().work(2)
    placement = Placement.objects.select_related("practicum__cohort").get(practicum=walk.practicum)
    verdicts = {entry.pk: Verdict(entry.version) for entry in walk.practicum.entries.all()}
    said = "Helistasin juhendajale kell 14:05: mõlemad päevad on õiged."
    data = {"channel": "phone", "reason": "Juhendaja e-post ei tööta.", "note": said}
    with walk.at(hour=17):
        confirm_on_behalf(placement, curator_of(walk.practicum.cohort), verdicts, data)
    with walk.rest().at(hour=18):
        absence = {"day": walk.day, "reason": "illness", "text": ""}
        say_absent(walk.practicum, walk.practicum.learner, uuid4(), absence)


# The first has only enrolled: the company whose turn it is has three trainees already.
DAYS: tuple[Tale, ...] = (Tale(0, lambda walk: walk), Tale(13, corrected), Tale(15, contested), Tale(12, missed))
