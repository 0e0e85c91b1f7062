"""Hours that fall again, and a practicum that rests."""

from datetime import date, timedelta

import pytest

from placements.clock import local_date
from placements.journal.models import Entry
from placements.records.models import WorkItem
from tests.journeys.conftest import Cast
from tests.journeys.deeds import FULL, confirm, evaluate, log, log_on, report, today

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def up_to_the_last_wait(cast: Cast) -> None:
    """Hours full, evaluated, reported: only the mentor's days of change are awaited."""
    cast.walk(40).start().work(FULL)
    confirm(cast, cast.kristjan)
    evaluate(cast.kristjan)
    report(cast)
    assert cast.now().stage == "change_window"


def take_back(cast: Cast, entry: Entry) -> None:
    data = {"entry": str(entry.pk), f"version_{entry.pk}": str(entry.version), f"reason_{entry.pk}": "time_wrong"}
    address = f"{cast.kristjan.base}done/"
    assert cast.kristjan.client.post(address, data).status_code == 302
    cast.jelena.mails()


def test_hours_fall_below_the_whole_once_more_before_completion_and_come_back_up(cast: Cast) -> None:
    up_to_the_last_wait(cast)
    entry = cast.practicum.entries.latest("day")
    take_back(cast, entry)
    assert (cast.now().stage, cast.now().confirmed_minutes) == ("hours", (FULL - 1) * 270)
    times = {"day": str(entry.day), "starts": "09:00", "ends": "14:00", "break_minutes": "30", "chips": "advise"}
    cast.jelena.sends(f"/journal/entries/{entry.pk}/", **times)
    confirm(cast, cast.kristjan)
    assert cast.now().stage == "change_window"
    cast.liis.do("change_window", reason="Juhendaja kinnitas telefonis")
    assert cast.now().stage == "completed"


def in_hours(cast: Cast) -> None:
    """Two days are logged and wait for the mentor."""
    cast.walk(15).start().work(2)


def suspend(cast: Cast) -> date:
    """From today on, planned for a week."""
    day = today()
    cast.liis.turns(
        cast.practicum, "suspend", from_on=str(day), planned_until=str(day + timedelta(days=7)), reason="Haigus"
    )
    return day


def test_a_suspended_day_takes_no_hours_and_the_page_says_why(cast: Cast) -> None:
    in_hours(cast)
    day = suspend(cast)
    assert f"{day:%d.%m.%Y}" in str(cast.jelena.mails()[-1].subject)
    assert f"{day:%d.%m.%Y}" in str(cast.kristjan.mails()[-1].subject)
    assert 'name="chips"' not in cast.jelena.opens("/")
    response = log_on(cast, day, status=409)
    assert f"{day:%d.%m.%Y}–…" in response.context["reasons"][0]
    assert cast.practicum.entries.count() == 2


def test_resuming_moves_due_dates_and_opens_the_journal(cast: Cast) -> None:
    in_hours(cast)
    half = cast.practicum.check_ins.get(code="half")
    before = WorkItem.objects.open().get(kind="check_in", subject_id=half.pk).due_at
    first = suspend(cast)
    cast.later(days=9)
    cast.liis.do("resume", resumed_on=str(today()))
    moved = WorkItem.objects.open().get(kind="check_in", subject_id=half.pk).due_at
    assert local_date(moved) - local_date(before) >= today() - first
    assert f"{today():%d.%m.%Y}" in cast.jelena.mails()[-1].subject
    assert f"{today():%d.%m.%Y}" in cast.kristjan.mails()[-1].subject
    log(cast, 1)
    assert cast.practicum.entries.count() == 3


def test_the_mentor_settles_the_days_before_a_suspension_during_it(cast: Cast) -> None:
    in_hours(cast)
    suspend(cast)
    confirm(cast, cast.kristjan)
    assert cast.now().confirmed_minutes == 540
    assert cast.liis.has("resume")
