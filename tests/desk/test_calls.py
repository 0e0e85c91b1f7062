"""The curator phones a mentor who does not answer: what was agreed is kept, and leads on to confirming for him."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.cohorts.selectors import curator_of
from placements.journal.calling import record_call
from placements.records.models import HistoryEntry, WorkItem
from placements.refusals import Refused
from tests.strictness import StrictClient
from tests.workflows.stations import silent

pytestmark = pytest.mark.django_db


def test_the_call_shows_phone_and_days_and_closes_with_what_was_agreed(new_walk: Callable[[], Walk]) -> None:
    walk = silent(new_walk())
    client = StrictClient()
    client.force_login(curator_of(walk.practicum.cohort))
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="call_host")
    page = client.get(f"/inbox/{item.pk}/?lang=en").content.decode()
    for said in (walk.mentor.name, walk.mentor.phone, "09:00–14:00", f"/learners/{walk.practicum.pk}/confirm/"):
        assert said in page
    assert client.post(f"/inbox/{item.pk}/", {"agreed": ""}).status_code == 422
    assert client.post(f"/inbox/{item.pk}/", {"agreed": "Vastab täna õhtul."}).status_code == 302
    told = HistoryEntry.objects.get(practicum=walk.practicum, action="host.called")
    assert (told.reason, told.channel) == ("Vastab täna õhtul.", "phone")
    assert walk.practicum.entries.get().state == "submitted"
    assert not WorkItem.objects.open().filter(pk=item.pk).exists()


def test_nobody_phones_once_the_mentor_has_answered(new_walk: Callable[[], Walk]) -> None:
    walk = silent(new_walk())
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="call_host")
    walk.confirm()
    item.refresh_from_db()
    assert (item.done_at is not None, item.done_by) == (True, walk.mentor)


def test_a_call_without_words_is_refused_and_changes_nothing(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start()
    before = HistoryEntry.objects.count()
    with pytest.raises(Refused, match=r"call\.agreed_needed"):
        record_call(walk.practicum.placements.get(), curator_of(walk.practicum.cohort), "  ")
    assert HistoryEntry.objects.count() == before
