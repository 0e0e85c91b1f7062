"""The learner's phone: usual days, copying yesterday, days off with their undo, the repeated hour, late days."""

import uuid
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine

from config.demo.walk import Walk
from placements import clock
from placements.clock import ONE_DAY, local_date
from placements.journal.models import Absence, Entry
from placements.overview.wording import ACTS
from tests.completion.refusing import client_of, post

pytestmark = pytest.mark.django_db
Walks = Callable[[], Walk]


def today() -> date:
    return local_date(clock.now())


def typed(day: date, **changes: Any) -> dict[str, Any]:
    data = {"client_id": str(uuid.uuid4()), "day": str(day), "starts": "09:00", "ends": "14:00", "break_minutes": "30"}
    return data | {"chips": ["complaint"], "text": "", "learned": "", "late_reason": ""} | changes


def page(walk: Walk, address: str) -> str:
    return client_of(walk.practicum.learner).get(f"{address}lang=en").content.decode()


def test_home_offers_the_usual_times_and_chooses_no_task(new_walk: Walks) -> None:
    walk = new_walk().start().work(1)
    response = client_of(walk.practicum.learner).get("/?lang=en")
    html, form = response.content.decode(), response.context["form"]
    assert (form["starts"].value(), form["ends"].value(), form.minutes) == (time(9), time(14), 270)
    assert "Save the day · 6" in html
    assert not form["chips"].value()


def test_a_usual_day_is_logged_with_the_outcomes_of_its_task_and_the_phone_s_clock(new_walk: Walks) -> None:
    walk, day = new_walk().start(), today() - ONE_DAY
    moment = "2026-11-25T18:00:00Z"
    response = client_of(walk.practicum.learner).post(f"/journal/{day}/", typed(day, device_at=moment))
    entry = walk.practicum.entries.get()
    assert response.status_code == 302
    assert (entry.minutes, bool(entry.outcomes), entry.device_at.isoformat()) == (
        270,
        True,
        "2026-11-25T18:00:00+00:00",
    )


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "x", "0001-01-01T00:00:00+14:00"])
def test_a_phone_with_an_odd_clock_logs_all_the_same(moment: str, new_walk: Walks) -> None:
    walk, day = new_walk().start(), today() - ONE_DAY
    response = client_of(walk.practicum.learner).post(f"/journal/{day}/", typed(day, device_at=moment))
    assert response.status_code == 302
    assert walk.practicum.entries.get().device_at is None


def test_yesterday_is_copied_in_its_times_only(new_walk: Walks) -> None:
    walk, day = new_walk().start(), today() - 2 * ONE_DAY
    client = client_of(walk.practicum.learner)
    client.post(f"/journal/{day}/", typed(day, starts="10:15", ends="12:45", break_minutes="0", text="Kassa"))
    form = client.get(f"/journal/{day + ONE_DAY}/?copy=1").context["form"]
    assert (form["starts"].value(), form["ends"].value(), form["break_minutes"].value()) == (
        time(10, 15),
        time(12, 45),
        0,
    )
    assert not (form["chips"].value())
    assert not (form["text"].value())


def test_no_practicum_today_is_one_press_and_is_undone_by_one(new_walk: Walks) -> None:
    walk = new_walk().start()
    client = client_of(walk.practicum.learner)
    said = {"client_id": str(uuid.uuid4()), "day": str(today()), "reason": "no_practicum", "from": "home"}
    assert client.post("/journal/absences/", said)["Location"] == "/"
    home = client.get("/?lang=en")
    assert home.context["form"] is None
    absence = Absence.objects.get()
    assert f'action="/journal/absences/{absence.pk}/withdraw/"' in home.content.decode()
    client.post(f"/journal/absences/{absence.pk}/withdraw/", {"from": "home"})
    assert client.get("/").context["form"] is not None


def test_a_day_off_is_told_ahead_and_stands_in_the_calendar(new_walk: Walks) -> None:
    walk, day = new_walk().start(), today() + ONE_DAY
    said = {"client_id": str(uuid.uuid4()), "day": str(day), "reason": "agreed", "text": ""}
    assert client_of(walk.practicum.learner).post("/journal/absences/", said).status_code == 302
    month = client_of(walk.practicum.learner).get(f"/journal/{day:%Y-%m}/").context["month"]
    assert [cell.state for week in month for cell in week.days if cell.day == day] == ["absent"]


def test_a_day_off_without_its_reason_is_refused_at_the_field_and_changes_nothing(new_walk: Walks) -> None:
    walk = new_walk().start()
    said = {"client_id": str(uuid.uuid4()), "day": str(today()), "text": ""}
    answer = post(client_of(walk.practicum.learner), "/journal/absences/", said)
    assert answer.says("An absence needs a reason", 422)
    assert not Absence.objects.exists()


def test_somebody_else_s_day_off_is_not_there(new_walk: Walks) -> None:
    walk, other = new_walk().start(), new_walk().start()
    client_of(walk.practicum.learner).post(
        "/journal/absences/", {"client_id": str(uuid.uuid4()), "day": str(today()), "reason": "illness"}
    )
    address = f"/journal/absences/{Absence.objects.get().pk}/withdraw/"
    assert client_of(other.practicum.learner).post(address).status_code == 404
    assert Absence.objects.get().withdrawn_at is None


def test_in_the_repeated_hour_the_form_asks_which_one_and_the_answer_is_kept(new_walk: Walks) -> None:
    with time_machine.travel("2026-10-26 10:00+02:00", tick=True):
        walk, night = new_walk().start(), date(2026, 10, 25)
        client, times = client_of(walk.practicum.learner), {"starts": "01:00", "ends": "03:30", "break_minutes": "0"}
        refused = client.post(f"/journal/{night}/", typed(night, **times))
        assert refused.status_code == 409
        assert 'name="ends_fold"' in refused.content.decode()
        assert refused.context["form"].errors.keys() == {"ends_fold"}
        client.post(f"/journal/{night}/", typed(night, ends_fold="1", **times))
        assert walk.practicum.entries.get().minutes == 210


def test_all_broken_rules_stand_at_their_fields_and_the_other_entry_is_linked(new_walk: Walks) -> None:
    walk, day = new_walk().start(), today() - ONE_DAY
    client = client_of(walk.practicum.learner)
    client.post(f"/journal/{day}/", typed(day))
    response = client.post(f"/journal/{day}/?lang=en", typed(day, starts="08:00", ends="18:00", break_minutes="0"))
    assert response.status_code == 409
    assert response.context["form"].errors.keys() == {"starts", "ends"}
    assert f'href="/journal/{day}/">Open the other entry' in response.content.decode()


@pytest.mark.parametrize(
    ("age", "asks", "opens"), [(7, False, False), (8, True, False), (14, True, False), (15, False, True)]
)
def test_a_late_day_says_what_helps(age: int, asks: bool, opens: bool, new_walk: Walks) -> None:
    walk, day = new_walk().start(), today() - timedelta(days=age)
    html = page(walk, f"/journal/{day}/?")
    assert ('name="late_reason"' in html, f"/questions/?open={day}" in html) == (asks, opens)
    assert day.strftime("%d.%m.%Y") in page(walk, f"/questions/?open={day}&")


def test_a_withdrawn_day_is_taken_up_again(new_walk: Walks) -> None:
    walk = new_walk().start().work(1)
    entry, client = walk.practicum.entries.get(), client_of(walk.practicum.learner)
    client.post(f"/journal/entries/{entry.pk}/withdraw/", {"version": 1})
    assert f"/journal/entries/{entry.pk}/restore/" in client.get(f"/journal/{entry.day}/").content.decode()
    client.post(f"/journal/entries/{entry.pk}/restore/", {"version": 2})
    entry.refresh_from_db()
    assert entry.state == Entry.State.SUBMITTED


def test_a_correction_of_a_confirmed_day_shows_both_amounts_and_can_be_taken_back(new_walk: Walks) -> None:
    walk = new_walk().start().work(1).confirm()
    entry, client = walk.practicum.entries.get(), client_of(walk.practicum.learner)
    client.post(f"/journal/entries/{entry.pk}/", typed(entry.day, ends="13:00", version="1"))
    html = page(walk, f"/journal/{entry.day}/?")
    assert "09:00–13:00" in html
    assert "the old amount 4\xa0h 30\xa0min" in html
    assert "Before: <span" in html
    client.post(f"/journal/entries/{entry.pk}/withdraw/", {"version": 2})
    entry.refresh_from_db()
    assert (entry.state, entry.minutes) == ("confirmed", 270)


def test_what_the_learner_does_about_a_silent_mentor_has_words() -> None:
    assert {"host.nudged", "host.address_corrected"} <= set(ACTS)
