"""The thread: one practicum from request to certificate through HTTP, following its mails."""

import pytest

from placements.agreements.models import Placement
from placements.certificates.models import IssuedDocument
from placements.certificates.register import content_kept
from placements.completion.models import CompletionRecord
from placements.records.models import HistoryEntry, WorkItem
from tests.journeys.conftest import Cast
from tests.journeys.deeds import FULL, agree, ask, brief, confirm, finish, log, request_form, today
from tests.journeys.people import waiting
from tests.journeys.schooling import (
    CODE,
    decide,
    download,
    furnish,
    issue,
    outcomes,
    teach,
    verify,
    verify_by_machine,
)  # fmt: skip
from tests.outbox import deliver_all

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PROGRAMME = {
    "et": "Klienditeeninduse juhi koolitusprogramm",
    "ru": "Учебная программа руководителя по обслуживанию клиентов",
}


def ask_a_question(cast: Cast) -> None:
    cast.jelena.sends("/questions/", text="Kas tohin?")
    cast.liis.do("question", text="Jah, tohid.")


def hold_the_first_meeting(cast: Cast) -> None:
    check_in = cast.practicum.check_ins.get(code="start")
    item = cast.practicum.work_items.open().get(kind="check_in", subject_id=check_in.pk)
    held = {"held_on": str(today()), "notes": "Hästi", "agreed": "", "outcome": "on_track"}
    cast.liis.sends(f"/tasks/{item.pk}/", **held)


def test_a_practicum_runs_from_request_to_completion_and_on_to_the_certificate(cast: Cast) -> None:
    agree(cast, cast.first)
    brief(cast, cast.first)
    log(cast, 1)
    ask_a_question(cast)
    hold_the_first_meeting(cast)
    log(cast, FULL - 1)
    confirm(cast, cast.kristjan)
    finish(cast, cast.kristjan)
    record = CompletionRecord.objects.get(practicum=cast.practicum)
    assert record.confirmed_minutes == FULL * 270
    assert HistoryEntry.objects.filter(practicum=cast.practicum, action="practicum.completed").count() == 1
    assert not cast.practicum.work_items.open().exists()
    end_in_a_certificate(cast)
    assert outcomes(cast) == ["tunnistus"]
    assert not WorkItem.objects.open().exists(), waiting()


def end_in_a_certificate(cast: Cast) -> None:
    """School, decision, and the document in two languages, which anybody verifies."""
    assert "Data are missing" in cast.jelena.opens("/decision/?lang=en")
    furnish(cast)
    teach(cast)
    decide(cast)
    assert "All conditions are met" in cast.jelena.follows("/decision/")
    document = issue(cast)
    assert document.number in cast.jelena.follows("/certificate/")
    on_paper = {
        "Jelena Morozova",
        CODE,
        document.number,
        "Müügikorraldaja, tase 5",
        "Marika Lind",
        "80004124",
        "900014",
    }
    assert {words for words in on_paper | {PROGRAMME["ru"]} if words not in download(cast.jelena, document)} == set()
    in_estonian(cast, document)
    in_estonian_said = download(cast.jelena, document, 2)
    assert {words for words in on_paper | {PROGRAMME["et"]} if words not in in_estonian_said} == set()
    assert "Jelena Morozova" in verify(document)
    assert verify_by_machine(document)["document"]["number"] == document.number
    assert content_kept(document)["minutes"]["practicum"] == FULL * 270


def in_estonian(cast: Cast, document: IssuedDocument) -> None:
    """The learner, whose own language it was made in, asks for the document in the other language."""
    cast.jelena.opens("/certificate/")
    response = cast.jelena.client.post(f"/certificate/{document.public_id}/language/", {"language": "et"})
    assert response.headers["Location"] == "/certificate/"
    deliver_all()


def test_a_declined_request_comes_back_with_all_that_was_typed(cast: Cast) -> None:
    ask(cast, cast.first)
    declined = {"accepts": "no", "safety_contact": "", "conditions": "", "reason": "Puhkus"}
    cast.kristjan.follow_link().do("host_answer", **declined)
    page = cast.jelena.opens(cast.jelena.address("request"))
    assert "Puhkus" in page
    assert "Nõustamine ja väljapanek" in page
    assert not Placement.objects.filter(practicum=cast.practicum, state__in=Placement.LIVE).exists()


def test_a_returned_request_is_mended_and_the_school_then_proposes_a_place(cast: Cast) -> None:
    cast.host.is_listed = True
    cast.host.save()
    cast.jelena.do("request", **request_form(cast.first))
    cast.liis.do("review", verdict="return", reason="Palun lisa laupäevad")
    assert "Palun lisa laupäevad" in str(cast.jelena.reads("Palun lisa laupäevad").body)
    cast.jelena.do("request", **request_form(cast.first) | {"source": "find", "wishes": "Väike pood"})
    cast.liis.do("review", verdict="propose", reason="Siin on koht", host=str(cast.host.pk))
    cast.jelena.do("request", **request_form(cast.first) | {"source": "listed", "host": str(cast.host.pk)})
    cast.liis.do("review", verdict="approve", reason="")
    assert cast.kristjan.follow_link().item("host_answer")


def test_a_returned_day_is_corrected_and_confirmed(cast: Cast) -> None:
    agree(cast, cast.first)
    brief(cast, cast.first)
    log(cast, 1)
    entry = cast.practicum.entries.get()
    confirm(cast, cast.kristjan, **{f"verdict_{entry.pk}": "return", f"reason_{entry.pk}": "time_wrong"})
    times = {"day": str(entry.day), "starts": "09:00", "ends": "13:00", "break_minutes": "0", "chips": "advise"}
    cast.jelena.sends(f"/journal/entries/{entry.pk}/", **times)
    confirm(cast, cast.kristjan)
    assert (cast.now().confirmed_minutes, cast.now().waiting_minutes) == (240, 0)
