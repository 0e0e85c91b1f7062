"""What a mentor's receipt shows: the days settled lately, by whom and how, until when he may change them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Max, Q

from placements import clock
from placements.agreements.beside import placements_beside
from placements.agreements.models import Placement
from placements.clock import ONE_DAY, local_date, monday_of
from placements.cohorts.selectors import curator_of, policy_of
from placements.journal.host_answers import Answer
from placements.journal.host_days import confirmations_of
from placements.journal.models import Confirmation, Correction, Entry
from placements.journal.returns import Return, returns_of
from placements.journal.selectors import Progress, progress_of
from placements.journal.verdicts import RETURN_REASONS
from placements.journal.weeks import week_mail_at
from placements.people.models import AccessLink
from placements.records.models import WorkItem

ONE_WEEK = timedelta(days=7)
State = Entry.State


@dataclass(frozen=True, slots=True)
class Settled:
    """A day of which something was said: its confirmation, the correction that waits, or its return.

    final_at: until when that can be changed; None where it cannot.
    """

    entry: Entry
    confirmation: Confirmation | None = None
    correction: Correction | None = None
    returned: Return | None = None
    final_at: datetime | None = None

    @property
    def until(self) -> date | None:
        """The last day on which the mentor may say otherwise."""
        return local_date(self.final_at) - ONE_DAY if self.final_at else None


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week of settled days, the latest first."""

    monday: date
    days: list[Settled]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One learner's days, newest first."""

    placement: Placement
    progress: Progress
    days: list[Settled]

    @property
    def weeks(self) -> list[Week]:
        """The days by week, as the learner's journal shows them."""
        by_week = groupby(self.days, key=lambda day: monday_of(day.entry.day))
        return [Week(monday, list(days)) for monday, days in by_week]


@dataclass(frozen=True, slots=True)
class Wrong:
    """The day whose change was refused, why, and what was typed."""

    pk: int
    reasons: list[str]
    answer: Answer


def latest_act(placements: Collection[Placement]) -> Confirmation | None:
    """The last time that anybody settled days of these placements; one query."""
    acts = Confirmation.objects.filter(placement__in=placements).select_related("person", "on_behalf_of")
    return acts.order_by("confirmed_at", "pk").last()


def receipts_of(placements: Collection[Placement], now: datetime) -> list[Receipt]:
    """Of each placement the days that can be changed still, or that the learner or curator has next; five queries."""
    entries = _settled_entries(placements, now)
    confirmed, returned, waiting = confirmations_of(entries), returns_of(entries), _corrections(entries)
    receipts = []
    for placement in placements:
        own = [each for each in entries if each.placement_id == placement.pk]
        days = [
            _settled(each, confirmed.get(each.pk), waiting.get(each.pk), returned.get(each.pk), now) for each in own
        ]
        if days:
            receipts.append(Receipt(placement, progress_of(placement.practicum), days))
    return receipts


def _corrections(entries: Collection[Entry]) -> Mapping[int, Correction]:
    corrected = [each.pk for each in entries if each.state in (State.CORRECTED, State.CONTESTED)]
    rows = Correction.objects.filter(entry__in=corrected, state__in=Correction.OPEN)
    related = ("confirmation__person", "confirmation__on_behalf_of")
    return {each.entry_id: each for each in rows.select_related(*related)} if corrected else {}


def _settled_entries(placements: Collection[Placement], now: datetime) -> list[Entry]:
    """One query: days whose confirmation is not final, and those that are with the learner or the curator."""
    final_at = Max("postings__confirmation__final_at", filter=Q(postings__minutes__gt=0))
    rows = Entry.objects.filter(placement__in=placements).annotate(final_at=final_at)
    is_open = Q(state=State.CONFIRMED, final_at__gt=now)
    settled = rows.filter(is_open | Q(state__in=[State.RETURNED, State.CORRECTED, State.CONTESTED]))
    return list(settled.order_by("-day", "-starts_at", "-pk"))


def _settled(
    entry: Entry,
    confirmation: Confirmation | None,
    correction: Correction | None,
    returned: Return | None,
    now: datetime,
) -> Settled:
    final_at = confirmation.final_at if confirmation else returned.final_at if returned else None
    if correction is not None and correction.state == Correction.State.WAITING:
        final_at = correction.confirmation.final_at
    return Settled(entry, confirmation, correction, returned, final_at if final_at and final_at > now else None)


def receipt_context(link: AccessLink, placements: list[Placement]) -> dict[str, Any]:
    """The whole receipt; twelve queries, however many days there are."""
    now = clock.now()
    receipts = receipts_of(placements, now)
    practicum = placements[0].practicum
    return {
        "link": link,
        "receipts": receipts,
        "last": latest_act(placements),
        "can_change": any(day.final_at for each in receipts for day in each.days),
        "change_days": policy_of(practicum.cohort).confirmation.change_window_days,
        "waiting": Entry.objects.asked().filter(placement__in=placements).count(),
        "asked": asked_step(link),
        "next_mail_at": _next_mail_at(now),
        "curator": curator_of(practicum.cohort),
        "return_reasons": RETURN_REASONS,
        "hour_minutes": practicum.academic_hour_minutes,
    }


def asked_step(link: AccessLink) -> WorkItem | None:
    """What else the company's person is asked, besides days; one query."""
    practicums = placements_beside(link).values("practicum")
    asked = WorkItem.objects.open().filter(practicum__in=practicums, owner=link.person, part="host")
    found: WorkItem | None = asked.exclude(kind="week").order_by("due_at", "pk").first()
    return found


def _next_mail_at(now: datetime) -> datetime:
    today = local_date(now)
    at = week_mail_at(today)
    return at if at > now else week_mail_at(today + ONE_WEEK)
