"""Everything needed daily works where no script runs."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements import clock
from tests.browser.surfers import Screens, Surfer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = Screens(390, "et")


def test_a_day_is_logged_without_scripts(walk: Walk, surf: Callable[..., Surfer]) -> None:
    today = clock.local_date(clock.now())
    learner = surf(walk.practicum.learner, PHONE, java_script_enabled=False)
    learner.sign_in().fill(chips="advise").send()
    assert walk.practicum.entries.get(day=today).minutes == 270


def test_a_week_is_confirmed_without_scripts(
    walk: Walk, surf: Callable[..., Surfer], pass_seconds: Callable[[int], None]
) -> None:
    mentor = surf(walk.mentor, PHONE, java_script_enabled=False).follow_link().look("week-without-scripts")
    pass_seconds(5)
    mentor.send()
    walk.practicum.refresh_from_db()
    assert (walk.practicum.confirmed_minutes, walk.practicum.waiting_minutes) == (810, 0)


def test_one_day_is_returned_without_scripts(
    walk: Walk, surf: Callable[..., Surfer], pass_seconds: Callable[[int], None]
) -> None:
    last = walk.practicum.entries.order_by("day").last()
    mentor = surf(walk.mentor, PHONE, java_script_enabled=False).follow_link()
    mentor.fill(**{f"verdict_{last.pk}": "return", f"reason_{last.pk}": "time_wrong"})
    pass_seconds(5)
    mentor.look("week-returning-without-scripts").send()
    last.refresh_from_db()
    assert (last.state, last.return_reason) == ("returned", "time_wrong")
    assert walk.practicum.entries.filter(state="confirmed").count() == 2
