"""What follows when a mentor does not answer about days: reminders, then the curator phones. Silence decides nothing.

The day of the mail is day 0; reminders come on the policy's working days, the call on the next one, and that ends the
mails about this request. Source: domain, section 9 (Working days).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Min, OuterRef

from notifications.models import OutboxMessage
from notifications.services import queue_message
from notifications.windows import host_mail_at
from placements.agreements.mentoring import last_away
from placements.clock import deadline, local_date, working_days_between
from placements.cohorts.selectors import curator_of, policy_of
from placements.journal.models import Entry
from placements.journal.weeks import week_mail_time
from placements.records.models import Part, WorkItem
from placements.records.services import open_item

WEEK, CALL = "week", "call_host"
WORKING_DAYS = 1


@dataclass(frozen=True, slots=True)
class Told:
    """The mails about one week item: which told of days, which reminded."""

    tellings: list[OutboxMessage]
    reminders: list[OutboxMessage]


def follow_weeks(now: datetime) -> int:
    """Tell mentors of days logged since their last mail, remind them, open and close calls; returns how many acts."""
    closed = _close_calls(now)
    items = WorkItem.objects.open().filter(kind=WEEK, part=Part.HOST, owner__email__isnull=False)
    related = ("practicum__cohort", "owner")
    return closed + sum(_follow(item, now) for item in items.select_related(*related).order_by("pk"))


def _close_calls(now: datetime) -> int:
    """Nobody phones about days that are settled."""
    asked = Entry.objects.asked().filter(placement=OuterRef("subject_id"))
    return WorkItem.objects.open().filter(kind=CALL).exclude(Exists(asked)).update(done_at=now)


@transaction.atomic
def _follow(item: WorkItem, now: datetime) -> int:
    locked = WorkItem.objects.open().select_for_update(of=("self",)).filter(pk=item.pk).first()
    days = Entry.objects.asked().filter(placement=item.subject_id)
    logged_at = days.aggregate(first=Min("entered_at"))["first"]
    if locked is None or logged_at is None:
        return 0
    told = _told(item)
    return _tell_new_days(item, told.tellings, now) + _remind_or_call(item, told, logged_at, now)


def _told(item: WorkItem) -> Told:
    messages = list(OutboxMessage.objects.filter(kind="work_item", payload__item=item.pk).order_by("due_at", "pk"))
    tellings = [each for each in messages if "reminder" not in each.payload]
    return Told(tellings, [each for each in messages if "reminder" in each.payload])


def _tell_new_days(item: WorkItem, tellings: Iterable[OutboxMessage], now: datetime) -> int:
    """Days that were logged after the last mail go into the next one: that of their week."""
    last = max((each.due_at for each in tellings), default=None)
    if last is None:
        return 0
    fresh = Entry.objects.asked().filter(placement=item.subject_id, entered_at__gt=last).order_by("day").first()
    if fresh is None:
        return 0
    due_at = host_mail_at(week_mail_time(fresh.day, now))
    queue_message("work_item", person_id=item.owner_id, due_at=due_at, item=item.pk)
    return 1


def _remind_or_call(item: WorkItem, told: Told, logged_at: datetime, now: datetime) -> int:
    """By the working days since the mail that first told of the oldest day that still waits."""
    assert item.practicum is not None
    today = local_date(now)
    first = next((each.due_at for each in told.tellings if each.due_at >= logged_at), None)
    back_on = last_away(item.owner)
    if first is None or first > now or (back_on and back_on > today):
        return 0
    waited = working_days_between(max(local_date(first), back_on or local_date(first)), today)
    days = policy_of(item.practicum.cohort).confirmation.reminder_working_days
    if waited > max(days, default=0):
        return _call(item, first, now)
    number, sent = sum(day <= waited for day in days), sum(each.due_at > first for each in told.reminders)
    return _remind(item, number, now) if number > sent else 0


def _remind(item: WorkItem, number: int, now: datetime) -> int:
    WorkItem.objects.filter(pk=item.pk).update(reminded_at=now)
    queue_message("work_item", person_id=item.owner_id, due_at=host_mail_at(now), item=item.pk, reminder=number)
    return 1


def _call(item: WorkItem, since: datetime, now: datetime) -> int:
    """Once for each request, even when the curator has phoned and the days wait on."""
    calls = WorkItem.objects.filter(kind=CALL, practicum=item.practicum_id, subject_id=item.subject_id)
    if calls.filter(created_at__gte=since).exists():
        return 0
    assert item.practicum is not None
    open_item(
        CALL, part=Part.CURATOR, owner=curator_of(item.practicum.cohort), due_at=deadline(now, WORKING_DAYS),
        practicum=item.practicum, subject_id=item.subject_id,
    )  # fmt: skip
    return 1
