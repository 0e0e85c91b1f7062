"""Whom a change of the rules concerns, told before it is saved."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements import clock
from placements.clock import local_date
from placements.cohorts.models import Role
from placements.cohorts.selectors import curator_of
from placements.journal.absences import say_absent
from placements.journal.models import OpenedDay
from placements.setup.late_days import late_learners, stricter_ages
from tests.office import browser_of
from tests.setup.rules_typed import FREE, PAGE, REVIEW, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_version_remembered")]


def test_stricter_ages_are_those_that_need_more_than_before() -> None:
    hours = policy_hours(7, 14)
    assert stricter_ages(hours, hours) == {}
    assert stricter_ages(hours, policy_hours(5, 14)) == {6: 1, 7: 1}
    assert stricter_ages(hours, policy_hours(7, 12)) == {13: 2, 14: 2}
    assert stricter_ages(hours, policy_hours(9, 20)) == {}


def policy_hours(free: int, with_reason: int) -> Any:
    from placements.programmes.policy import Hours

    return Hours(480, 2400, 360, 30, 660, "22:00", "06:00", free, with_reason, safety_briefing_required=True)


def test_the_page_names_who_would_need_a_reason_and_whose_tasks_keep_their_day(
    new_walk: Callable[[], Walk],
) -> None:
    walk = new_walk().start().work(1)
    cohort, manager = walk.practicum.cohort, Role.objects.get(kind="manager").person
    fields = {FREE: "0", "hours__backdate_with_reason_days": "30", REVIEW: "1"}
    page = browser_of(manager).post(f"{PAGE}?lang=en", typed([cohort], **fields)).content.decode()
    assert "learner would need a reason" in page
    assert f'href="/learners/{walk.practicum.pk}/"' in page
    other = new_walk().ask()
    assert other.practicum.work_items.open().filter(kind="review").exists()
    page = browser_of(manager).post(f"{PAGE}?lang=en", typed([cohort], **fields)).content.decode()
    assert "keeps its day" in page
    assert "1 working day earlier" in page
    named = re.findall(r"<details><summary[^>]*>Who they are</summary><p[^>]*>(.*?)</p></details>", page)
    learners = sorted(each.practicum.learner.name for each in (walk, other))
    assert named == [", ".join(learners), other.practicum.learner.name]


def test_a_day_off_and_an_opened_day_need_no_reason(new_walk: Callable[[], Walk]) -> None:
    practicum = new_walk().start().practicum
    limits, today = {practicum.cohort: policy_hours(7, 14)}, local_date(clock.now())
    first, second, *rest = late_learners(limits, policy_hours(0, 14), today)[0].days
    day_off = {"day": first, "reason": "illness", "text": ""}
    say_absent(practicum, practicum.learner, uuid4(), day_off)
    OpenedDay.objects.create(practicum=practicum, day=second, reason="Haige", opened_by=curator_of(practicum.cohort))
    assert [each.days for each in late_learners(limits, policy_hours(0, 14), today)] == ([rest] if rest else [])
    assert late_learners(limits, policy_hours(7, 14), today) == []


def test_the_effect_costs_the_same_for_one_and_for_many(new_walk: Callable[[], Walk]) -> None:
    cohort = new_walk().start().practicum.cohort
    client = browser_of(Role.objects.get(kind="manager").person)
    costs = []
    for _number in range(2):
        sent = typed([cohort], **{FREE: "0", REVIEW: "1"})
        client.post(PAGE, sent)
        with CaptureQueriesContext(connection) as queries:
            client.post(PAGE, sent)
        costs.append(len(queries))
        new_walk().start()
    assert costs[0] == costs[1] <= 30
