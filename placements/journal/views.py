"""The learner's journal: its pages, and logging, changing, withdrawing a day."""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements import clock
from placements.agreements.loaders import RELATED, own_practicum_or_404
from placements.agreements.models import Practicum
from placements.journal.addresses import day_or_404, month_or_404, number
from placements.journal.conflict import chosen, is_choice
from placements.journal.days import day_context
from placements.journal.forms import EntryForm
from placements.journal.journal_page import journal_context
from placements.journal.loaders import own_entry
from placements.journal.models import Entry
from placements.journal.refusing import DAY_PAGE, refused_day
from placements.journal.services import edit_entry, log_day, restore_entry, withdraw_entry
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.refusals import Refused
from placements.refused_page import refused_page

PAGE = "journal/journal.html"
Verb = Callable[[Entry, Person, int], object]


def _practicum(request: HttpRequest) -> Practicum:
    """One's own; an earlier one when the address names it."""
    person, earlier = person_of(request), number(request.GET.get("of", ""))
    practicum = own_practicum_or_404(person)
    if earlier and earlier != practicum.pk:
        practicum = get_object_or_404(Practicum.objects.filter(learner=person).select_related(*RELATED), pk=earlier)
    return practicum


@require_safe
@person_required
def journal(request: HttpRequest) -> HttpResponse:
    """All days by week, newest first; of an earlier practicum when the address names one."""
    only = request.GET.get("show", "")
    return render(request, PAGE, journal_context(_practicum(request), clock.now(), only=only))


@require_safe
@person_required
def journal_month(request: HttpRequest, month: str) -> HttpResponse:
    """The days of one month."""
    only = request.GET.get("show", "")
    return render(request, PAGE, journal_context(_practicum(request), clock.now(), month_or_404(month), only))


def _next(request: HttpRequest, day: date) -> HttpResponse:
    return redirect("home") if request.POST.get("from") == "home" else redirect("journal-day", day.isoformat())


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def journal_day(request: HttpRequest, day: str) -> HttpResponse:
    """One day: its entries, and the form for another one."""
    practicum, when = own_practicum_or_404(person_of(request)), day_or_404(day)
    if request.method != "POST":
        copies = request.GET.get("copy") == "1"
        return render(request, DAY_PAGE, day_context(practicum, when, clock.now(), copies=copies))
    form = EntryForm(request.POST, practicum=practicum)
    if not form.is_valid():
        return render(request, DAY_PAGE, day_context(practicum, when, clock.now()) | {"form": form}, status=422)
    try:
        entry = log_day(practicum, person_of(request), form.cleaned_data["client_id"], form.cleaned_data)
    except Refused as refused:
        # Read only now: beside what was typed stands what another window wrote meanwhile.
        context = day_context(practicum, when, clock.now()) | {"form": form}
        return refused_day(request, context, refused, _sent_before(practicum, form))
    return _next(request, entry.day)


def _sent_before(practicum: Practicum, form: EntryForm) -> Entry | None:
    known: Entry | None = practicum.entries.filter(client_id=form.cleaned_data["client_id"]).first()
    return known


def _own_entry(request: HttpRequest, entry_id: int) -> tuple[Practicum, Entry]:
    entry = own_entry(person_of(request), entry_id)
    # A stale form may be about an entry withdrawn since: its POST gets an answer, its page is gone.
    if entry is None or (request.method != "POST" and entry.state == Entry.State.WITHDRAWN):
        raise Http404
    return entry.practicum, entry


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def journal_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Change an entry; of a confirmed one send a correction."""
    practicum, entry = _own_entry(request, entry_id)
    context = day_context(practicum, entry.day, clock.now(), entry)
    if request.method != "POST":
        return render(request, DAY_PAGE, context)
    data = chosen(request.POST, entry) if is_choice(request.POST) else request.POST
    form = EntryForm(data, practicum=practicum)
    context |= {"form": form}
    if not form.is_valid():
        return render(request, DAY_PAGE, context, status=422)
    try:
        changed = edit_entry(entry, person_of(request), form.cleaned_data["version"] or 0, form.cleaned_data)
    except Refused as refused:
        # Another window may have saved since this one was read.
        entry.refresh_from_db()
        return refused_day(request, context, refused, entry)
    return _next(request, changed.day)


def _act(request: HttpRequest, entry_id: int, verb: Verb) -> HttpResponse:
    practicum, entry = _own_entry(request, entry_id)
    try:
        verb(entry, person_of(request), number(request.POST.get("version", "")))
    except Refused as refused:
        return refused_page(request, DAY_PAGE, day_context(practicum, entry.day, clock.now()), refused)
    return _next(request, entry.day)


@require_POST
@person_required
def withdraw(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take an unconfirmed entry back."""
    return _act(request, entry_id, withdraw_entry)


@require_POST
@person_required
def restore(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Undo a withdrawal."""
    return _act(request, entry_id, restore_entry)
