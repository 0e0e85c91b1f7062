"""The company's pages: in three languages, without a briefing, and the receipt on which a day is taken back."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.journal.models import Confirmation, Entry, HourPosting
from placements.people.links import enter_url, grant_link
from placements.people.models import Person
from placements.records import guards
from placements.records.models import HistoryEntry, WorkItem
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
STEPS: dict[str, Callable[[Walk], Walk]] = {
    "host_answer": lambda walk: walk.ask().review("approve"),
    "host_signature": lambda walk: walk.ask().review("approve").answer(accepts=True),
    "safety_briefing": lambda walk: walk.ask().review("approve").answer(accepts=True).sign(),
    "evaluation": lambda walk: walk.start().work(11).confirm(),
}


def entered(walk: Walk, person: Person | None = None) -> tuple[StrictClient, str]:
    link = grant_link(person or walk.mentor, walk.practicum.placements.get())
    client = StrictClient()
    client.get(enter_url(link))
    return client, f"/host/{link.public_id}/"


@pytest.mark.parametrize("language", ["et", "ru", "en"])
@pytest.mark.parametrize("kind", STEPS)
def test_every_step_of_the_company_speaks_three_languages(
    kind: str, language: str, new_walk: Callable[[], Walk]
) -> None:
    walk = STEPS[kind](new_walk())
    item = WorkItem.objects.open().select_related("owner").get(practicum=walk.practicum, kind=kind)
    client, base = entered(walk, item.owner)
    page = client.get(f"{base}tasks/{item.pk}/?lang={language}").content.decode()
    assert f'<html lang="{language}"' in page
    assert walk.practicum.learner.name in page


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_week_and_receipt_speak_three_languages(language: str, new_walk: Callable[[], Walk]) -> None:
    client, base = entered(new_walk().start().work(2).confirm(returned=1).work(1))
    for page in ("week", "done"):
        response = client.get(f"{base}{page}/?lang={language}")
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()


def lately(walk: Walk) -> Entry:
    """A day confirmed at this very hour, so that its window is open."""
    walk.confirm()
    guards.remove()
    Confirmation.objects.update(final_at="2100-01-01T00:00Z")
    guards.install()
    return Entry.objects.get(practicum=walk.practicum)


def test_a_day_is_taken_back_once_with_a_reason(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    entry = lately(walk)
    client, base = entered(walk)
    data = {"entry": entry.pk, f"version_{entry.pk}": entry.version, f"reason_{entry.pk}": "time_wrong"}
    assert [client.post(f"{base}done/", data).status_code for _ in range(2)] == [302, 409]
    entry.refresh_from_db()
    assert entry.state == Entry.State.RETURNED
    assert sum(HourPosting.objects.values_list("minutes", flat=True)) == 0
    assert HistoryEntry.objects.filter(action="entry.taken_back").count() == 1


def test_without_a_reason_nothing_is_taken_back(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    entry = lately(walk)
    client, base = entered(walk)
    response = client.post(f"{base}done/", {"entry": entry.pk, f"version_{entry.pk}": entry.version})
    assert response.status_code == 409
    entry.refresh_from_db()
    assert entry.state == Entry.State.CONFIRMED


def test_a_day_of_another_placement_cannot_be_taken_back(new_walk: Callable[[], Walk]) -> None:
    foreign, walk = new_walk().start().work(1).confirm(), new_walk().start()
    client, base = entered(walk)
    entry = foreign.practicum.entries.get()
    data = {"entry": entry.pk, f"version_{entry.pk}": entry.version, f"reason_{entry.pk}": "time_wrong"}
    assert client.post(f"{base}done/", data).status_code == 404


def test_fifty_looks_at_the_receipt_change_no_row(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(2).confirm()
    client, base = entered(walk)
    before = (HistoryEntry.objects.count(), HourPosting.objects.count(), WorkItem.objects.count())
    for _ in range(50):
        assert client.get(f"{base}done/").status_code == 200
        assert client.head(f"{base}done/").status_code == 200
    assert (HistoryEntry.objects.count(), HourPosting.objects.count(), WorkItem.objects.count()) == before


def test_the_week_says_how_many_days_and_which(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(3)
    client, base = entered(walk)
    page = client.get(f"{base}week/?lang=et").content.decode()
    assert "3 päeva" in page
    assert f"{walk.practicum.entries.order_by('day').last().day:%d.%m.%Y}" in page
