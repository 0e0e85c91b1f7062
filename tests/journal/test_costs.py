"""What the everyday acts cost in statements: a fixed number, however long the journal is. `make bench` times them."""

import pytest

from placements import clock
from placements.agreements.models import Placement
from placements.journal.confirming import confirm_days
from placements.journal.verdicts import Verdict
from tests.proving import desk
from tests.proving.twin import open_school

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOST = 12


@pytest.fixture
def placement() -> Placement:
    school = open_school()
    return desk.placed(school, school.practicum)


def test_a_day_is_logged_in_twelve_statements(placement: Placement) -> None:
    browser = desk.browser_with_token(placement.practicum)
    desk.send_day(browser, desk.working_day(0))
    with desk.counting() as queries:
        desk.send_day(browser, desk.working_day(1))
    assert desk.statements(queries)[0] <= MOST


def test_confirming_costs_the_same_however_many_days_there_are(placement: Placement) -> None:
    costs = []
    for count in (1, 5, 50, 90):
        entries = desk.fill(placement, count, first=100 * len(costs))
        with clock.moved_to(clock.instant(desk.working_day(400), clock.time(18))), desk.counting() as queries:
            confirm_days([placement], placement.mentor, {each.pk: Verdict(1) for each in entries})
        costs.append(desk.statements(queries)[0])
    # The first act of a process reads the policy once.
    assert costs[1] == costs[2] == costs[3] <= MOST


def test_the_journal_s_page_costs_the_same_at_ten_and_at_three_hundred_entries(placement: Placement) -> None:
    browser, costs = desk.browser_with_token(placement.practicum), []
    for first, count in ((0, 10), (10, 290)):
        desk.fill(placement, count, first)
        browser.get("/journal/")
        with desk.counting() as queries:
            browser.get("/journal/")
        costs.append(desk.statements(queries)[0])
    assert costs[0] == costs[1] <= MOST
