"""Which extra days bring the hours in time: beside the plan, within the caps, before the end; weeks logged on time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from config.demo.walk import Walk
from placements.cohorts.selectors import curator_of
from placements.journal.admitting import Closed
from placements.journal.make_up import Extra, Room, make_up_plan
from placements.journal.models import OpenedDay
from placements.journal.pace import away_days, weeks_on_time, weeks_on_time_of
from placements.journal.selectors import entries_of

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 27)
USUAL = 270


def room(**changes: Any) -> Room:
    values: dict[str, Any] = {"first": MONDAY, "last": FRIDAY, "weekdays": (0, 2, 4), "usual_minutes": USUAL}
    return Room(**(values | {"daily_cap": 480, "weekly_cap": 2400} | changes))


def test_what_the_plan_brings_needs_no_extra_day() -> None:
    plan = make_up_plan(6 * USUAL, USUAL, room())
    assert (plan.days, plan.short) == ([], 0)


def test_one_minute_more_than_the_plan_is_laid_on_the_first_free_day() -> None:
    assert make_up_plan(6 * USUAL + 1, USUAL, room()).days == [Extra(MONDAY + timedelta(days=1), 1)]


def test_working_days_come_before_saturdays_and_sundays_are_never_used() -> None:
    plan = make_up_plan(12 * USUAL, USUAL, room())
    assert [extra.day.weekday() for extra in plan.days] == [1, 3, 5, 1, 3]
    assert plan.short == USUAL


def test_a_week_holds_no_more_than_its_cap_with_what_is_planned_and_logged() -> None:
    plan = make_up_plan(12 * USUAL, USUAL, room(weekly_cap=4 * USUAL, logged={MONDAY: 2 * USUAL}))
    assert [extra.day for extra in plan.days] == [date(2026, 11, 24)]


def test_away_days_and_holidays_take_nothing() -> None:
    last, away = date(2026, 12, 25), {date(2026, 12, 22)}
    days = room(first=date(2026, 12, 21), last=last, weekdays=(0,), away=away)
    assert [extra.day for extra in make_up_plan(5 * USUAL, USUAL, days).days] == [date(2026, 12, 23)]


def test_after_the_end_only_the_curator_can_help() -> None:
    plan = make_up_plan(USUAL, USUAL, room(last=MONDAY - timedelta(days=1)))
    assert (plan.days, plan.short) == ([], USUAL)


def test_weeks_count_back_from_the_latest_until_one_was_late() -> None:
    def logged(weeks_ago: int, after: int) -> tuple[date, date]:
        day = MONDAY - timedelta(weeks=weeks_ago)
        return day, day + timedelta(days=after)

    assert weeks_on_time([logged(0, 7), logged(1, 0), logged(2, 8), logged(3, 0)], 7) == 2
    assert weeks_on_time([logged(0, 0), logged(0, 8)], 7) == 0
    assert weeks_on_time([logged(0, 0), logged(3, 0)], 7) == 2
    assert weeks_on_time([], 7) == 0


def test_away_are_days_off_and_suspended_ones_but_not_the_day_of_resuming() -> None:
    closed = Closed([(MONDAY, MONDAY + timedelta(days=2)), (FRIDAY, None)], [date(2026, 11, 20)])
    expected = {MONDAY, MONDAY + timedelta(days=1), date(2026, 11, 20), FRIDAY, FRIDAY + timedelta(days=1)}
    assert away_days(closed, FRIDAY + timedelta(days=1)) == expected


@pytest.mark.django_db
def test_an_opened_day_is_not_held_against_the_learner(new_walk: Callable[[], Walk]) -> None:
    practicum = new_walk().start().work(3).practicum
    before = weeks_on_time_of(practicum, entries_of(practicum))
    last = practicum.entries.latest("day")
    practicum.entries.filter(pk=last.pk).update(entered_at=last.entered_at + timedelta(days=20))
    assert (before > 0, weeks_on_time_of(practicum, entries_of(practicum))) == (True, 0)
    OpenedDay.objects.create(practicum=practicum, day=last.day, reason="Haige", opened_by=curator_of(practicum.cohort))
    assert weeks_on_time_of(practicum, entries_of(practicum)) == before
