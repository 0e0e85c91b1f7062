"""When the hours will be full: by the plan, then by the pace of three weeks."""

from datetime import date, timedelta

import pytest

from placements.journal.forecast import complete_weeks, forecast

TODAY = date(2026, 11, 20)  # a Friday
LAST_DAY = date(2026, 12, 18)
WEEKDAYS = (0, 2, 4)
USUAL = 270
MONDAYS = [date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9)]


def weeks(*minutes: int) -> dict[date, int]:
    return dict(zip(MONDAYS[-len(minutes) :], minutes, strict=True)) if minutes else {}


def day_of(left: int, minutes_by_day: dict[date, int], last_day: date = LAST_DAY) -> date:
    found = forecast(left, minutes_by_day, WEEKDAYS, USUAL, (TODAY, last_day))
    assert found
    return found.day


def test_with_fewer_than_two_complete_weeks_the_plan_is_used() -> None:
    found = forecast(2 * USUAL, weeks(810), WEEKDAYS, USUAL, (TODAY, LAST_DAY))
    assert found
    assert (found.day, found.by_plan, found.days_to_spare) == (date(2026, 11, 23), True, 25)


def test_one_minute_more_than_a_day_takes_another_day() -> None:
    assert day_of(USUAL, {}) == TODAY
    assert day_of(USUAL + 1, {}) == date(2026, 11, 23)


def test_a_day_with_an_entry_is_not_planned_again() -> None:
    assert day_of(USUAL, {TODAY: 60}) == date(2026, 11, 23)


@pytest.mark.parametrize(("pace", "day"), [((270, 810, 1080), date(2026, 11, 25)), ((405, 405), date(2026, 12, 2))])
def test_the_pace_is_the_median_of_the_weeks(pace: tuple[int, ...], day: date) -> None:
    # 810 left: three planned days at 810 a week, six at 405 a week.
    assert day_of(810, weeks(*pace)) == day


def test_the_median_of_two_weeks_may_lie_between_minutes() -> None:
    assert day_of(811, weeks(270, 271)) == date(2026, 12, 9)


def test_holidays_are_skipped() -> None:
    found = forecast(USUAL, {}, (3,), USUAL, (date(2026, 12, 24), date(2027, 1, 29)))
    assert found
    assert found.day == date(2026, 12, 31)


def test_a_day_after_the_agreement_says_how_late_it_is() -> None:
    found = forecast(USUAL, weeks(810, 810), WEEKDAYS, USUAL, (TODAY, TODAY - timedelta(days=9)))
    assert found
    assert (found.days_to_spare, found.days_late) == (-9, 9)


def test_weeks_without_an_entry_before_the_first_do_not_slow_the_pace() -> None:
    assert complete_weeks(weeks(810, 540), TODAY) == [810, 540]
    assert complete_weeks({MONDAYS[0]: 270}, TODAY) == [270, 0, 0]


def test_the_running_week_is_not_complete() -> None:
    assert complete_weeks({date(2026, 11, 16): 270, MONDAYS[2]: 810}, TODAY) == [810]


@pytest.mark.parametrize(("left", "weekdays", "usual"), [(0, WEEKDAYS, USUAL), (60, (), USUAL), (60, WEEKDAYS, 0)])
def test_nothing_left_or_nothing_planned_has_no_forecast(left: int, weekdays: tuple[int, ...], usual: int) -> None:
    assert forecast(left, {}, weekdays, usual, (TODAY, LAST_DAY)) is None
