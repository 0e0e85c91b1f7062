"""The practicum's condition rests on the completion record, and that is written at 3,600 minutes and not before."""

from collections.abc import Callable
from datetime import time
from uuid import uuid4

import pytest

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements import clock
from placements.clock import is_working_day
from placements.cohorts.models import Enrolment
from placements.completion.models import CompletionRecord
from placements.decisions.facts import Case, case_of
from placements.journal.services import log_day
from tests.turned import annulled, withdrawn

pytestmark = pytest.mark.django_db
# Thirteen days of four and a half hours.
THIRTEEN = 13 * 270


def case(walk: Walk) -> Case:
    rows = Enrolment.objects.select_related("cohort", "learner")
    return case_of(rows.get(pk=walk.practicum.enrolment_id), clock.now())


def short_day(walk: Walk, minutes: int) -> Walk:
    """One more planned day, of so many minutes."""
    while not (walk.day.weekday() in (0, 2, 4) and is_working_day(walk.day)):
        walk.rest()
    hours, rest = divmod(minutes, 60)
    content = {"chips": ["advise"], "outcomes": [], "text": "Lõpp.", "learned": "", "late_reason": ""}
    times = {"starts": time(9), "ends": time(9 + hours, rest), "break_minutes": 0}
    with walk.at(hour=18):
        log_day(walk.practicum, walk.practicum.learner, uuid4(), {"day": walk.day, **times, **content})
    return walk.rest()


def test_one_minute_less_is_no_completion(new_walk: Callable[[], Walk]) -> None:
    walk = short_day(new_walk().start().work(13), 3599 - THIRTEEN).confirm()
    assert walk.practicum.confirmed_minutes == 3599
    assert walk.practicum.stage == "hours"
    found = case(walk)
    assert not CompletionRecord.objects.exists()
    assert {each.name: each.standing for each in found.proposal.conditions}["practicum"] == "mendable"
    assert found.snapshot["practicum"] == {"is_completed": False, "confirmed_minutes": 3599, "can_go_on": True}


def test_with_all_minutes_evaluation_and_report_the_record_stands(new_walk: Callable[[], Walk]) -> None:
    walk = short_day(new_walk().start().work(13), 3600 - THIRTEEN).confirm()
    assert {each.name: each.standing for each in case(walk).proposal.conditions}["practicum"] == "mendable"
    walk.evaluate().report().read_report(approves=True).do("change_window", {"reason": "Kinnitas"})
    found = case(walk)
    record = CompletionRecord.objects.get()
    assert record.confirmed_minutes == found.snapshot["practicum"]["confirmed_minutes"] == 3600
    assert {each.name: each.standing for each in found.proposal.conditions}["practicum"] == "met"
    assert found.content["evidence"]["practicum"]["digest"] == record.digest


def test_an_annulment_by_two_people_is_told_to_the_decisions(new_walk: Callable[[], Walk]) -> None:
    walk = annulled(new_walk())
    assert OutboxMessage.objects.get(kind="completion_annulled").payload == {"practicum": walk.practicum.pk}
    found = case(walk)
    assert (found.snapshot["practicum"]["is_completed"], found.snapshot["practicum"]["confirmed_minutes"]) == (False, 0)


def test_hours_of_who_left_count_as_participation(new_walk: Callable[[], Walk]) -> None:
    found = case(withdrawn(new_walk()))
    assert found.snapshot["is_withdrawn"]
    assert found.snapshot["practicum"]["confirmed_minutes"] == 540
