"""What the learner's home shows."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from placements.agreements.models import Placement, Practicum
from placements.agreements.selectors import live_placement
from placements.clock import ONE_DAY, local_date
from placements.cohorts.selectors import policy_of
from placements.guidance.selectors import thread_of
from placements.journal.admitting import Closed, closed_days
from placements.journal.days import log_form
from placements.journal.models import Entry, EntryDraft
from placements.journal.month import days_of, legend_of, month_of
from placements.journal.nudging import HostMail, host_mail_of
from placements.journal.pace import pace_of, weeks_on_time_of
from placements.journal.selectors import entries_of, progress_of
from placements.overview.actors import next_actors, open_items, rests
from placements.overview.afterwards import afterwards_of
from placements.overview.standing import standing_of
from placements.overview.steps import steps_of
from placements.overview.targets import OF_A_DAY, step_url
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.reports.rules import opening_minutes

MOST_ACTORS = 3


def home_context(practicum: Practicum, person: Person, now: datetime) -> dict[str, Any]:
    """Everything on the learner's home, in a fixed number of queries."""
    today, placement = local_date(now), live_placement(practicum)
    entries, items = entries_of(practicum), open_items(practicum)
    standing = standing_of(practicum, placement, now)
    mine = [each for each in items if each.owner_id == person.pk and not rests(each)]
    mine += _left_over(standing.earlier, person)
    posts = thread_of(practicum)
    is_running = placement is not None and placement.state == Placement.State.IN_FORCE
    progress = progress_of(practicum)
    is_full = progress.confirmed >= progress.required
    is_open = is_running and practicum.is_open and not is_full and practicum.suspended_on is None
    closed = closed_days(practicum)
    drafts = {draft.day: draft for draft in practicum.entry_drafts.all()}
    days = days_of(entries, placement if is_open else None, closed.absent, drafts)
    month, afterwards = month_of(today, days, today), afterwards_of(practicum)
    return {
        "practicum": practicum,
        "placement": placement,
        "standing": standing,
        "progress": progress,
        "report_next": is_full and any(each.kind == "report" for each in mine),
        "opens_at": _opening(practicum),
        "pace": pace_of(practicum, placement, entries, closed, now),
        "on_time": weeks_on_time_of(practicum, entries),
        "mail": _mail(practicum, items, now),
        "steps": steps_of(practicum, afterwards),
        "afterwards": afterwards,
        "actors": next_actors(items, person, now)[:MOST_ACTORS],
        "tasks": list(_addressed(mine, entries)),
        "today": today,
        **_logging(practicum, placement if is_open else None, entries, closed, drafts.get(today), today),
        "logged_today": [entry for entry in entries if entry.day == today],
        "returned": [entry for entry in entries if entry.state == Entry.State.RETURNED],
        "month": month,
        "legend": legend_of(month),
        "last_post": posts[-1] if posts and posts[-1].author != person.name else None,
        "is_running": is_running,
    }


def _left_over(earlier: list[Practicum], person: Person) -> list[WorkItem]:
    """What the learner has still to do in practicums that are over, such as a returned day; one query if there are."""
    ids = [each.pk for each in earlier]
    items = WorkItem.objects.open().filter(practicum__in=ids, owner=person).order_by("due_at", "pk")
    return list(items) if ids else []


def _logging(
    practicum: Practicum,
    placement: Placement | None,
    entries: list[Entry],
    closed: Closed,
    draft: EntryDraft | None,
    today: date,
) -> dict[str, Any]:
    """The form of today while it takes hours, with yesterday to copy from; or today's day off, which can be undone."""
    is_off = today in closed.absent
    takes = placement is not None and _takes(placement, today) and not is_off
    form = log_form(practicum, placement, today, draft) if placement and takes else None
    return {
        "form": form,
        "draft": draft if form else None,
        "before": next((each for each in entries if each.day == today - ONE_DAY), None) if form else None,
        "absence": practicum.absences.standing().filter(day=today).first() if is_off else None,
    }


def _mail(practicum: Practicum, items: Iterable[WorkItem], now: datetime) -> HostMail | None:
    """What became of the mail to the mentor, while days wait for him."""
    week = next((each for each in items if each.kind == "week"), None)
    return host_mail_of(practicum, week, now) if week else None


def _takes(placement: Placement, day: date) -> bool:
    return placement.starts_on <= day <= placement.ends_on


def _opening(practicum: Practicum) -> int:
    """The confirmed minutes at which the company is asked for its evaluation, until they are reached; else 0."""
    percent = policy_of(practicum.cohort).evaluation_opens_at_percent
    minutes = opening_minutes(practicum.required_minutes, percent)
    return minutes if practicum.stage == Practicum.Stage.HOURS and practicum.confirmed_minutes < minutes else 0


def _addressed(items: Iterable[WorkItem], entries: Iterable[Entry]) -> Iterator[tuple[WorkItem, str]]:
    # Days are looked up among the entries at hand: the page costs the same however many they are.
    days = {entry.pk: entry.day for entry in entries}
    for each in items:
        day = days.get(each.subject_id) if each.kind in OF_A_DAY else None
        yield each, reverse("journal-day", args=[day.isoformat()]) if day else step_url(each)
