"""Hostile values in every field of a day: a sentence, never a 500, and no row is written."""

from typing import Any

import pytest

from placements import clock
from placements.agreements.models import Placement
from placements.journal.models import Entry
from tests.hostile import send
from tests.proving import desk
from tests.proving.twin import open_school
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
DAY = desk.working_day(3)
ODD = ["1_0", "٣", "8,5", "a\x00b", "\ud800", "9" * 400, "-1", "25:00", "9999-12-31", "0001-01-01", ""]
EXACT = ("client_id", "day", "starts", "ends", "break_minutes", "chips", "outcomes")
FREE = ("text", "learned", "late_reason")
# Nothing chosen there: it follows from the tasks.
SOUND = {("outcomes", "")}


@pytest.fixture
def placement() -> Placement:
    school = open_school()
    return desk.placed(school, school.practicum)


def browser(placement: Placement) -> StrictClient:
    client = StrictClient()
    client.force_login(placement.practicum.learner)
    return client


def post(client: StrictClient, changed: dict[str, str]) -> Any:
    form = {name: value[0] if isinstance(value, list) else value for name, value in desk.form_of(DAY).items()}
    with clock.moved_to(clock.instant(DAY, clock.time(18))):
        return send(client, f"/journal/{DAY}/", form | changed)


@pytest.mark.parametrize("field", EXACT)
def test_an_odd_value_is_answered_by_a_sentence(field: str, placement: Placement) -> None:
    client = browser(placement)
    for value in ODD:
        if (field, value) in SOUND:
            continue
        response = post(client, {field: value})
        assert response.status_code in (400, 409, 422), (value[:20], response.status_code)
        assert not Entry.objects.exists(), value[:20]
        assert response.status_code == 400 or 'role="alert"' in response.content.decode(), value[:20]


@pytest.mark.parametrize("field", FREE)
def test_a_text_that_is_none_is_answered_by_a_sentence(field: str, placement: Placement) -> None:
    client = browser(placement)
    for value in ("a\x00b", "x" * 20_001):
        assert post(client, {field: value}).status_code in (400, 422), value[:20]
    assert not Entry.objects.exists()
    assert post(client, {field: "\u202eÕige \ud800 tekst 💥 <script>\u202c"}).status_code == 302


@pytest.mark.parametrize("field", [*EXACT, *FREE])
def test_ten_megabytes_are_refused(field: str, placement: Placement) -> None:
    assert post(browser(placement), {field: "9" * 10_000_000}).status_code in (400, 413, 422)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "٢٠٢٦-٠١-٠١", "1_0", "%00", "x" * 3000])
def test_an_odd_day_in_the_address_is_a_page_that_is_not_there(day: str, placement: Placement) -> None:
    assert browser(placement).get(f"/journal/{day}/").status_code in (400, 404)
