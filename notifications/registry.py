"""Who does what is queued: consumers by kind, and builders of mails. The rooms above register here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MailContent:
    """A mail ready to send to one address."""

    to: str
    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True, slots=True)
class Consumer:
    """What is done with a message; one that touches only the database is done and marked in one transaction."""

    consume: Callable[[Payload], None]
    touches_only_database: bool


@dataclass(frozen=True, slots=True)
class DailyMail:
    """Messages of which a person gets one letter a day: which they are, until when one waits, and the letter of many.

    build returns None when there is nothing left to say.
    """

    applies: Callable[[Any], bool]
    not_before: Callable[[Any], datetime | None]
    build: Callable[[Sequence[Any], Any], MailContent | None]


MailBuilder = Callable[[Payload, Any], MailContent | None]
DeadLetterHook = Callable[[Any], None]
_consumers: dict[str, Consumer] = {}
_builders: dict[str, MailBuilder] = {}
_dead_letter_hooks: list[DeadLetterHook] = []
_daily_mails: list[DailyMail] = []
_sender_names: list[Callable[[], str]] = []


def register_consumer(kind: str, consume: Callable[[Payload], None], *, touches_only_database: bool = False) -> None:
    """Let this function consume messages of this kind."""
    _consumers[kind] = Consumer(consume, touches_only_database)


def register_mail(kind: str, builder: MailBuilder) -> None:
    """Let this function write the mail of this kind; it returns None when there is nothing left to say."""
    _builders[kind] = builder


def register_daily(daily: DailyMail) -> None:
    """Let these messages go out as one letter a day."""
    _daily_mails[:] = [daily]


def daily_of(message: Any) -> DailyMail | None:
    """How this message goes out where its person gets one letter a day; None for all others."""
    return next((daily for daily in _daily_mails if daily.applies(message)), None)


def register_dead_letter_hook(hook: DeadLetterHook) -> None:
    """Call this function, in the transaction that gives a message up, with that message."""
    _dead_letter_hooks.append(hook)


def register_sender_name(name: Callable[[], str]) -> None:
    """Let this function say in whose name mails are written."""
    _sender_names[:] = [name]


def sender_name() -> str:
    """In whose name mails are written; empty while nobody has said it."""
    return _sender_names[0]() if _sender_names else ""


def consumer_of(kind: str) -> Consumer | None:
    """The consumer of a kind; None for mails."""
    return _consumers.get(kind)


def builder_of(kind: str) -> MailBuilder:
    """The builder of a kind of mail. Raises: KeyError for a kind nobody registered."""
    return _builders[kind]


def known_kinds() -> set[str]:
    """Every kind that somebody registered."""
    return {*_consumers, *_builders}


def dead_letter_hooks() -> list[DeadLetterHook]:
    """What is called when a message is given up."""
    return list(_dead_letter_hooks)
