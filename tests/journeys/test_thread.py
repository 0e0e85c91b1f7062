"""The thread: one practicum from request to completion through HTTP, following its mails."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.clock import is_working_day
from placements.completion.models import CompletionRecord
from placements.records.models import HistoryEntry
from tests.journeys.conftest import Cast
from tests.journeys.people import hidden_fields
from tests.outbox import deliver_all

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = "Nõustasin kliente ja kontrollisin kauba saatelehti. " * 30
DAYS = 14


def request_form(cast: Cast) -> dict[str, Any]:
    today = clock.local_date(clock.now())
    return {
        "source": "own", "host_name": cast.host.name, "registry_code": cast.host.registry_code,
        "host_address": "Riia 12, Tartu", "mentor_name": "Kristjan Tamm", "mentor_email": cast.kristjan.person.email,
        "mentor_phone": "5555 0200", "mentor_language": "et", "signatory_name": "Helve Tamm",
        "signatory_email": cast.helve.person.email, "starts_on": (today - timedelta(days=0)).isoformat(),
        "ends_on": (today + timedelta(days=50)).isoformat(), "weekdays": ["0", "1", "2", "3", "4"],
        "day_starts": "09:00", "day_ends": "14:00", "break_minutes": "30", "tasks": "Nõustamine ja väljapanek",
        "outcomes": ["1", "2", "3", "4", "6", "7"], "remote_percent": "0", "wishes": "",
    }  # fmt: skip


def agree(cast: Cast) -> None:
    """Request, review, answer, three signatures."""
    cast.jelena.sign_in().do("request", **request_form(cast))
    cast.liis.sign_in().do("review", verdict="approve", reason="")
    cast.kristjan.follow_link().do(
        "host_answer", accepts="yes", safety_contact="Kristjan Tamm", conditions="", reason=""
    )
    cast.jelena.sign("learner_signature")
    cast.piret.sign_in().sign("school_signature")
    cast.helve.follow_link().sign("host_signature")


def brief(cast: Cast) -> None:
    today = clock.local_date(clock.now()).isoformat()
    cast.kristjan.follow_link().do("safety_briefing", held_on=today, topics="Tuleohutus")
    cast.jelena.do("briefing_acknowledgement")


def log(cast: Cast, traveller: Any, days: int) -> None:
    """Log so many working days on the learner's home, each in the evening."""
    while days:
        today = clock.local_date(clock.now())
        if is_working_day(today):
            data = hidden_fields(cast.jelena.client.get("/").content.decode())
            times = {
                "starts": "09:00",
                "ends": "14:00",
                "break_minutes": "30",
                "chips": "advise",
                "text": "",
                "learned": "",
            }
            response = cast.jelena.client.post(f"/journal/{today}/", data | times)
            assert response.status_code == 302, response.context["reasons"]
            days -= 1
        traveller.shift(timedelta(days=1))


def confirm(cast: Cast, traveller: Any, **data: str) -> None:
    """The mentor opens the week from his mail, reads it, and presses the button."""
    cast.kristjan.follow_link()
    page = cast.kristjan.client.get(f"{cast.kristjan.base}week/").content.decode()
    entries = re.findall(r'name="entry" value="(\d+)"', page)
    traveller.shift(timedelta(seconds=3))
    response = cast.kristjan.client.post(f"{cast.kristjan.base}week/", hidden_fields(page) | {"entry": entries} | data)
    assert response.status_code == 302, response.context["reasons"]
    deliver_all()


def finish(cast: Cast) -> None:
    """Evaluation; report returned, resubmitted, approved; the wait waived."""
    page = cast.kristjan.follow_link().client.get(cast.kristjan.address("evaluation")).content.decode()
    answers = dict.fromkeys(re.findall(r'name="(rating_[^"]+)"', page), "4")
    cast.kristjan.do("evaluation", **answers, text_strength="Tubli", text_advice="Julgust", aim_achieved="yes")
    report = {f"answer_{code}": WORDS for code in ("work", "outcomes", "difficulty", "feedback", "use")}
    cast.jelena.do("report", **report)
    cast.liis.do("report_review", approves="no", remark_work="Lisa üks näide")
    cast.jelena.do("report", **report)
    cast.liis.do("report_review", approves="yes")
    cast.liis.do("change_window", reason="Juhendaja kinnitas telefonis")


def test_a_practicum_runs_from_request_to_completion(cast: Cast) -> None:
    with time_machine.travel("2026-11-23 18:00+02:00", tick=False) as traveller:
        Practicum.objects.update(stage_since=clock.now())
        agree(cast)
        brief(cast)
        log(cast, traveller, 1)
        cast.jelena.client.post(
            "/questions/",
            hidden_fields(cast.jelena.client.get("/questions/").content.decode()) | {"text": "Kas tohin?"},
        )
        cast.liis.do("question", text="Jah, tohid.")
        check_in = cast.practicum.check_ins.get(code="start")
        address = f"/tasks/{cast.practicum.work_items.open().get(kind='check_in', subject_id=check_in.pk).pk}/"
        held = {"held_on": str(clock.local_date(clock.now())), "notes": "Hästi", "agreed": "", "outcome": "on_track"}
        assert cast.liis.client.post(address, held).status_code == 302
        log(cast, traveller, DAYS - 1)
        confirm(cast, traveller)
        finish(cast)
    record = CompletionRecord.objects.get(practicum=cast.practicum)
    assert record.confirmed_minutes == DAYS * 270
    assert HistoryEntry.objects.filter(practicum=cast.practicum, action="practicum.completed").count() == 1
    assert not cast.practicum.work_items.open().exists()


def test_a_declined_request_comes_back_with_all_that_was_typed(cast: Cast) -> None:
    cast.jelena.sign_in().do("request", **request_form(cast))
    cast.liis.sign_in().do("review", verdict="approve", reason="")
    cast.kristjan.follow_link().do("host_answer", accepts="no", safety_contact="", conditions="", reason="Puhkus")
    page = cast.jelena.client.get(cast.jelena.address("request")).content.decode()
    assert "Puhkus" in page
    assert "Nõustamine ja väljapanek" in page
    assert not Placement.objects.filter(practicum=cast.practicum, state__in=Placement.LIVE).exists()


def test_the_school_proposes_a_place_and_the_learner_asks_for_it(cast: Cast) -> None:
    cast.host.is_listed = True
    cast.host.save()
    wishes = request_form(cast) | {"source": "find", "wishes": "Väike pood"}
    cast.jelena.sign_in().do("request", **wishes)
    cast.liis.sign_in().do("review", verdict="propose", reason="Siin on koht", host=str(cast.host.pk))
    cast.jelena.do("request", **request_form(cast) | {"source": "listed", "host": str(cast.host.pk)})
    cast.liis.do("review", verdict="approve", reason="")
    assert cast.kristjan.follow_link().item("host_answer")


def test_a_returned_day_is_corrected_and_confirmed(cast: Cast) -> None:
    with time_machine.travel("2026-11-23 18:00+02:00", tick=False) as traveller:
        agree(cast)
        brief(cast)
        log(cast, traveller, 1)
        entry = cast.practicum.entries.get()
        confirm(cast, traveller, **{f"verdict_{entry.pk}": "return", f"reason_{entry.pk}": "time_wrong"})
        address = f"/journal/entries/{entry.pk}/"
        data = hidden_fields(cast.jelena.client.get(address).content.decode())
        data |= {"day": str(entry.day), "starts": "09:00", "ends": "13:00", "break_minutes": "0", "chips": "advise"}
        assert cast.jelena.client.post(address, data).status_code == 302
        confirm(cast, traveller)
    cast.practicum.refresh_from_db()
    assert (cast.practicum.confirmed_minutes, cast.practicum.waiting_minutes) == (240, 0)
