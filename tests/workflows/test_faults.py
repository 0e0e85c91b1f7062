"""An error in the middle of a step: all of it rolls back, the person is told, the log has it without personal data."""

import logging
from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.agreements.models import PlacementRequest
from placements.records.models import HistoryEntry, WorkItem
from tests.strictness import StrictClient
from workflows import acting

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SECRET = "Jelena Morozova"


def broken(*_: object) -> None:
    raise RuntimeError(f"cannot go on with {SECRET}")


def lines_of(caplog: pytest.LogCaptureFixture) -> str:
    """What the console's own formatter writes of the errors."""
    consoles = (handler.formatter for handler in logging.getLogger().handlers if handler.name == "console")
    formatter = next(consoles)
    assert formatter is not None
    return "".join(formatter.format(record) for record in caplog.records if record.levelno >= logging.ERROR)


def post_review(walk: Walk) -> tuple[StrictClient, str]:
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="review")
    client = StrictClient(raise_request_exception=False)
    client.force_login(item.owner)
    return client, f"/tasks/{item.pk}/"


def test_a_fault_in_the_middle_of_a_step_undoes_all_of_it(
    new_walk: Callable[[], Walk], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    walk = new_walk().ask()
    client, address = post_review(walk)
    monkeypatch.setattr(acting, "settle", broken)
    before = HistoryEntry.objects.count()
    with caplog.at_level(logging.ERROR):
        response = client.post(address, {"verdict": "approve", "reason": ""})
    assert response.status_code == 500
    assert HistoryEntry.objects.count() == before
    assert not walk.practicum.placements.exists()
    assert PlacementRequest.objects.get(practicum=walk.practicum).state == "submitted"
    assert lines_of(caplog)
    assert SECRET not in lines_of(caplog)


def test_a_step_that_is_done_answers_409_and_keeps_what_was_typed(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask()
    client, address = post_review(walk)
    walk.review("approve")
    response = client.post(address, {"verdict": "return", "reason": "Lisa nädalaplaan"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Liis Saar" in page
    assert "Lisa nädalaplaan" in page


def test_a_request_changed_in_another_window_answers_409_and_keeps_what_was_typed(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    client = StrictClient()
    client.force_login(walk.practicum.learner)
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="request")
    typed = {"version": "0", "source": "find", "wishes": "Väike pood", "mentor_language": "et", "break_minutes": "30"}
    draft = typed | {"remote_percent": "0", "draft": "1"}
    assert client.post(f"/tasks/{item.pk}/", draft).status_code == 302
    response = client.post(f"/tasks/{item.pk}/", draft | {"wishes": "Suur pood"})
    assert response.status_code == 409
    assert "Suur pood" in response.content.decode()
    assert PlacementRequest.objects.get(practicum=walk.practicum).wishes == "Väike pood"
