"""A day corrected by the mentor: both times, one press accepts, a text contests, the settlement is told."""

from collections.abc import Callable
from datetime import time

import pytest

from config.demo.walk import Walk
from placements.cohorts.selectors import curator_of
from placements.journal.confirming import confirm_days
from placements.journal.contesting import settle_contest
from placements.journal.models import Entry
from placements.journal.verdicts import Times, Verdict
from tests.completion.refusing import client_of, post
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db
WORDS = "Lahkusid veerand kaks"


@pytest.fixture
def entry(new_walk: Callable[[], Walk]) -> Entry:
    walk = new_walk().start().work(1)
    found: Entry = walk.practicum.entries.select_related("placement__mentor", "learner", "practicum__cohort").get()
    times = Times(time(9), time(13, 15), 30)
    confirm_days([found.placement], found.placement.mentor, {found.pk: Verdict(1, times=times, text=WORDS)})
    found.refresh_from_db()
    return found


def page(entry: Entry, address: str = "") -> str:
    return client_of(entry.learner).get(f"{address or f'/journal/{entry.day}/'}?lang=en").content.decode()


def test_both_times_and_the_mentor_s_words_stand_on_day_and_journal_and_home_leads_there(entry: Entry) -> None:
    for address in (f"/journal/{entry.day}/", "/journal/"):
        html = page(entry, address)
        assert all(words in html for words in ("09:00–14:00", "09:00–13:15", WORDS, "Accept the correction · 5"))
    assert f'href="/journal/{entry.day}/"' in page(entry, "/")


def test_the_mail_names_both_times_and_the_reason(entry: Entry) -> None:
    (text,) = [
        str(sent.body) for sent in deliver_all() if sent.to == [entry.learner.email] and "13:15" in str(sent.body)
    ]
    assert "09:00–14:00" in text
    assert WORDS in text


def test_one_press_accepts(entry: Entry) -> None:
    response = client_of(entry.learner).post(f"/journal/entries/{entry.pk}/accept/", {"version": entry.version})
    entry.refresh_from_db()
    assert (response.status_code, entry.state, entry.minutes) == (302, "confirmed", 225)
    assert "You accepted the mentor" in page(entry)


def test_a_contest_without_a_word_is_refused_at_the_field_and_changes_nothing(entry: Entry) -> None:
    answer = post(
        client_of(entry.learner), f"/journal/entries/{entry.pk}/contest/", {"version": entry.version, "text": " "}
    )
    assert answer.says("write what is wrong")


def test_a_stale_answer_is_refused_and_changes_nothing(entry: Entry) -> None:
    client, data = client_of(entry.learner), {"version": entry.version + 1, "text": "Ei"}
    for verb in ("accept", "contest"):
        answer = post(client, f"/journal/entries/{entry.pk}/{verb}/", data)
        assert (answer.status, answer.is_unchanged) == (409, True)


def test_a_contest_says_who_decides_by_when_and_the_settlement_what_and_why(entry: Entry) -> None:
    client_of(entry.learner).post(
        f"/journal/entries/{entry.pk}/contest/", {"version": entry.version, "text": "Olin kella kaheni"}
    )
    curator = curator_of(entry.practicum.cohort)
    html = page(entry)
    assert "Olin kella kaheni" in html
    assert "The curator decides by" in html
    assert curator.name in html
    entry.refresh_from_db()
    settle_contest(entry, curator, {"decision": "learner", "reason": "Kaamera näitab kella kahte"})
    html = page(entry)
    assert "The curator decided: your times hold." in html
    assert "Kaamera näitab kella kahte" in html


def test_somebody_else_s_correction_is_not_there(entry: Entry, new_walk: Callable[[], Walk]) -> None:
    other = client_of(new_walk().start().practicum.learner)
    for verb in ("accept", "contest", "restore"):
        assert other.post(f"/journal/entries/{entry.pk}/{verb}/", {"version": entry.version}).status_code == 404
