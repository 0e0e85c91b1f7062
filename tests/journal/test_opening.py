"""A day that takes no entry says so before anything is typed; a company that was left still takes its own days."""

from datetime import timedelta

import pytest

from placements import clock
from placements.clock import ONE_DAY, local_date
from placements.journal.opening import left_placement, opening_of
from tests import turned
from tests.completion.refusing import Walks, client_of
from tests.turned import TURNED

pytestmark = pytest.mark.django_db
TODAY = "today"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("suspended", "hours.suspended"),
        ("run out", "hours.outside_period"),
        ("broken off", "hours.ended"),
        ("recognised", "hours.completed"),
        ("called off", "hours.no_placement"),
        ("begun again", "hours.no_placement"),
    ],
)
def test_today_takes_no_entry_and_the_page_says_why(name: str, code: str, new_walk: Walks) -> None:
    walk, now = TURNED[name](new_walk()), clock.now()
    opening = opening_of(walk.practicum, local_date(now), now)
    assert (opening.placement, opening.refusal and opening.refusal.code) == (None, code)
    page = client_of(walk.practicum.learner).get(f"/journal/{local_date(now)}/").content.decode()
    assert 'name="chips"' not in page
    assert 'href="/questions/"' in page


def test_a_company_that_was_left_takes_days_up_to_its_last_one(new_walk: Walks) -> None:
    walk, now = turned.moved(new_walk()), clock.now()
    walk.practicum.placements.update(ended_on=walk.day - ONE_DAY)
    inside, after = (opening_of(walk.practicum, day, now) for day in (walk.day - ONE_DAY, walk.day))
    assert inside.placement == walk.practicum.placements.get()
    assert after.refusal
    assert after.refusal.code == "hours.after_placement"
    page = client_of(walk.practicum.learner).get(f"/journal/{walk.day - ONE_DAY}/").content.decode()
    assert 'name="chips"' in page
    assert walk.host.name in page


def test_after_two_weeks_nobody_is_sent_back_to_the_former_place(new_walk: Walks) -> None:
    walk, now = turned.moved(new_walk()), clock.now()
    assert left_placement(walk.practicum, now) is not None
    assert left_placement(walk.practicum, now + timedelta(days=14)) is not None
    assert left_placement(walk.practicum, now + timedelta(days=15)) is None


def test_a_day_ahead_is_neither_open_nor_refused(new_walk: Walks) -> None:
    walk, now = turned.running(new_walk()), clock.now()
    opening = opening_of(walk.practicum, local_date(now) + ONE_DAY, now)
    assert (opening.placement, opening.refusal) == (None, None)


def test_days_of_an_earlier_practicum_are_read_but_another_one_s_are_not(new_walk: Walks) -> None:
    walk, other = turned.begun_again(new_walk()), turned.begun_again(new_walk())
    former = walk.practicum.enrolment.practicums.order_by("pk")[0]
    client = client_of(walk.practicum.learner)
    day = former.entries.earliest("day").day
    assert "09:00–14:00" in client.get(f"/journal/{day}/").content.decode()
    assert client.get(f"/journal/?of={former.pk}").status_code == 200
    foreign = other.practicum.enrolment.practicums.order_by("pk")[0]
    assert client.get(f"/journal/?of={foreign.pk}").status_code == 404
    assert client.get(f"/journal/entries/{foreign.entries.earliest('day').pk}/").status_code == 404


@pytest.mark.parametrize("odd", ["x", "-1", "1_0", "²", "9" * 40, ""])
def test_an_odd_number_of_a_practicum_is_no_fault_of_ours(odd: str, new_walk: Walks) -> None:
    client = client_of(new_walk().practicum.learner)
    assert client.get("/journal/", {"of": odd}).status_code == 200


def test_a_late_day_that_is_logged_is_not_asked_to_be_opened(new_walk: Walks) -> None:
    walk = turned.running(new_walk())
    day = walk.practicum.entries.filter(state="confirmed").earliest("day").day
    client = client_of(walk.practicum.learner)
    assert f"?open={day}" not in client.get(f"/journal/{day}/").content.decode()
    walk.practicum.entries.filter(day=day).update(state="withdrawn", posted_minutes=0)
    assert f"?open={day}" in client.get(f"/journal/{day}/").content.decode()
