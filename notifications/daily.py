"""Mails of which a person gets at most one a calendar day, in the sending window: what is due becomes one letter."""

from collections.abc import Iterator
from datetime import datetime, time

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from notifications.leases import claim, mark_done, put_off
from notifications.mail import send_mail
from notifications.models import OutboxMessage
from notifications.registry import DailyMail
from notifications.windows import ONE_DAY, TALLINN, host_mail_at


def deliver_day(message: OutboxMessage, daily: DailyMail) -> None:
    """Send what is due to this person as one letter, or put it off to when it may go. Source: interface spec 3 (8)."""
    now = timezone.now()
    at = _goes_at(message, daily, now)
    if at > now:
        put_off(message, at)
        return
    others = list(_others(message, daily, now))
    try:
        sent = _send(message, others, daily, now)
    except Exception:
        for each in others:
            put_off(each, now)
        raise
    for each in (message, *others):
        if sent:
            mark_done(each)
        else:
            put_off(each, host_mail_at(_midnight_after(now)))


def _goes_at(message: OutboxMessage, daily: DailyMail, now: datetime) -> datetime:
    """Not outside the window, not while the person is away, and together with what is due later on this day."""
    at = host_mail_at(max(now, daily.not_before(message) or now))
    if at > now or settings.DEMO:
        return at
    later = _waiting(message).filter(due_at__gt=now, due_at__lt=_midnight_after(now))
    return max([now, *(each.due_at for each in later if daily.applies(each))])


def _midnight_after(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(TALLINN).date() + ONE_DAY, time(0), tzinfo=TALLINN)


def _waiting(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    waiting = OutboxMessage.objects.filter(person=message.person_id, state=OutboxMessage.State.WAITING)
    return waiting.exclude(pk=message.pk).order_by("pk")


def _others(message: OutboxMessage, daily: DailyMail, now: datetime) -> Iterator[OutboxMessage]:
    """Claim what else is due to this person."""
    for each in _waiting(message).filter(due_at__lte=now):
        if daily.applies(each) and (daily.not_before(each) or now) <= now:
            claimed = claim(each.pk, now)
            if claimed is not None:
                yield claimed


def _send(message: OutboxMessage, others: list[OutboxMessage], daily: DailyMail, now: datetime) -> bool:
    """Returns whether it is settled: sent, or nothing left to say; False when the day has had its mail."""
    content = daily.build([message, *others], message.person)
    if content is None or not content.to:
        return True
    if not _takes_day(message, others, now):
        return False
    send_mail(content, tag=f"outbox-{message.pk}")
    return True


def _takes_day(message: OutboxMessage, others: list[OutboxMessage], now: datetime) -> bool:
    """The key of person and day is unique: of two workers one sends."""
    if settings.DEMO:
        return True
    key = f"day:{message.person_id}:{now.astimezone(TALLINN).date()}"
    OutboxMessage.objects.filter(pk__in=[each.pk for each in others], dedupe_key=key).update(dedupe_key=None)
    try:
        with transaction.atomic():
            OutboxMessage.objects.filter(pk=message.pk).update(dedupe_key=key)
    except IntegrityError:
        return False
    return True
