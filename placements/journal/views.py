"""The learner's journal."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements import clock
from placements.agreements.loaders import RELATED, own_practicum_or_404
from placements.agreements.models import Practicum
from placements.journal.days import day_context, journal_context
from placements.journal.forms import EntryForm
from placements.journal.loaders import own_entry
from placements.journal.models import Entry
from placements.journal.services import edit_entry, log_day, withdraw_entry
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import refused_page

DAY_PAGE = "journal/day.html"
MOST_DIGITS = 10
# No journal has a page for a day of another age.
YEARS = range(2000, 2100)


@require_safe
@person_required
def journal(request: HttpRequest) -> HttpResponse:
    """All days by week, newest first; of an earlier practicum when the address names one."""
    person, earlier = person_of(request), _number(request.GET.get("of", ""))
    practicum = own_practicum_or_404(person)
    if earlier and earlier != practicum.pk:
        practicum = get_object_or_404(Practicum.objects.filter(learner=person).select_related(*RELATED), pk=earlier)
    return render(request, "journal/journal.html", journal_context(practicum, clock.now()))


def _day(text: str) -> date:
    try:
        day = parse_date(text) if text.isascii() else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise Http404
    return day


def _next(request: HttpRequest, day: date) -> HttpResponse:
    return redirect("home") if request.POST.get("from") == "home" else redirect("journal-day", day.isoformat())


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def journal_day(request: HttpRequest, day: str) -> HttpResponse:
    """One day: its entries, and the form for another one."""
    practicum, when = own_practicum_or_404(person_of(request)), _day(day)
    if request.method != "POST":
        return render(request, DAY_PAGE, day_context(practicum, when, clock.now()))
    form = EntryForm(request.POST, practicum=practicum)
    if not form.is_valid():
        return render(request, DAY_PAGE, day_context(practicum, when, clock.now()) | {"form": form}, status=422)
    try:
        entry = log_day(practicum, person_of(request), form.cleaned_data["client_id"], form.cleaned_data)
    except Refused as refused:
        # Read only now: beside what was typed stands what another window wrote meanwhile.
        return refused_page(request, DAY_PAGE, day_context(practicum, when, clock.now()) | {"form": form}, refused)
    return _next(request, entry.day)


def _own_entry(request: HttpRequest, entry_id: int) -> tuple[Practicum, Entry]:
    entry = own_entry(person_of(request), entry_id)
    # A stale form may be about an entry withdrawn since: its POST gets an answer, its page is gone.
    if entry is None or (request.method != "POST" and entry.state == Entry.State.WITHDRAWN):
        raise Http404
    return entry.practicum, entry


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def journal_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Change an entry that is not confirmed."""
    practicum, entry = _own_entry(request, entry_id)
    context = day_context(practicum, entry.day, clock.now(), entry)
    if request.method != "POST":
        return render(request, DAY_PAGE, context)
    form = EntryForm(request.POST, practicum=practicum)
    context |= {"form": form}
    if not form.is_valid():
        return render(request, DAY_PAGE, context, status=422)
    try:
        changed = edit_entry(entry, person_of(request), form.cleaned_data["version"] or 0, form.cleaned_data)
    except Refused as refused:
        return refused_page(request, DAY_PAGE, context, refused)
    return _next(request, changed.day)


@require_POST
@person_required
def withdraw(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take an unconfirmed entry back."""
    practicum, entry = _own_entry(request, entry_id)
    try:
        withdraw_entry(entry, person_of(request), _number(request.POST.get("version", "")))
    except Refused as refused:
        return refused_page(request, DAY_PAGE, day_context(practicum, entry.day, clock.now()), refused)
    return _next(request, entry.day)
