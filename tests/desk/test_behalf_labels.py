"""What a curator entered for the mentor is called so wherever the day is shown, with its evidence."""

from collections.abc import Callable
from typing import Any

import pytest

from config.demo.walk import Walk
from placements.journal.contesting import contest_correction
from placements.journal.printing import journal_paper
from placements.records.models import WorkItem
from tests.desk.test_behalf import by_phone, client_of, days, desk
from tests.journal.test_host_pages import entered

pytestmark = pytest.mark.django_db
LABEL, EVIDENCE = "on the company's behalf</span>", "phone-call.txt"
WORDS: dict[str, dict[str, str]] = {
    "returned": {"verdict": "return", "reason": "not_present"},
    "corrected": {"verdict": "correct", "starts": "09:00", "ends": "13:00", "break_minutes": "30"},
}


def entered_for(walk: Walk, word: dict[str, str]) -> None:
    """Days of seven weeks ago, settled today by phone."""
    client, base = desk(walk)
    sent: dict[str, Any] = days(walk, day0=word) | by_phone()
    assert client.post(f"{base}confirm/", sent).status_code == 302


@pytest.mark.parametrize("state", WORDS)
def test_the_label_stands_on_every_page(state: str, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    entered_for(walk, WORDS[state])
    entry = walk.practicum.entries.get()
    assert entry.state == state
    learner, (curator, base), (mentor, host) = client_of(entry.learner), desk(walk), entered(walk)
    for client, address in ((learner, f"/journal/{entry.day}/"), (curator, f"{base}journal/")):
        page = client.get(f"{address}?lang=en").content.decode()
        assert (LABEL in page, EVIDENCE in page) == (True, True), address
    for client, address in ((learner, "/journal/"), (mentor, f"{host}done/")):
        assert LABEL in client.get(f"{address}?lang=en").content.decode(), address
    assert "s behalf" in str(journal_paper(walk.practicum)["weeks"])


def test_the_mentor_changes_what_was_entered_for_him(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    entered_for(walk, WORDS["returned"])
    entry, (mentor, host) = walk.practicum.entries.get(), entered(walk)
    data = {"entry": entry.pk, f"version_{entry.pk}": entry.version, f"verdict_{entry.pk}": "right"}
    assert [mentor.post(f"{host}done/", data).status_code for _ in range(2)] == [302, 409]
    entry.refresh_from_db()
    assert (entry.state, entry.posted_minutes) == ("confirmed", 270)


def test_who_settles_a_contest_sees_it_too(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    entered_for(walk, WORDS["corrected"])
    entry = walk.practicum.entries.get()
    contest_correction(entry, entry.learner, entry.version, "Olin kella kaheni.")
    item = WorkItem.objects.open().get(kind="contested_day")
    page = client_of(item.owner).get(f"/tasks/{item.pk}/?lang=en").content.decode()
    assert (LABEL in page, EVIDENCE in page) == (True, True)
