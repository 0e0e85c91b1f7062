"""The learner's home at every stage: the open task, today's log, the report, the end."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Placement
from placements.cohorts.models import Role
from placements.journal.selectors import progress_of
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
FULL = 14


def home_of(walk: Walk, language: str = "en") -> str:
    client = StrictClient()
    client.force_login(walk.practicum.learner)
    response = client.get(f"/?lang={language}")
    assert response.status_code == 200
    page: str = response.content.decode()
    return page


STAGES: dict[str, Callable[[Walk], Walk]] = {
    "start": lambda walk: walk,
    "review": lambda walk: walk.ask(),
    "host_answer": lambda walk: walk.ask().review("approve"),
    "signatures": lambda walk: walk.ask().review("approve").answer(accepts=True),
    "hours": lambda walk: walk.start().work(4).confirm(returned=1),
    "closing": lambda walk: walk.start().work(FULL).confirm().evaluate(),
    "change_window": lambda walk: walk.start().work(FULL).confirm().evaluate().report().read_report(approves=True),
}


@pytest.mark.parametrize("language", ["et", "ru", "en"])
@pytest.mark.parametrize("stage", STAGES)
def test_the_home_is_shown_at_every_stage(stage: str, language: str, new_walk: Callable[[], Walk]) -> None:
    assert 'class="steps' in home_of(STAGES[stage](new_walk()), language)


def test_before_the_hours_the_open_task_is_the_first_thing(new_walk: Callable[[], Walk]) -> None:
    page = home_of(new_walk())
    assert "Fill in the request and submit it" in page
    assert 'name="chips"' not in page


def test_today_s_form_has_times_filled_in_and_no_task_chosen(new_walk: Callable[[], Walk]) -> None:
    page = home_of(new_walk().start().work(2))
    assert re.findall(r'name="(?:starts|ends)" value="(\d\d:\d\d)"', page) == ["09:00", "14:00"]
    assert "Save the day · 6\xa0ac.\xa0h" in page
    assert not re.search(r'name="chips"[^>]*checked', page)


def test_the_first_day_is_named_while_the_placement_has_not_begun(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start()
    tomorrow = clock.local_date(clock.now()) + clock.ONE_DAY
    Placement.objects.filter(practicum=walk.practicum).update(starts_on=tomorrow)
    page = home_of(walk)
    assert "The first day is" in page
    assert 'name="chips"' not in page


def test_once_the_hours_are_full_the_report_is_next(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(FULL).confirm()
    assert progress_of(walk.practicum).left == 0
    page = home_of(walk)
    assert "80\xa0ac.\xa0h reached! The report is next." in page
    assert "Write the report and submit it" in page


def test_a_completed_practicum_says_so_and_takes_no_more_days(new_walk: Callable[[], Walk]) -> None:
    walk = STAGES["change_window"](new_walk()).do("change_window", {"reason": "Juhendaja kinnitas telefonis"})
    page = home_of(walk)
    assert "Practicum completed" in page
    assert 'name="chips"' not in page


def test_a_returned_day_leads_to_that_day(new_walk: Callable[[], Walk]) -> None:
    walk = STAGES["hours"](new_walk())
    day = walk.practicum.entries.get(state="returned").day
    assert f'href="{reverse("journal-day", args=[day.isoformat()])}"' in home_of(walk)


def test_the_school_goes_to_its_inbox_and_strangers_to_the_sign_in(new_walk: Callable[[], Walk]) -> None:
    new_walk()
    client = StrictClient()
    assert client.get("/").headers["Location"].startswith("/sign-in/")
    client.force_login(Role.objects.filter(kind="curator").order_by("pk")[0].person)
    assert client.get("/").headers["Location"] == "/inbox/"
