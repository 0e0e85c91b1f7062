"""When the company is written to: the week on Friday at 14, the rest on working days from 8 to 18."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import LazySettings

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from notifications.windows import host_mail_at
from placements.journal.weeks import week_mail_time
from placements.records.models import WorkItem
from tests.walks import walk_maker

TALLINN = ZoneInfo("Europe/Tallinn")


@pytest.fixture
def new_walk_on(db: None) -> Iterator[Callable[[str], Walk]]:
    """A learner whose walk begins seven weeks before this day, at whose noon time stands still."""
    with ExitStack() as frozen:

        def begin(today: str) -> Walk:
            frozen.enter_context(time_machine.travel(f"{today} 12:00+02:00", tick=False))
            return walk_maker()()

        yield begin


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour, minute), tzinfo=TALLINN)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(25, 18), at(27, 14)),
        (at(27, 13, 59), at(27, 14)),
        (at(27, 14, 1), at(27, 14, 1)),
        (at(30, 9), at(30, 9)),
    ],
)
def test_a_week_is_asked_for_on_its_friday_or_at_once_when_that_has_passed(now: datetime, expected: datetime) -> None:
    assert week_mail_time(date(2026, 11, 25), now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(24, 7, 59), at(24, 8)),
        (at(24, 8), at(24, 8)),
        (at(24, 17, 59), at(24, 17, 59)),
        (at(24, 18), at(25, 8)),
        (at(27, 18), at(30, 8)),
        (at(23, 20, month=12), at(28, 8, month=12)),
    ],
)
def test_other_mails_wait_for_a_working_day_from_eight_to_eighteen(now: datetime, expected: datetime) -> None:
    assert host_mail_at(now) == expected


def test_the_demo_does_not_wait(settings: LazySettings) -> None:
    settings.DEMO = True
    assert week_mail_time(date(2026, 11, 25), at(25, 18)) == at(25, 18)
    assert host_mail_at(at(28, 3)) == at(28, 3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "logged_on", "mail_at"),
    [
        ("2026-11-26", date(2026, 10, 12), at(16, 14, month=10)),
        ("2026-11-24", date(2026, 10, 9), at(12, 8, month=10)),
    ],
    ids=["on Monday", "on Friday evening"],
)
def test_the_mail_about_a_logged_day_waits_in_the_outbox(
    today: str, logged_on: date, mail_at: datetime, new_walk_on: Callable[[str], Walk]
) -> None:
    walk = new_walk_on(today).start().work(1)
    assert walk.practicum.entries.get().day == logged_on
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="week")
    assert OutboxMessage.objects.get(kind="work_item", payload__item=item.pk).due_at == mail_at
