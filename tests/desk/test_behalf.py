"""A curator enters what the mentor said on paper or by phone, and it is labelled so everywhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.walk import Walk
from placements.cohorts.selectors import curator_of
from placements.journal.models import Confirmation, Entry
from placements.journal.services import withdraw_entry
from placements.people.models import Person
from placements.records.models import StoredFile, WorkItem
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.7 signed sheet"


def client_of(person: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(person)
    return client


def desk(walk: Walk) -> tuple[StrictClient, str]:
    return client_of(curator_of(walk.practicum.cohort)), f"/learners/{walk.practicum.pk}/"


def days(walk: Walk, **changed: dict[str, str]) -> dict[str, Any]:
    """Every waiting day as the page sends it: right, unless it is changed by its date."""
    sent: dict[str, Any] = {}
    for index, entry in enumerate(walk.practicum.entries.filter(state="submitted").order_by("day")):
        fields = {"version": str(entry.version), "verdict": "right"} | changed.get(f"day{index}", {})
        sent |= {f"d{entry.pk}-{name}": value for name, value in fields.items()}
    return sent


def by_phone(**more: str) -> dict[str, str]:
    return {"channel": "phone", "reason": "E-post ei jõua kohale", "note": "Kristjan Tamm, täna 10:35", **more}


def stored_contents() -> set[str]:
    """The names under which contents lie in the storage, with or without a row."""
    return set(default_storage.listdir("practicums")[1]) if default_storage.exists("practicums") else set()


def states(walk: Walk) -> list[str]:
    return list(walk.practicum.entries.order_by("day").values_list("state", flat=True))


def test_the_mentor_s_word_by_phone_is_entered_day_by_day(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(3)
    client, base = desk(walk)
    corrected = {
        "verdict": "correct",
        "starts": "09:00",
        "ends": "13:00",
        "break_minutes": "30",
        "reason": "time_wrong",
    }
    sent = days(walk, day1=corrected, day2={"verdict": "return", "reason": "not_present"})
    assert client.post(f"{base}confirm/", sent | by_phone()).status_code == 302
    assert states(walk) == ["confirmed", "corrected", "returned"]
    confirmation = Confirmation.objects.get()
    assert (confirmation.basis, confirmation.channel, confirmation.on_behalf_of) == ("on_behalf", "phone", walk.mentor)
    assert not WorkItem.objects.open().filter(practicum=walk.practicum, kind="week").exists()


def test_a_signed_sheet_is_kept_and_opened_by_school_and_learner_alone(new_walk: Callable[[], Walk]) -> None:
    walk, other = new_walk().start().work(1), new_walk()
    client, base = desk(walk)
    scan = SimpleUploadedFile("leht.pdf", SCAN)
    sent = days(walk) | {"channel": "paper", "reason": "Arvutit ei ole", "evidence": scan}
    assert client.post(f"{base}confirm/", sent).status_code == 302
    address = f"/files/{StoredFile.objects.get().pk}/"
    assert client.get(address).content == SCAN
    assert client_of(walk.practicum.learner).get(address).content == SCAN
    assert client_of(other.practicum.learner).get(address).status_code == 404
    assert StrictClient().get(address).status_code == 302


def test_who_confirmed_and_by_what_is_said_in_the_journal_and_on_paper(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    client, base = desk(walk)
    client.post(f"{base}confirm/", days(walk) | by_phone())
    journal = client.get(f"{base}journal/?lang=en").content.decode()
    assert "on the company's behalf" in journal.replace("&#x27;", "'")
    assert f"/files/{StoredFile.objects.get().pk}/" in journal
    printed = client.get(f"{base}journal/print/?lang=en").content.decode().replace("&#x27;", "'")
    assert (
        f"On the company's behalf, mentor {walk.mentor.name}: E-post ei jõua kohale. Evidence: phone-call.txt"
        in printed
    )


WRONG: dict[str, tuple[dict[str, str], int]] = {
    "no channel": ({"channel": ""}, 422),
    "no reason": ({"reason": ""}, 422),
    "no evidence": ({"note": ""}, 409),
    "paper without its sheet": ({"channel": "paper"}, 409),
}


@pytest.mark.parametrize("name", WRONG)
def test_without_channel_reason_or_evidence_nothing_changes(name: str, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    client, base = desk(walk)
    changed, status = WRONG[name]
    response = client.post(f"{base}confirm/", days(walk) | by_phone(**changed))
    assert response.status_code == status
    assert by_phone(**changed)["reason"] in response.content.decode()
    assert (states(walk), StoredFile.objects.count()) == (["submitted"], 0)


def test_a_note_beside_a_file_is_kept_with_the_reason(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    client, base = desk(walk)
    scan = SimpleUploadedFile("leht.pdf", SCAN)
    assert client.post(f"{base}confirm/", days(walk) | by_phone() | {"evidence": scan}).status_code == 302
    confirmation = Confirmation.objects.get()
    assert confirmation.reason == "E-post ei jõua kohale\nKristjan Tamm, täna 10:35"
    assert confirmation.evidence is not None
    assert confirmation.evidence.name == "leht.pdf"


def test_wrong_times_and_odd_fields_are_told_at_the_field(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    client, base = desk(walk)
    for odd in ({"verdict": "correct", "ends": ""}, {"verdict": "maybe"}, {"version": "1_0"}, {"break_minutes": "٣"}):
        sent = days(walk, day0={"starts": "09:00", "ends": "13:00", "break_minutes": "30", **odd})
        assert client.post(f"{base}confirm/", sent | by_phone()).status_code == 422
    assert states(walk) == ["submitted"]


def test_a_day_withdrawn_meanwhile_is_told_and_the_rest_goes_through_the_second_time(
    new_walk: Callable[[], Walk],
) -> None:
    walk = new_walk().start().work(2)
    client, base = desk(walk)
    sent = days(walk) | by_phone()
    first = walk.practicum.entries.order_by("day")[0]
    withdraw_entry(Entry.objects.get(pk=first.pk), walk.practicum.learner, first.version)
    before = stored_contents()
    response = client.post(f"{base}confirm/", sent)
    assert response.status_code == 409
    assert "Kristjan Tamm, täna 10:35" in response.content.decode()
    assert stored_contents() == before
    assert client.post(f"{base}confirm/", days(walk) | by_phone()).status_code == 302
    assert states(walk) == ["withdrawn", "confirmed"]


def test_the_week_of_a_mentor_without_an_address_leads_to_entering_it_for_him(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    Person.objects.filter(pk=walk.mentor.pk).update(email=None)
    client, base = desk(walk)
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="week")
    response = client.get(f"/inbox/{item.pk}/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"{base}confirm/")
