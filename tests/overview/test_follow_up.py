"""Who is late is reminded once; then it falls to the curator, then to the manager; all in working days."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements.clock import add_working_days, end_of_day, local_date
from placements.overview.digests import queue_digests
from placements.overview.reminders import follow_up
from placements.records.models import WorkItem
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


def asked_company(new_walk: Callable[[], Walk]) -> WorkItem:
    walk = new_walk().ask().review("approve")
    deliver_all()
    return WorkItem.objects.open().get(practicum=walk.practicum, kind="host_answer")


def overdue(item: WorkItem) -> list[str]:
    return list(
        WorkItem.objects.open().filter(kind="overdue", subject_id=item.pk).values_list("owner__name", flat=True)
    )


def test_the_company_is_reminded_once(new_walk: Callable[[], Walk]) -> None:
    item = asked_company(new_walk)
    for hours in (1, 2):
        follow_up(item.due_at + timedelta(hours=hours))
    mails = [mail for mail in deliver_all() if mail.to == [item.owner.email]]
    assert len(mails) == 1
    assert mails[0].subject.startswith("Meeldetuletus: ")


def test_nobody_is_reminded_before_the_due_date(new_walk: Callable[[], Walk]) -> None:
    item = asked_company(new_walk)
    follow_up(item.due_at)
    assert not OutboxMessage.objects.filter(state="waiting").exists()


def test_after_two_working_days_it_is_the_curator_s_and_ends_with_the_answer(new_walk: Callable[[], Walk]) -> None:
    item = asked_company(new_walk)
    first, second = (end_of_day(add_working_days(local_date(item.due_at), days)) for days in (1, 2))
    follow_up(first)
    assert overdue(item) == []
    follow_up(second)
    assert overdue(item) == ["Liis Saar"]
    WorkItem.objects.filter(pk=item.pk).update(done_at=second)
    follow_up(second)
    assert overdue(item) == []


def test_a_curator_s_own_lateness_is_the_manager_s(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask()
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="review")
    follow_up(end_of_day(add_working_days(local_date(item.due_at), 5)))
    assert overdue(item) == ["Piret Kallas"]


def test_the_digest_comes_once_a_day_in_the_morning(new_walk: Callable[[], Walk]) -> None:
    item = WorkItem.objects.open().get(practicum=new_walk().ask().practicum, kind="review")
    morning = item.due_at.replace(hour=7, minute=0)
    assert queue_digests(morning.replace(hour=5)) == 0
    assert queue_digests(morning) == queue_digests(morning) == 1
    assert OutboxMessage.objects.filter(kind="curator_digest").count() == 1
