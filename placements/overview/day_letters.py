"""The one letter a day to a company's person: signing on top, then practicum days, then what has happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, Section, compose
from notifications.models import OutboxMessage
from notifications.registry import DailyMail, MailContent
from notifications.windows import host_mail_at
from placements import clock
from placements.agreements.mentoring import away_until
from placements.agreements.models import Placement
from placements.clock import instant, local_date
from placements.cohorts.selectors import policy_of
from placements.overview.host_mails import host_letter, placement_of
from placements.overview.turning_mails import turning_letter
from placements.overview.week_letters import week_letter, weeks_of
from placements.people.models import Person
from placements.records.models import Part, WorkItem

WEEK = "week"
RELATED = ("practicum__learner", "practicum__cohort")


@dataclass(frozen=True, slots=True)
class Piece:
    """A letter, and the company that its button leads to."""

    letter: Letter
    host_id: int


def is_of_the_day(message: OutboxMessage) -> bool:
    """Whether the message is for a company's person: what he is asked, and what has happened to a practicum there."""
    if message.kind == "work_item":
        return WorkItem.objects.filter(pk=message.payload.get("item"), part=Part.HOST).exists()
    return message.kind == "turning" and "placement" in message.payload


def not_before(message: OutboxMessage) -> datetime | None:
    """The first sending window once a person who is away is back: only practicum days wait until then."""
    if message.person is None or message.kind != "work_item":
        return None
    if not WorkItem.objects.filter(pk=message.payload.get("item"), kind=WEEK).exists():
        return None
    until = away_until(message.person, local_date(clock.now()))
    return host_mail_at(instant(until, time(0))) if until else None


def letter_of_the_day(messages: Sequence[OutboxMessage], person: Person) -> MailContent | None:
    """Everything that these messages still have to say, in one letter."""
    with translation.override(person.language):
        pieces = [*_steps(messages, person), *_weeks(messages, person), *_turnings(messages, person)]
        return compose(_joined(pieces)) if pieces else None


def _items(messages: Iterable[OutboxMessage]) -> list[WorkItem]:
    """The open items of these messages, signatures first."""
    ids = [message.payload["item"] for message in messages if message.kind == "work_item"]
    items = WorkItem.objects.open().filter(pk__in=ids).select_related(*RELATED).order_by("due_at", "pk")
    return sorted(items, key=lambda item: item.kind not in {"host_signature", "host_amendment"})


def _steps(messages: Sequence[OutboxMessage], person: Person) -> list[Piece]:
    pieces = []
    for item in _items(messages):
        placement = placement_of(item)
        letter = host_letter(item, person) if item.kind != WEEK else None
        if letter is not None and placement is not None:
            if item.reminded_at:
                letter = replace(letter, subject=_("Reminder: {subject}").format(subject=letter.subject))
            pieces.append(Piece(letter, placement.host_id))
    return pieces


def _weeks(messages: Sequence[OutboxMessage], person: Person) -> list[Piece]:
    """A letter for each company: nearly always one."""
    items = [item for item in _items(messages) if item.kind == WEEK]
    placements = [placement for placement in map(placement_of, items) if placement is not None]
    number = _reminder(messages, {item.pk for item in items})
    pieces = []
    for host_id in dict.fromkeys(each.host_id for each in placements):
        weeks = weeks_of([each for each in placements if each.host_id == host_id])
        if weeks:
            pieces.append(Piece(week_letter(weeks, person, number, _reminders(weeks[0].placement)), host_id))
    return pieces


def _reminder(messages: Iterable[OutboxMessage], items: set[int]) -> int:
    """The number of the reminder; 0 as soon as one of these days is told for the first time."""
    told = [message.payload.get("reminder", 0) for message in messages if message.payload.get("item") in items]
    return min(told, default=0)


def _reminders(placement: Placement) -> int:
    return len(policy_of(placement.practicum.cohort).confirmation.reminder_working_days)


def _turnings(messages: Iterable[OutboxMessage], person: Person) -> list[Piece]:
    """The newest on top."""
    pieces = []
    for message in sorted(messages, key=lambda each: each.pk, reverse=True):
        if message.kind == "turning":
            letter = turning_letter(message.payload, person)
            if letter is not None:
                placement = Placement.objects.get(pk=message.payload["placement"])
                pieces.append(Piece(letter, placement.host_id))
    return pieces


def _joined(pieces: Sequence[Piece]) -> Letter:
    """The first letter, with each other one as a section of it; a company of its own keeps its own address."""
    first, rest = pieces[0], pieces[1:]
    sections = [*first.letter.sections]
    for piece in rest:
        other = piece.letter
        link = other.button if piece.host_id != first.host_id else None
        paragraphs = [*other.paragraphs, *(f"{label}: {value}" for label, value in other.rows)]
        title = other.heading if other.sections else other.subject
        sections += [Section(title=title, paragraphs=paragraphs, link=link), *other.sections]
    if not rest:
        return first.letter
    closing = dict.fromkeys(text for piece in pieces for text in piece.letter.closing)
    links = dict.fromkeys(link for piece in pieces for link in piece.letter.links)
    return replace(first.letter, sections=sections, closing=list(closing), links=list(links))


DAILY = DailyMail(is_of_the_day, not_before, letter_of_the_day)
