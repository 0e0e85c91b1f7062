"""What is refused of one of many days stands at that day, at the field that it concerns."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from config.demo.walk import Walk
from tests.desk.test_behalf import by_phone, client_of, days, desk
from tests.journal.two_learners import entered, sent

pytestmark = pytest.mark.django_db
Patch = pytest.MonkeyPatch
TURNED = {"starts": "10:00", "ends": "09:00"}


def test_on_the_mentor_s_page(new_walk: Callable[[], Walk], monkeypatch: Patch) -> None:
    walk = new_walk().start().work(3)
    first, second, third = walk.practicum.entries.order_by("day")
    client, base = entered(walk)
    said = {f"verdict_{first.pk}": "correct", f"verdict_{second.pk}": "return"}
    said |= {f"{name}_{first.pk}": value for name, value in TURNED.items()}
    found = fieldsets(sent(client, f"{base}week/?lang=en", monkeypatch, **said))
    assert "needs a reason" in found[second.pk]
    assert 'class="err' not in found[first.pk] + found[third.pk]
    found = fieldsets(sent(client, f"{base}week/?lang=en", monkeypatch, **said, **{f"reason_{second.pk}": "other"}))
    assert "did you mean 09:00–10:00?" in found[first.pk]
    assert f'name="ends_{first.pk}" value="09:00" aria-invalid="true"' in found[first.pk]
    assert 'class="err' not in found[second.pk] + found[third.pk]


def fieldsets(response: Any) -> dict[int, str]:
    """The page's days by entry."""
    assert response.status_code == 409
    parts = response.content.decode().split('<fieldset class="card day"')[1:]
    return {int(re.search(r'name="entry" value="(\d+)"', part)[1]): part for part in parts}  # type: ignore[index]


def test_on_the_curator_s_page(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(2)
    first, second = walk.practicum.entries.order_by("day")
    client, base = desk(walk)
    wrong = {"verdict": "correct", "break_minutes": "0", **TURNED}
    page = client.post(f"{base}confirm/?lang=en", days(walk, day0=wrong, day1={"verdict": "return"}) | by_phone())
    parts = page.content.decode().split('<fieldset class="card day"')[1:]
    assert page.status_code == 409
    assert ["needs a reason" in each for each in parts] == [False, True]
    sound = days(walk, day0=wrong, day1={"verdict": "return", "reason": "other"})
    parts = client.post(f"{base}confirm/?lang=en", sound | by_phone()).content.decode().split("<fieldset")[1:3]
    assert ["did you mean" in each for each in parts] == [True, False]
    assert f'id="id_d{first.pk}-ends_error"' in parts[0]
    assert f'id="id_d{second.pk}-ends_error"' not in parts[1]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("break_minutes", "-5", "Break: enter whole minutes"),
        ("break_minutes", "8,5", "Break: enter whole minutes"),
        ("break_minutes", "721", "longer than 12 hours"),
        ("ends", "", "End: enter hours and minutes"),
        ("day", "", "Day: choose a date"),
    ],
)
def test_a_field_names_itself_and_the_way_out(name: str, value: str, told: str, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(1)
    entry = walk.practicum.entries.get()
    typed = {"version": "1", "client_id": str(entry.client_id), "day": f"{entry.day}", "starts": "09:00"}
    typed |= {"ends": "14:00", "break_minutes": "30", "chips": "advise", name: value}
    page = client_of(entry.learner).post(f"/journal/entries/{entry.pk}/?lang=en", typed)
    assert page.status_code == 422
    assert told in page.content.decode()
