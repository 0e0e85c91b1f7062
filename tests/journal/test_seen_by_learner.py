"""What the learner sees of a confirmation on the company's behalf, and who hears of a corrected address."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.agreements.models import Placement
from placements.cohorts.selectors import curator_of
from placements.journal.exceptions import confirm_on_behalf
from placements.journal.nudging import correct_mentor_address, seen_of
from placements.journal.verdicts import Verdict
from tests.outbox import deliver_all
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
LABEL = "за предприятие"
CALL = {"channel": "phone", "reason": "Juhendaja e-post ei tööta.", "note": "Helistasin 14:05, kõik õige."}


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(1)


def test_a_day_confirmed_on_behalf_is_labelled_so_with_its_evidence(walk: Walk, client: StrictClient) -> None:
    entry = walk.practicum.entries.get()
    placement = Placement.objects.select_related("practicum__cohort").get(practicum=walk.practicum)
    with walk.at(hour=20):
        confirm_on_behalf(placement, curator_of(walk.practicum.cohort), {entry.pk: Verdict(1)}, CALL)
    client.force_login(walk.practicum.learner)
    day = client.get(f"/journal/{entry.day.isoformat()}/").content.decode()
    assert "phone-call.txt" in day
    assert CALL["reason"] in day
    assert LABEL in client.get("/journal/").content.decode()


def test_a_mentor_s_own_confirmation_has_no_such_label(walk: Walk, client: StrictClient) -> None:
    walk.confirm()
    client.force_login(walk.practicum.learner)
    assert LABEL not in client.get("/journal/").content.decode()


def test_the_curator_hears_of_a_corrected_address(walk: Walk) -> None:
    correct_mentor_address(
        walk.practicum, walk.practicum.learner, {"email": "kristjan.uus@example.ee", "seen": seen_of(walk.mentor)}
    )
    mails = [mail for mail in deliver_all() if curator_of(walk.practicum.cohort).email in mail.to]
    assert any("kristjan.uus@example.ee" in mail.body for mail in mails)
