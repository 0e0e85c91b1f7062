"""The curator settles contests, judges absences, and writes down a call: from the inbox."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from config.demo.walk import Walk
from placements.cohorts.selectors import curator_of
from placements.journal.absences import say_absent
from placements.records.models import WorkItem
from tests.strictness import StrictClient
from tests.workflows.stations import absent, contested

pytestmark = pytest.mark.django_db
Desk = tuple[StrictClient, str]


def opened(walk: Walk, kind: str) -> Desk:
    """The curator's browser and the address of the open item of this kind."""
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind=kind)
    client = StrictClient()
    client.force_login(curator_of(walk.practicum.cohort))
    return client, f"/inbox/{item.pk}/"


def test_the_contest_shows_both_times_and_both_reasons(new_walk: Callable[[], Walk]) -> None:
    client, address = opened(contested(new_walk()), "contested_day")
    page = client.get(f"{address}?lang=en").content.decode()
    for said in ("09:00–14:00", "09:00–13:00", "Lõpetasime kell 13.", "Koristasin veel saali.", "The time is wrong"):
        assert said in page


@pytest.mark.parametrize(
    ("decision", "state", "minutes"),
    [("mentor", "confirmed", 210), ("learner", "confirmed", 270), ("again", "returned", 0)],
)
def test_the_curator_s_decision_holds_at_once(
    decision: str, state: str, minutes: int, new_walk: Callable[[], Walk]
) -> None:
    walk = contested(new_walk())
    client, address = opened(walk, "contested_day")
    response = client.post(address, {"decision": decision, "reason": "Kassa suleti kell 13."})
    walk.practicum.refresh_from_db()
    assert response.status_code == 302
    assert walk.practicum.entries.get().state == state
    assert walk.practicum.confirmed_minutes == minutes
    assert not WorkItem.objects.open().filter(practicum=walk.practicum, kind="contested_day").exists()


@pytest.mark.parametrize("data", [{"decision": "mentor"}, {"reason": "Nii oli"}, {"decision": "both", "reason": "x"}])
def test_a_decision_without_reason_or_choice_changes_nothing(
    data: dict[str, str], new_walk: Callable[[], Walk]
) -> None:
    walk = contested(new_walk())
    client, address = opened(walk, "contested_day")
    assert client.post(address, data).status_code == 422
    assert walk.practicum.entries.get().state == "contested"


def two_absences(walk: Walk) -> tuple[Walk, list[int]]:
    absent(walk).rest()
    with walk.at():
        data = {"day": walk.day, "reason": "other", "text": "Kolimine"}
        say_absent(walk.practicum, walk.practicum.learner, uuid4(), data)
    return walk, list(walk.practicum.absences.order_by("day").values_list("pk", flat=True))


def test_every_absence_is_judged_in_one_act(new_walk: Callable[[], Walk]) -> None:
    walk, (ill, moving) = two_absences(new_walk())
    client, address = opened(walk, "absence")
    assert "Kolimine" in client.get(address).content.decode()
    data = {f"absence_{ill}": "yes", f"absence_{moving}": "no", "reason": "Ei leppinud kokku."}
    assert client.post(address, data).status_code == 302
    judged = walk.practicum.absences.order_by("day").values_list("is_excused", flat=True)
    assert list(judged) == [True, False]
    assert not WorkItem.objects.open().filter(practicum=walk.practicum, kind="absence").exists()


def test_an_absence_is_not_excused_only_with_a_reason_and_none_is_left_out(new_walk: Callable[[], Walk]) -> None:
    walk, (ill, moving) = two_absences(new_walk())
    client, address = opened(walk, "absence")
    assert client.post(address, {f"absence_{ill}": "yes", f"absence_{moving}": "no"}).status_code == 422
    assert client.post(address, {f"absence_{ill}": "yes", "reason": "Jah"}).status_code == 422
    assert set(walk.practicum.absences.values_list("is_excused", flat=True)) == {None}
