"""What a mentor's receipt shows: the days settled lately, by whom and how, and what is asked next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q

from placements import clock
from placements.agreements.beside import placements_beside
from placements.agreements.models import Placement
from placements.clock import local_date
from placements.cohorts.selectors import curator_of, policy_of
from placements.journal.host_days import confirmations_of
from placements.journal.models import Confirmation, Correction, Entry
from placements.journal.selectors import Progress, progress_of
from placements.journal.verdicts import RETURN_REASONS
from placements.journal.weeks import week_mail_at
from placements.people.models import AccessLink
from placements.records.models import WorkItem

ONE_WEEK = timedelta(days=7)
State = Entry.State


@dataclass(frozen=True, slots=True)
class Settled:
    """A day of which something was said: its confirmation, or the correction that waits; is_open while he may change
    it."""

    entry: Entry
    confirmation: Confirmation | None
    correction: Correction | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """One learner's days, newest first."""

    placement: Placement
    progress: Progress
    days: list[Settled]


def latest_act(placements: Collection[Placement]) -> Confirmation | None:
    """The last time that anybody settled days of these placements; one query."""
    acts = Confirmation.objects.filter(placement__in=placements).select_related("person", "on_behalf_of")
    return acts.order_by("confirmed_at", "pk").last()


def receipts_of(placements: Collection[Placement], now: datetime) -> list[Receipt]:
    """Of each placement the days that can be changed still, or that the learner or curator has next; three queries."""
    entries = _settled_entries(placements, now)
    confirmed = confirmations_of(entries)
    waiting = {
        each.entry_id: each
        for each in Correction.objects.filter(entry__in=[each.pk for each in entries], state__in=Correction.OPEN)
    }
    receipts = []
    for placement in placements:
        own = [each for each in entries if each.placement_id == placement.pk]
        days = [_settled(each, confirmed.get(each.pk), waiting.get(each.pk), now) for each in own]
        if days:
            receipts.append(Receipt(placement, progress_of(placement.practicum), days))
    return receipts


def _settled_entries(placements: Collection[Placement], now: datetime) -> list[Entry]:
    """One query: days whose confirmation is not final, and those that are with the learner or the curator."""
    final_at = Max("postings__confirmation__final_at", filter=Q(postings__minutes__gt=0))
    rows = Entry.objects.filter(placement__in=placements).annotate(final_at=final_at)
    is_open = Q(state=State.CONFIRMED, final_at__gt=now)
    settled = rows.filter(is_open | Q(state__in=[State.RETURNED, State.CORRECTED, State.CONTESTED]))
    return list(settled.order_by("-day", "-starts_at", "-pk"))


def _settled(entry: Entry, confirmation: Confirmation | None, correction: Correction | None, now: datetime) -> Settled:
    return Settled(entry, confirmation, correction, confirmation is not None and confirmation.final_at > now)


def receipt_context(link: AccessLink, placements: list[Placement]) -> dict[str, Any]:
    """The whole receipt; ten queries, however many days there are."""
    now = clock.now()
    receipts = receipts_of(placements, now)
    ends = [day.confirmation.final_at for each in receipts for day in each.days if day.is_open and day.confirmation]
    practicum = placements[0].practicum
    return {
        "link": link,
        "receipts": receipts,
        "last": latest_act(placements),
        "change_until": min(ends, default=None),
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
