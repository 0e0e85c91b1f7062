"""Every page of learner and school says how a practicum that left its ordinary course stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements import clock
from placements.clock import local_date
from placements.cohorts.models import Role
from placements.overview.actors import next_actors, open_items
from placements.overview.inbox import MINE, SNOOZED, inbox_page
from placements.overview.reminders import follow_up
from placements.overview.wording import WORDING
from placements.people.models import Person
from placements.records.models import WorkItem
from tests import turned
from tests.completion.refusing import Walks, client_of
from tests.turned import TURNED

pytestmark = pytest.mark.django_db
MOST = 25
LEARNER = ("/", "/journal/", "/journey/", "/agreement/", "/report/", "/questions/", "/meetings/")


def curator() -> Person:
    return Role.objects.filter(kind="curator").order_by("pk")[0].person


@pytest.mark.parametrize("name", TURNED)
def test_each_page_of_the_learner_opens_within_its_budget(name: str, new_walk: Walks) -> None:
    client = client_of(TURNED[name](new_walk()).practicum.learner)
    for address in LEARNER:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        # An agreement to sign leads to its step.
        assert response.status_code == (302 if (name, address) == ("moved on", "/agreement/") else 200)
        assert len(queries) <= MOST, address


@pytest.mark.parametrize("name", TURNED)
def test_each_page_of_the_school_opens_within_its_budget(name: str, new_walk: Walks) -> None:
    walk, client = TURNED[name](new_walk()), client_of(curator())
    one = f"/learners/{walk.practicum.pk}/"
    for address in (one, f"{one}turnings/", f"{one}timeline/", "/learners/", "/cohorts/ktj-26-3/", "/inbox/"):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert (response.status_code, len(queries) <= MOST) == (200, True), (address, len(queries))


SAID: dict[str, tuple[str, ...]] = {
    "suspended": ("Suspended since", "Planned first day back", "Write to the curator"),
    "moved": ("Days at the former place", "Fill in the request and submit it"),
    "moved on": ("Days at the former place", "Sign the agreement"),
    "run out": ("The agreement ended on", "Still missing", "Ask for an extension"),
    "amending": ("Sign the amendment of the agreement",),
    "broken off": ("<h2>Broken off</h2>", "What is confirmed stays on record", "You can begin again"),
    "begun again": ("Your earlier practicum", "Broken off", "Fill in the request and submit it"),
    "withdrawn": ("<h2>Studies given up</h2>", "Your studies in this group have ended"),
    "cancelled early": ("<h2>Cancelled</h2>", "You can begin again"),
    "recognised in part": ("Recognised", "20\xa0ac.\xa0h", "/ 60\xa0ac.\xa0h"),
    "recognised": ("Earlier work recognised: 60\xa0h = 80\xa0ac.\xa0h", "in place of the whole practicum"),
    "called off": ("Fill in the request and submit it",),
    "annulled": ("<h2>Completion annulled</h2>", "Two people of the school have annulled its completion"),
}


@pytest.mark.parametrize("name", SAID)
def test_the_home_says_how_it_stands_and_what_is_possible(name: str, new_walk: Walks) -> None:
    walk = TURNED[name](new_walk())
    page = client_of(walk.practicum.learner).get("/?lang=en").content.decode()
    assert [words for words in SAID[name] if words not in page] == []
    assert ('name="chips"' in page) == (name in {"amending", "recognised in part"})


def test_an_amendment_in_signing_is_named_when_the_agreement_has_run_out(new_walk: Walks) -> None:
    walk = turned.amending(new_walk())
    walk.practicum.placements.update(ends_on=walk.day - clock.ONE_DAY)
    page = client_of(walk.practicum.learner).get("/?lang=en").content.decode()
    assert "An amendment until" in page
    assert "Ask for an extension" not in page


def test_in_a_suspension_its_end_comes_first_and_nobody_is_late(new_walk: Walks) -> None:
    walk = turned.suspended(new_walk())
    WorkItem.objects.open().filter(practicum=walk.practicum, kind="check_in").update(due_at="2020-01-01T00:00Z")
    actors = next_actors(open_items(walk.practicum), curator(), clock.now())
    assert actors[0].task == WORDING["resume"].task
    resting = [actor for actor in actors if actor.rests]
    assert resting == actors[-len(resting) :]
    assert {actor.days_late for actor in resting} == {0}


def test_what_rests_is_put_off_in_the_inbox_and_says_why(new_walk: Walks) -> None:
    walk, now = turned.suspended(new_walk()), clock.now()
    mine, put_off = (inbox_page(curator(), tab, now) for tab in (MINE, SNOOZED))
    assert [row.icon for group in mine.groups for row in group.rows] == ["clock"]
    resting = [row for group in put_off.groups for row in group.rows]
    assert len(resting) == walk.practicum.work_items.open().filter(kind="check_in").count()
    assert all(row.rests and not row.is_late for row in resting)
    assert "practicum suspended" in client_of(curator()).get("/inbox/?tab=snoozed&lang=en").content.decode()


def test_nobody_is_reminded_of_what_rests(new_walk: Walks) -> None:
    walk = turned.suspended(new_walk())
    late = WorkItem.objects.open().filter(practicum=walk.practicum, kind="check_in")
    late.update(due_at="2020-01-01T00:00Z")
    follow_up(clock.now())
    assert not late.exclude(escalated_at=None).exists()
    walk.turn("resume", resumed_on=local_date(clock.now()))
    late.update(due_at="2020-01-01T00:00Z")
    follow_up(clock.now())
    assert not late.filter(escalated_at=None).exists()


def test_the_lists_tell_who_rests_and_who_has_ended(new_walk: Walks) -> None:
    names = ("suspended", "withdrawn", "recognised")
    walks = [TURNED[name](new_walk()) for name in names]
    page = client_of(curator()).get("/learners/?stage=suspended&lang=en").content.decode()
    assert f"/learners/{walks[0].practicum.pk}/" in page
    assert f"/learners/{walks[1].practicum.pk}/" not in page
    cohort = client_of(curator()).get("/cohorts/ktj-26-3/?lang=en").content.decode()
    for words in ("Suspended</p>", "Studies given up</p>", "80\xa0ac.\xa0h recognised"):
        assert words in cohort
    assert "Expelled</p>" not in cohort


def test_the_way_of_an_ended_practicum_stops_where_it_ended(new_walk: Walks) -> None:
    for name, step in (("broken off", 3), ("cancelled early", 1), ("annulled", 5)):
        page = client_of(TURNED[name](new_walk()).practicum.learner).get("/?lang=en").content.decode()
        assert page.count('class="done"') == step - 1
        assert ", ended here" in page
        assert 'aria-current="step"' not in page


def test_a_company_that_was_called_off_is_not_shown_as_the_learner_s(new_walk: Walks) -> None:
    walk = turned.called_off(new_walk())
    page = client_of(curator()).get(f"/learners/{walk.practicum.pk}/").content.decode()
    assert walk.host.name not in page


def test_a_former_company_is_named_with_its_last_day(new_walk: Walks) -> None:
    walk = turned.moved(new_walk())
    page = client_of(curator()).get(f"/learners/{walk.practicum.pk}/?lang=en").content.decode()
    assert f"{walk.host.name} (until " in page
