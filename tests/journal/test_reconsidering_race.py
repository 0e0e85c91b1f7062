"""Mentor and learner go on from the same returned or corrected day at once: one of them is refused, on PostgreSQL."""

from collections.abc import Callable
from datetime import time
from functools import partial

import pytest

from config.demo.walk import Walk
from placements.journal.contesting import accept_correction
from placements.journal.models import Correction, Entry
from placements.journal.reconciling import reconcile_hours
from placements.journal.reconsidering import reconsider
from placements.journal.services import edit_entry
from placements.journal.verdicts import Verdict
from tests.journal.test_reconsidering import OTHER, WRONG, content, reread, say
from tests.workflows.test_completion_race import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 4


def days(new_walk: Callable[[], Walk], word: dict[str, object]) -> list[tuple[Walk, Entry]]:
    walks = [new_walk().start().work(1) for _ in range(ROUNDS)]
    return [(walk, say(walk, **word)) for walk in walks]


def meanwhile(walk: Walk, deed: Callable[[], object]) -> Callable[[], object]:
    """The deed at the instant where the walk stands, in whatever thread it is done."""

    def run() -> object:
        with walk.at(hour=20):
            return deed()

    return run


def test_a_day_is_sent_again_or_confirmed_after_all(new_walk: Callable[[], Walk]) -> None:
    for walk, entry in days(new_walk, WRONG):
        changed, learner = content(entry, ends=time(13)), entry.learner
        at_once(
            meanwhile(walk, partial(reconsider, entry, walk.mentor, Verdict(1))),
            meanwhile(walk, partial(edit_entry, entry, learner, 1, changed)),
        )
        found = reread(walk)
        assert (found.state, found.posted_minutes, found.minutes) in {
            ("confirmed", 270, 270),
            ("submitted", 0, 210),
        }
    assert reconcile_hours(mends=False) == []


def test_a_correction_is_accepted_or_withdrawn(new_walk: Callable[[], Walk]) -> None:
    for walk, entry in days(new_walk, {"times": OTHER}):
        at_once(
            meanwhile(walk, partial(reconsider, entry, walk.mentor, Verdict(1))),
            meanwhile(walk, partial(accept_correction, entry, entry.learner, 1)),
        )
        found, correction = reread(walk), Correction.objects.get(entry=entry)
        assert (correction.state, found.posted_minutes) in {("withdrawn", 270), ("accepted", 210)}
        assert (found.state, found.posted_minutes) == ("confirmed", found.minutes)
    assert reconcile_hours(mends=False) == []
