"""Whether product and oracle hold the same: states, ledger, counters, what is left, and when it will be full."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper

from placements.agreements.models import Practicum
from placements.journal.flags import is_night, short_rests
from placements.journal.forecast import counted_by_day, forecast
from placements.journal.models import Entry, HourPosting
from placements.journal.reconciling import reconcile_hours
from placements.journal.selectors import neighbour_of, progress_of
from tests.oracle import foreseeing, law
from tests.oracle.journal import Journal
from tests.proving.twin import PLAN, PLAN_MINUTES, Twin
from workflows.conditions import HAS_ENOUGH_HOURS

NIGHT = (time(22), time(6))
REST = 660
MOST_WEEKS = 200


def _minute(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp()) // 60


def _row(entry: Entry) -> tuple[Any, ...]:
    times = _minute(entry.starts_at), _minute(entry.ends_at), entry.break_minutes
    return entry.client_id.int, entry.day, *times, entry.minutes, entry.state, entry.version, entry.posted_minutes


def _expected(journal: Journal) -> list[tuple[Any, ...]]:
    return [
        (each.key, each.said.day, *each.said.times, each.said.net, each.state, each.version, each.posted)
        for each in journal.entries
    ]


def _away(rests: Sequence[tuple[date, date | None]], absent: Sequence[date]) -> set[date]:
    days = {first + timedelta(days=n) for first, last in rests if last for n in range((last - first).days)}
    return days | set(absent)


def differences(twin: Twin) -> Iterator[str]:
    """What is not the same after an act."""
    journal, entries = twin.journal, list(Entry.objects.order_by("client_id"))
    twin.entries = {each.client_id.int: each for each in entries}
    enough = ExpressionWrapper(HAS_ENOUGH_HOURS, output_field=BooleanField())
    practicum: Any = Practicum.objects.annotate(has_enough=enough).get(pk=twin.practicum.pk)
    progress = progress_of(practicum)
    pairs = {
        "entries": ([_row(each) for each in entries], _expected(journal)),
        "confirmed and waiting": (
            (progress.confirmed, progress.waiting), (journal.progress.confirmed, journal.progress.waiting)
        ),
        "left, extra, per cent": ((progress.left, progress.extra, progress.percent), journal.progress.figures),
        "eligible": (bool(practicum.has_enough), journal.progress.is_full),
    }  # fmt: skip
    if _is_foreseeable(journal):
        pairs["forecast"] = (_product_forecast(journal, entries, progress.left), _oracle_forecast(journal))
    yield from (f"{name}: {found} is not {right}" for name, (found, right) in pairs.items() if found != right)


def _is_foreseeable(journal: Journal) -> bool:
    """Not while it is suspended; nor where a few minutes a week would lead into the next century."""
    if any(last is None for _, last in journal.around.rests):
        return False
    away = _away(journal.around.rests, sorted(journal.around.absent))
    by_week = foreseeing.pace(journal.counted, journal.today, PLAN["weekdays"], away)
    return by_week is None or journal.progress.figures[0] / by_week < MOST_WEEKS


def _product_forecast(journal: Journal, entries: list[Entry], left: int) -> tuple[date, bool] | None:
    away = _away(journal.around.rests, sorted(journal.around.absent))
    days = (journal.today, journal.today)
    found = forecast(left, counted_by_day(entries), PLAN["weekdays"], PLAN_MINUTES, days, away)
    return (found.day, found.by_plan) if found else None


def _oracle_forecast(journal: Journal) -> tuple[date, bool] | None:
    away = _away(journal.around.rests, sorted(journal.around.absent))
    plan = (PLAN["weekdays"], PLAN_MINUTES)
    return foreseeing.full_on(journal.progress.figures[0], journal.counted, plan, journal.today, away)


def final_differences(twin: Twin) -> Iterator[str]:
    """What is not the same when the journal is over: the ledger line by line, rests, nights, every counter."""
    lines = HourPosting.objects.select_related("entry").order_by("pk")
    ledger = [(line.entry.client_id.int, line.minutes) for line in lines]
    if ledger != twin.journal.ledger:
        yield f"ledger: {ledger} is not {twin.journal.ledger}"
    standing = list(Entry.objects.standing().select_related("placement__host").order_by("client_id"))
    said = [each.said for each in twin.journal.standing()]
    if set(short_rests(map(neighbour_of, standing), REST)) != law.short_rests(said):
        yield "short rests"
    nights = [is_night(each.starts_at, each.ends_at, NIGHT) for each in standing]
    if nights != [law.is_night(each) for each in said]:
        yield f"nights: {nights}"
    yield from map(str, reconcile_hours(mends=False))
