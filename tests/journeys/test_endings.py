"""A practicum ends before its completion, in each of the ways, and another one begins."""

import re
from datetime import timedelta

import pytest

from placements.agreements.models import Practicum
from placements.certificates.register import content_kept
from tests.journeys.beginnings import furnished, taught
from tests.journeys.conftest import Cast
from tests.journeys.deeds import FULL, agree, ask, brief, confirm, finish, log, log_on, today
from tests.journeys.people import User
from tests.journeys.schooling import PASSED, certify
from tests.outbox import deliver_all

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ENDINGS = {"break_off": "broken_off", "cancel": "cancelled", "withdraw": "withdrawn", "expel": "expelled"}
IN_ENGLISH = {"break_off": "Broken off", "cancel": "Cancelled", "withdraw": "Studies given up", "expel": "Expelled"}


def two_days_wait(cast: Cast) -> None:
    cast.walk(15).start().work(2)


def end(cast: Cast, code: str, status: int = 302) -> None:
    """Today is the last day; the manager may do all of them."""
    cast.piret.turns(cast.practicum, code, status, on=str(today()), reason="Isiklik põhjus")


@pytest.mark.parametrize("code", ENDINGS)
def test_waiting_days_are_still_settled_by_the_mentor_s_link(cast: Cast, code: str) -> None:
    two_days_wait(cast)
    cast.kristjan.follow_link()
    end(cast, code)
    assert cast.now().stage == ENDINGS[code]
    assert f"{today():%d.%m.%Y}" in cast.kristjan.mails()[-1].subject
    confirm(cast, cast.kristjan)
    assert (cast.now().confirmed_minutes, cast.now().waiting_minutes) == (540, 0)
    assert cast.now().stage == ENDINGS[code]
    assert not cast.practicum.work_items.open().exclude(kind="former_evaluation").exists()


@pytest.mark.parametrize("code", ENDINGS)
def test_the_learner_reads_how_it_ended_what_stays_and_whom_to_ask(cast: Cast, code: str) -> None:
    cast.walk(15).start().work(2).confirm()
    end(cast, code)
    page = cast.jelena.opens("/?lang=en")
    assert f"<h2>{IN_ENGLISH[code]}</h2>" in page
    assert f"{today():%d.%m.%Y}" in page
    assert "9\xa0h = 12\xa0ac.\xa0h" in page
    assert cast.liis.person.name in page
    assert ("You can begin again" in page) == (code in {"break_off", "cancel"})
    assert 'name="chips"' not in page
    log_on(cast, today(), status=409)


def begin_again(cast: Cast, by: User) -> None:
    """A new practicum stands; the story goes on with it."""
    former = cast.practicum.pk
    assert "/begin-again/" in by.opens(f"/learners/{former}/turnings/")
    response = by.client.post(f"/learners/{former}/begin-again/")
    cast.practicum = Practicum.objects.get(enrolment=cast.practicum.enrolment, ended_at=None)
    assert response.headers["Location"] == f"/learners/{cast.practicum.pk}/"


def go_on_elsewhere(cast: Cast) -> None:
    """A new practicum at the second company, from tomorrow on, up to its completion."""
    begin_again(cast, cast.liis)
    cast.later(days=1)
    agree(cast, cast.second)
    brief(cast, cast.second)
    log(cast, FULL)
    confirm(cast, cast.maarika)
    finish(cast, cast.maarika)


def test_a_practicum_broken_off_is_begun_again_completed_and_certified(cast: Cast) -> None:
    furnished(cast)
    taught(cast, PASSED)
    cast.walk(15).start().work(2).confirm()
    former = cast.practicum
    end(cast, "break_off")
    go_on_elsewhere(cast)
    assert (cast.now().stage, cast.now().confirmed_minutes) == ("completed", FULL * 270)
    former.refresh_from_db()
    assert (former.stage, former.confirmed_minutes) == ("broken_off", 540)
    deliver_all()
    assert cast.piret.has("decision")
    document = certify(cast)
    assert (document.kind, content_kept(document)["minutes"]["practicum"]) == ("tunnistus", FULL * 270 + 540)


def test_whose_practicum_was_broken_off_may_begin_again_until_the_decision_date_and_then_gets_an_attestation(
    cast: Cast,
) -> None:
    cast.walk(15).start().work(2).confirm()
    taught(cast, PASSED)
    end(cast, "break_off")
    assert "The decision is pending." in cast.jelena.opens("/decision/?lang=en")
    cast.later(days=60)
    furnished(cast)
    document = certify(cast, "picked")
    assert (document.kind, document.public_content["minutes"]["practicum"]) == ("toend", 540)


def test_the_former_practicum_s_journal_stays_within_reach(cast: Cast) -> None:
    cast.walk(15).start().work(2).confirm()
    former = cast.practicum.pk
    end(cast, "break_off")
    begin_again(cast, cast.liis)
    page = cast.jelena.opens("/?lang=en")
    assert "Your earlier practicum" in page
    assert f"/journey/?of={former}" in page
    assert f"/journal/?of={former}" in page
    assert len(re.findall(r'href="/journal/\d{4}-', cast.jelena.opens(f"/journal/?of={former}"))) >= 2


def test_a_returned_day_of_the_former_practicum_is_still_corrected(cast: Cast) -> None:
    cast.walk(15).start().work(2).confirm(returned=1)
    entry = cast.practicum.entries.get(state="returned")
    end(cast, "break_off")
    begin_again(cast, cast.liis)
    assert f"/journal/entries/{entry.pk}/" in cast.jelena.opens("/")
    times = {"day": str(entry.day), "starts": "09:00", "ends": "13:00", "break_minutes": "0", "chips": "advise"}
    cast.jelena.sends(f"/journal/entries/{entry.pk}/", **times)
    confirm(cast, cast.kristjan)
    entry.refresh_from_db()
    assert entry.state == "confirmed"


def test_a_company_that_was_only_asked_hears_that_it_is_no_longer(cast: Cast) -> None:
    ask(cast, cast.first)
    cast.kristjan.follow_link()
    end(cast, "break_off")
    assert "Jelena Morozova" in cast.kristjan.mails()[-1].subject
    assert cast.liis.person.email in cast.kristjan.arrives()
    assert cast.now().ended_on == today()


def test_after_the_window_nobody_begins_again(cast: Cast) -> None:
    end(cast, "break_off")
    cast.traveller.shift(timedelta(days=61))
    page = cast.liis.opens(f"/learners/{cast.practicum.pk}/turnings/")
    assert "/begin-again/" in page
    response = cast.liis.client.post(f"/learners/{cast.practicum.pk}/begin-again/")
    assert response.status_code == 409
    assert cast.practicum.enrolment.practicums.count() == 1
