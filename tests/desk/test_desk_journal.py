"""The journal as the school reads it: flags, stories, opened days; and the sheet that a mentor signs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements import clock
from placements.cohorts.selectors import curator_of
from placements.journal.models import Entry
from tests.strictness import StrictClient
from tests.workflows.stations import absent, contested

pytestmark = pytest.mark.django_db


def desk(walk: Walk) -> tuple[StrictClient, str]:
    client = StrictClient()
    client.force_login(curator_of(walk.practicum.cohort))
    return client, f"/learners/{walk.practicum.pk}/"


def test_a_contested_day_tells_its_whole_story_and_its_flags(new_walk: Callable[[], Walk]) -> None:
    walk = contested(new_walk())
    Entry.objects.filter(practicum=walk.practicum).update(late_reason="Telefon oli katki")
    walk.practicum.placements.get().briefing.__class__.objects.update(held_on=walk.day)
    client, base = desk(walk)
    page = client.get(f"{base}journal/?lang=en").content.decode()
    for said in ("Lõpetasime kell 13.", "Koristasin veel saali.", "waits for the curator", "Telefon oli katki"):
        assert said in page
    assert "before the safety briefing" in page


def test_an_absence_stands_in_its_week(new_walk: Callable[[], Walk]) -> None:
    client, base = desk(absent(new_walk()))
    page = client.get(f"{base}journal/?lang=en").content.decode()
    assert "Illness" in page
    assert "waits for the curator" in page


def test_a_late_day_is_opened_once_with_a_reason(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start()
    client, base = desk(walk)
    sent = {"day": walk.day.isoformat(), "reason": "Õppija oli haiglas"}
    assert client.post(f"{base}journal/open/", sent).status_code == 302
    assert walk.practicum.opened_days.get().day == walk.day
    again = client.post(f"{base}journal/open/", sent)
    assert again.status_code == 409
    assert "Õppija oli haiglas" in again.content.decode()
    assert "Õppija oli haiglas" in client.get(f"{base}journal/").content.decode()


@pytest.mark.parametrize("wrong", [{"day": "9999-12-31"}, {"day": "٢٠٢٦-11-02"}, {"reason": ""}, {"day": "today"}])
def test_no_day_is_opened_by_what_is_no_day_no_reason_or_not_late(
    wrong: dict[str, str], new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk().start()
    client, base = desk(walk)
    today = (
        {"day": (clock.local_date(clock.now()) - timedelta(days=7)).isoformat()} if wrong.get("day") == "today" else {}
    )
    sent = {"day": walk.day.isoformat(), "reason": "Haigla", **wrong, **today}
    assert client.post(f"{base}journal/open/", sent).status_code in {409, 422}
    assert not walk.practicum.opened_days.exists()


def test_the_sheet_holds_the_waiting_days_of_its_week_and_a_line_to_sign(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(5)
    client, base = desk(walk)
    first = walk.practicum.entries.order_by("day")[0].day
    waiting = walk.practicum.entries.filter(day__lt=clock.monday_of(first) + timedelta(days=7)).count()
    page = client.get(f"{base}sheet/?week={first.isoformat()}&lang=en").content.decode()
    assert page.count('class="tickbox"') == 3 * waiting > 0
    assert "Signature" in page
    assert client.get(f"{base}sheet/?week=never").status_code == 404
    assert client.get(f"{base}sheet/").content.decode().count('class="tickbox"') == 15


def test_the_journal_costs_the_same_at_two_and_at_eight_days(new_walk: Callable[[], Walk]) -> None:
    costs = []
    for length in (2, 8):
        client, base = desk(new_walk().start().work(length).confirm())
        for page in ("journal/", "journal/print/"):
            client.get(f"{base}{page}")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{base}{page}")
            costs.append(len(queries))
    assert costs[:2] == costs[2:]
