"""Days off: whole days that exclude hours; the curator says whether they are excused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from config.demo.walk import Walk
from placements.cohorts.selectors import curator_of
from placements.journal.absences import judge_absences, say_absent, withdraw_absence
from placements.journal.models import Absence
from placements.records.models import WorkItem
from placements.refusals import Refused
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start()


def say(walk: Walk, day: date, reason: str = "illness", text: str = "", client_id: UUID | None = None) -> Absence:
    data: dict[str, Any] = {"day": day, "reason": reason, "text": text}
    with walk.at(hour=20):
        return say_absent(walk.practicum, walk.practicum.learner, client_id or uuid4(), data)


def judged(walk: Walk) -> bool:
    return not WorkItem.objects.open().filter(practicum=walk.practicum, kind="absence").exists()


def test_an_absence_waits_for_the_curator_s_word(walk: Walk) -> None:
    absence = say(walk, walk.day)
    assert (absence.is_excused, judged(walk)) == (None, False)
    curator = curator_of(walk.practicum.cohort)
    judge_absences(walk.practicum, curator, {"excused": [absence.pk], "unexcused": [], "reason": ""})
    absence.refresh_from_db()
    assert (absence.is_excused, absence.judged_by, judged(walk)) == (True, curator, True)


@pytest.mark.parametrize("reason", ["no_practicum", "host_closed"])
def test_what_the_learner_did_not_miss_needs_no_judgement(walk: Walk, reason: str) -> None:
    assert (say(walk, walk.day, reason).is_excused, judged(walk)) == (True, True)


def test_hours_and_absence_exclude_each_other(walk: Walk) -> None:
    absence = say(walk, walk.day)
    with pytest.raises(Refused, match=r"hours\.absent"):
        walk.log(0)
    with walk.at(hour=20):
        withdraw_absence(absence, walk.practicum.learner)
    assert judged(walk)
    walk.log(0)
    with pytest.raises(Refused, match=r"absence\.hours"):
        say(walk, walk.day)


@pytest.mark.parametrize(
    ("shift", "reason", "text", "code"),
    [
        (-60, "illness", "", "hours.outside_period"),
        (400, "illness", "", "hours.outside_period"),
        (1, "other", " ", "absence.text_needed"),
    ],
)
def test_what_cannot_be_is_refused(walk: Walk, shift: int, reason: str, text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        say(walk, walk.day + timedelta(days=shift), reason, text)
    assert not Absence.objects.exists()


def test_a_day_ahead_may_be_told_and_twice_is_refused(walk: Walk) -> None:
    say(walk, walk.day + timedelta(days=5), "agreed")
    with pytest.raises(Refused, match=r"absence\.twice"):
        say(walk, walk.day + timedelta(days=5), "agreed")


def test_sending_the_same_again_is_harmless(walk: Walk) -> None:
    client_id = uuid4()
    assert say(walk, walk.day, client_id=client_id) == say(walk, walk.day, client_id=client_id)
    with pytest.raises(Refused, match=r"hours\.same_id"):
        say(walk, walk.day + timedelta(days=1), client_id=client_id)
    assert Absence.objects.count() == 1


def test_an_absence_withdrawn_meanwhile_is_not_judged(walk: Walk) -> None:
    absence = say(walk, walk.day)
    withdraw_absence(absence, walk.practicum.learner)
    with pytest.raises(Refused, match=r"absence\.changed"):
        judge_absences(walk.practicum, walk.mentor, {"excused": [absence.pk], "unexcused": [], "reason": ""})


def test_what_the_curator_did_not_excuse_the_learner_does_not_take_back(walk: Walk, client: StrictClient) -> None:
    absence = say(walk, walk.day)
    data = {"excused": [], "unexcused": [absence.pk], "reason": "Tõendit ei tulnud."}
    judge_absences(walk.practicum, curator_of(walk.practicum.cohort), data)
    with pytest.raises(Refused, match=r"absence\.judged"):
        withdraw_absence(absence, walk.practicum.learner)
    assert Absence.objects.standing().get() == absence
    client.force_login(walk.practicum.learner)
    assert "Tõendit ei tulnud." in client.get("/journal/absences/").content.decode()
