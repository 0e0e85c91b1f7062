"""Mails of this room: to who stands in, to who takes over, to learners whose curator is another one now."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.letters import Letter, compose
from notifications.registry import MailContent, register_mail
from placements import formats
from placements.agreements.models import Practicum
from placements.cohorts.models import Substitution
from placements.cohorts.selectors import curator_of
from placements.people.models import Person
from placements.records.models import HistoryEntry

Payload = Mapping[str, Any]


def substitution(payload: Payload, person: Person) -> MailContent | None:
    """For whom this person stands in, and how long; nothing when it was ended meanwhile."""
    made = Substitution.objects.select_related("absent").get(pk=payload["substitution"])
    if made.ended_at is not None:
        return None
    with translation.override(person.language):
        values = {"name": made.absent.name, "days": formats.day_range(made.starts_on, made.ends_on)}
        text = _("In this time you see the tasks of this person in your inbox and may act on them.")
        subject = _("You stand in for a colleague: {name}, {days}").format(**values)
        return _letter(person, subject, [text], "inbox")


def took_over(payload: Payload, person: Person) -> MailContent | None:
    """Whose work this person has now, and how much it is."""
    entry = HistoryEntry.objects.get(pk=payload["entry"])
    leaver, items = Person.objects.get(pk=entry.details["other"]), int(entry.details["items"])
    with translation.override(person.language):
        subject = _("Work was handed over to you: {name}").format(name=leaver.name)
        text = ngettext(
            "{n} open task is yours now: you find it in your inbox.",
            "{n} open tasks are yours now: you find them in your inbox.",
            items,
        )
        return _letter(person, subject, [text.format(n=items)], "inbox")


def new_curator(payload: Payload, person: Person) -> MailContent | None:
    """Who the learner's curator is now; nothing once the practicum is over."""
    running = Practicum.objects.unfinished().select_related("cohort").filter(pk=payload["practicum"]).first()
    if running is None:
        return None
    with translation.override(person.language):
        subject = _("Your curator is now: {name}").format(name=curator_of(running.cohort).name)
        text = _(
            "Nothing else changes: your hours, agreement and report stay as they are. Questions go to this curator."
        )
        return _letter(person, subject, [text], "questions")


def _letter(person: Person, subject: str, paragraphs: list[str], page: str) -> MailContent:
    letter = Letter(
        to=person.email or "",
        language=person.language,
        subject=subject,
        heading=subject,
        paragraphs=paragraphs,
        button=(_("Open"), reverse(page)),
        reason=_("you take part in a practicum"),
    )
    return compose(letter)


def register() -> None:
    """Let the outbox know these mails."""
    for builder in (substitution, took_over, new_curator):
        register_mail(builder.__name__, builder)
