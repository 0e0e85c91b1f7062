"""Odd values in every field of the mentor's week and of a day off: a sentence, never a 500, nothing is confirmed."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.journal.models import Absence, Confirmation
from tests.hostile import send
from tests.journal.test_hostile import ODD
from tests.journal.two_learners import entered
from tests.journeys.people import hidden_fields
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
CORRECTED = {"verdict": "correct", "starts": "09:00", "ends": "13:00", "break": "30"}
# An empty verdict is the default; what else is in these fields is a text that is no choice.
SOUND = {("verdict", ""), ("starts_fold", ""), ("ends_fold", "")}


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(1)


def test_odd_values_of_a_week_confirm_nothing(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("placements.journal.host_views.QUICKEST_SECONDS", -1)
    client, base = entered(walk)
    pk, address = walk.practicum.entries.get().pk, f"{base}week/"
    shown = hidden_fields(client.get(address).content.decode()) | {"entry": str(pk)}
    fields = shown | {f"{name}_{pk}": value for name, value in CORRECTED.items()}
    for name in ("entry", f"version_{pk}", f"verdict_{pk}", f"starts_{pk}", f"ends_{pk}", f"break_{pk}"):
        for value in ODD:
            if (name.partition("_")[0], value) not in SOUND:
                status = send(client, address, fields | {name: value}).status_code
                assert status in (400, 409, 422), (name, value[:20], status)
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("field", ["client_id", "day", "reason"])
def test_odd_values_of_a_day_off_are_answered_by_a_sentence(field: str, walk: Walk, client: StrictClient) -> None:
    client.force_login(walk.practicum.learner)
    page = client.get("/journal/absences/").content.decode()
    sound = hidden_fields(page) | {"day": walk.day.isoformat(), "reason": "illness", "text": ""}
    for value in ODD:
        response = send(client, "/journal/absences/", sound | {field: value})
        assert response.status_code in (400, 409, 422), (value[:20], response.status_code)
    assert not Absence.objects.exists()
