"""The school's pages of a journal: the whole story, confirming on the mentor's behalf, opening a late day."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.agreements.loaders import guided_practicum, visible_practicum
from placements.agreements.models import Placement, Practicum, SafetyBriefing
from placements.journal.behalf_forms import BehalfForms, prefix_of
from placements.journal.day_errors import errors_by_entry
from placements.journal.days import lines_of
from placements.journal.desk_forms import OpenDayForm
from placements.journal.exceptions import confirm_on_behalf, open_day
from placements.journal.models import Entry
from placements.journal.selectors import placements_in_force, waiting_entries
from placements.journal.telling import desk_journal
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import reasons_of

CONFIRM_PAGE, JOURNAL_PAGE = "journal/confirm_for.html", "journal/desk_journal.html"


@require_safe
@person_required
def desk_journal_page(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """The journal as the school reads it: flags, absences, corrections and contests with their whole story."""
    practicum = visible_practicum(person_of(request), practicum_id)
    return render(request, JOURNAL_PAGE, _journal_context(request, practicum, OpenDayForm()))


def _journal_context(request: HttpRequest, practicum: Practicum, form: OpenDayForm) -> dict[str, Any]:
    guides = Practicum.objects.guided_by(person_of(request)).filter(pk=practicum.pk).exists()
    return desk_journal(practicum) | {"form": form, "guides": guides, "reasons": []}


@require_POST
@person_required
def open_late_day(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """Let the learner log a day whose time is over."""
    practicum = guided_practicum(person_of(request), practicum_id)
    form = OpenDayForm(request.POST)
    if not form.is_valid():
        return render(request, JOURNAL_PAGE, _journal_context(request, practicum, form), status=422)
    try:
        open_day(practicum, person_of(request), form.cleaned_data["day"], form.cleaned_data["reason"])
    except Refused as refused:
        context = _journal_context(request, practicum, form) | {"reasons": reasons_of(refused)}
        return render(request, JOURNAL_PAGE, context, status=409)
    messages.success(request, _("The day is open: the learner can log it now."))
    return redirect("learner-journal", practicum.pk)


def _placement(request: HttpRequest, placements: list[Placement]) -> Placement:
    """The one that the address names, else the first with days that wait, else the latest."""
    named = request.GET.get("placement", "")
    for each in placements:
        if str(each.pk) == named:
            return each
    waiting = Entry.objects.asked().filter(placement__in=placements)
    first = set(waiting.order_by().values_list("placement", flat=True))
    return next((each for each in placements if each.pk in first), placements[-1])


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def confirm_for(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """Enter what the mentor said on paper or by phone."""
    practicum = guided_practicum(person_of(request), practicum_id)
    placements = placements_in_force(practicum)
    if not placements:
        raise Http404
    placement = _placement(request, placements)
    placement.practicum = practicum
    if request.method != "POST":
        return _confirm_page(request, placement, BehalfForms(waiting_entries(placement)))
    forms = BehalfForms(_posted_entries(request, placement), request.POST, request.FILES)
    if not forms.is_valid():
        return _confirm_page(request, placement, forms, status=422)
    try:
        data = forms.main.cleaned_data
        confirm_on_behalf(placement, person_of(request), forms.verdicts(), data)
    except Refused as refused:
        return _again(request, placement, refused)
    messages.success(request, _("Entered on the company's behalf. The evidence is kept with the days."))
    return redirect("learner-journal", practicum.pk)


def _posted_entries(request: HttpRequest, placement: Placement) -> list[Entry]:
    entries = placement.entries.order_by("day", "starts_at", "pk")
    return [each for each in entries if f"{prefix_of(each.pk)}-version" in request.POST]


def _again(request: HttpRequest, placement: Placement, refused: Refused) -> HttpResponse:
    """The days as they stand now, with all that was typed: what changed meanwhile is seen, and then sent."""
    data, entries = request.POST.copy(), waiting_entries(placement)
    _take_versions(data, entries)
    forms = BehalfForms(entries, data)
    forms.tell(errors_by_entry(refused))
    return _confirm_page(request, placement, forms, reasons_of(refused), status=409)


def _take_versions(data: QueryDict, entries: list[Entry]) -> None:
    for entry in entries:
        name = f"{prefix_of(entry.pk)}-version"
        if name in data:
            data[name] = str(entry.version)


def _confirm_page(
    request: HttpRequest,
    placement: Placement,
    forms: BehalfForms,
    reasons: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    practicum = placement.practicum
    lines = {line.entry.pk: line for line in lines_of(practicum, [each.entry for each in forms.days])}
    context = {
        "practicum": practicum,
        "placement": placement,
        "form": forms.main,
        "days": [(lines[each.entry.pk], each) for each in forms.days],
        "minutes": sum(each.entry.minutes for each in forms.days),
        "has_briefing": SafetyBriefing.objects.filter(placement=placement).exists(),
        "lost_file": bool(request.FILES),
        "reasons": reasons or [],
    }
    return render(request, CONFIRM_PAGE, context, status=status)
