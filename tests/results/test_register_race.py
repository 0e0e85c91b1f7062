"""Two trainers save the same register at the same instant: one wins, the other is told both values, on PostgreSQL."""

import threading
from typing import Any

import pytest
from django.db import connections

from notifications.models import OutboxMessage
from placements.results.models import Attendance
from tests.office import browser_of, open_office
from tests.results.world import Course, open_course

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 5


def save_at_once(course: Course, page: str, minutes: dict[str, str]) -> dict[str, Any]:
    """What each of the trainers is answered."""
    gate, answers = threading.Barrier(len(minutes)), {}

    def run(name: str) -> None:
        browser = browser_of(getattr(course.office, name))
        data = {f"seen-{each.pk}": "0" for each in course.learners}
        data |= {f"mark-{each.pk}": minutes[name] for each in course.learners}
        gate.wait(timeout=10)
        try:
            answers[name] = browser.post(page, {"do": "save"} | data)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(name,)) for name in minutes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def test_one_register_is_saved_once() -> None:
    course = open_course(open_office())
    said = {"marika": "45", "liis": "75"}
    for round_ in range(1, ROUNDS + 1):
        session = course.session(-round_)
        OutboxMessage.objects.all().delete()
        answers = save_at_once(course, f"/cohorts/{course.cohort.code}/attendance/{session.pk}/", said)
        statuses = {name: answer.status_code for name, answer in answers.items()}
        assert sorted(statuses.values()) == [302, 409]
        (winner,) = (name for name, status in statuses.items() if status == 302)
        (loser,) = set(said) - {winner}
        assert set(Attendance.objects.filter(session=session).values_list("minutes", flat=True)) == {int(said[winner])}
        shown = answers[loser].content.decode()
        assert all(f"{value} min" in shown for value in said.values())
        assert OutboxMessage.objects.filter(kind="results_changed").count() == len(course.learners)
