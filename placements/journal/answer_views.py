"""The learner's answer to a mentor's correction, and the draft of a day."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from placements import clock
from placements.agreements.loaders import own_practicum_or_404
from placements.agreements.models import Practicum
from placements.formats import clock_time
from placements.journal.addresses import day_or_404, number
from placements.journal.contesting import accept_correction, contest_correction
from placements.journal.days import day_context
from placements.journal.drafts import content_of, drop_draft, save_draft
from placements.journal.forms import ContestForm, EntryForm
from placements.journal.loaders import own_entry
from placements.journal.models import Entry, EntryDraft
from placements.journal.refusing import DAY_PAGE
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import reasons_of, refused_page
from placements.typed import visible_data


def _entry(request: HttpRequest, entry_id: int) -> Entry:
    entry = own_entry(person_of(request), entry_id)
    if entry is None:
        raise Http404
    return entry


@require_POST
@person_required
def accept(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take the mentor's times; they are confirmed at once."""
    entry = _entry(request, entry_id)
    try:
        accept_correction(entry, person_of(request), number(request.POST.get("version", "")))
    except Refused as refused:
        return refused_page(request, DAY_PAGE, day_context(entry.practicum, entry.day, clock.now()), refused)
    return redirect("journal-day", entry.day.isoformat())


@require_POST
@person_required
def contest(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say why the mentor's times are wrong; the curator decides."""
    entry, form = _entry(request, entry_id), ContestForm(request.POST)
    context = day_context(entry.practicum, entry.day, clock.now()) | {"contest": form}
    if not form.is_valid():
        return render(request, DAY_PAGE, context, status=422)
    try:
        contest_correction(entry, person_of(request), form.cleaned_data["version"], form.cleaned_data["text"])
    except Refused as refused:
        for sentence in reasons_of(refused):
            form.add_error("text", sentence)
        return refused_page(request, DAY_PAGE, context, refused)
    return redirect("journal-day", entry.day.isoformat())


@require_http_methods(["PUT", "POST"])
@person_required
def draft(request: HttpRequest, day: str) -> HttpResponse:
    """Keep what is typed about a day: by the script with PUT, by a button with POST, which also throws it away."""
    practicum, when = own_practicum_or_404(person_of(request)), day_or_404(day)
    if request.method == "PUT":
        return _put(practicum, when, visible_data(QueryDict(request.body, encoding="utf-8")))
    if request.POST.get("drop") == "1":
        drop_draft(practicum, when)
        return redirect("journal-day", when.isoformat())
    try:
        _keep(practicum, when, request.POST)
    except Refused as refused:
        form = EntryForm(request.POST, practicum=practicum)
        context: dict[str, Any] = day_context(practicum, when, clock.now()) | {"form": form}
        return refused_page(request, DAY_PAGE, context, refused)
    return redirect("journal-day", when.isoformat())


def _keep(practicum: Practicum, day: date, typed: QueryDict) -> EntryDraft | None:
    version = number(typed.get("draft_version", ""))
    return save_draft(practicum, day, version, content_of(typed), typed.get("client_id", ""))


def _put(practicum: Practicum, day: date, typed: QueryDict) -> HttpResponse:
    try:
        kept = _keep(practicum, day, typed)
    except Refused as refused:
        return JsonResponse({"reasons": reasons_of(refused)}, status=409)
    if kept is None:
        return HttpResponse(status=204)
    return JsonResponse({"version": kept.version, "saved": clock_time(kept.saved_at.astimezone(clock.TALLINN).time())})
