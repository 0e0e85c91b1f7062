"""What the learner's home shows."""

from datetime import datetime
from typing import Any

from placements.agreements.models import Placement, Practicum
from placements.agreements.selectors import live_placement, plan_of
from placements.clock import local_date
from placements.guidance.selectors import thread_of
from placements.journal.days import log_form
from placements.journal.forecast import Forecast, forecast
from placements.journal.models import Entry
from placements.journal.month import month_of
from placements.journal.selectors import entries_of, progress_of
from placements.overview.actors import next_actors, open_items
from placements.overview.steps import steps_of
from placements.overview.targets import step_url
from placements.people.models import Person

MOST_ACTORS = 3


def home_context(practicum: Practicum, person: Person, now: datetime) -> dict[str, Any]:
    """Everything on the learner's home, in a fixed number of queries."""
    today, placement = local_date(now), live_placement(practicum)
    entries, items = entries_of(practicum), open_items(practicum)
    mine = [each for each in items if each.owner_id == person.pk]
    posts = thread_of(practicum)
    is_running = placement is not None and placement.state == Placement.State.IN_FORCE
    is_open = is_running and practicum.completed_at is None
    return {
        "practicum": practicum,
        "placement": placement,
        "progress": progress_of(practicum),
        "forecast": _forecast(practicum, placement, entries, now),
        "steps": steps_of(practicum),
        "actors": next_actors(items, person, now)[:MOST_ACTORS],
        "tasks": [(each, step_url(each)) for each in mine],
        "form": log_form(practicum, placement, today) if is_open and placement else None,
        "today": today,
        "logged_today": [entry for entry in entries if entry.day == today],
        "returned": [entry for entry in entries if entry.state == Entry.State.RETURNED],
        "month": month_of(today, entries, placement if is_open else None, today),
        "last_post": posts[-1] if posts and posts[-1].author != person.name else None,
        "is_running": is_running,
    }


def _forecast(
    practicum: Practicum, placement: Placement | None, entries: list[Entry], now: datetime
) -> Forecast | None:
    if placement is None or practicum.completed_at is not None:
        return None
    minutes_by_day: dict[Any, int] = {}
    for entry in entries:
        if entry.state != Entry.State.RETURNED:
            minutes_by_day[entry.day] = minutes_by_day.get(entry.day, 0) + entry.minutes
    days = (max(local_date(now), placement.starts_on), placement.ends_on)
    left = progress_of(practicum).left
    return forecast(left, minutes_by_day, placement.weekdays, plan_of(placement).day_minutes, days)
