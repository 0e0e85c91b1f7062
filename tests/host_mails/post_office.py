"""A post office with a clock of its own: hour by hour it delivers what is due and follows up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.core import mail
from django.utils import timezone

from notifications.delivery import deliver_message
from notifications.relay import due_messages
from placements.clock import TALLINN
from placements.overview.reminders import follow_up


@dataclass
class PostOffice:
    """Where its clock stands, and the mails with the hour at which each went out."""

    clock: Any
    sent: list[tuple[datetime, Any]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return timezone.now().astimezone(TALLINN)

    def work(self) -> None:
        """Follow up, and deliver what is due at this instant."""
        follow_up(timezone.now())
        before = len(mail.outbox)
        while ids := list(due_messages(timezone.now()).values_list("pk", flat=True)):
            for pk in ids:
                deliver_message(pk)
        self.sent += [(self.now, each) for each in mail.outbox[before:]]

    def go_to(self, text: str) -> "PostOffice":
        """Work every three hours up to this instant."""
        until = datetime.fromisoformat(text).replace(tzinfo=TALLINN)
        while self.now + timedelta(hours=3) < until:
            self.clock.shift(timedelta(hours=3))
            self.work()
        self.clock.move_to(until)
        self.work()
        return self

    def to(self, person: Any) -> list[tuple[str, str]]:
        """When this person was written to, and under which subject."""
        return [(f"{at:%d.%m %H:%M}", str(each.subject)) for at, each in self.sent if each.to == [person.email]]

    def forget(self) -> "PostOffice":
        self.sent.clear()
        return self


@contextmanager
def open_at(text: str) -> Iterator[PostOffice]:
    """A post office whose clock begins here and stands still between its steps."""
    with time_machine.travel(f"{text}+02:00", tick=False) as clock:
        yield PostOffice(clock)
