"""The mentor's week, and the receipt on which he may take a day back."""

import time as clock_seconds
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements import clock
from placements.agreements.models import SafetyBriefing
from placements.cohorts.selectors import curator_of
from placements.journal.confirming import confirm_days, take_back
from placements.journal.days import lines_of
from placements.journal.models import Entry
from placements.journal.selectors import confirmed_lately, progress_of, waiting_entries
from placements.journal.verdicts import RETURN_REASONS, Verdict
from placements.people.host_access import entered_link, host_page
from placements.people.models import AccessLink
from placements.records.models import WorkItem
from placements.refusals import Refused
from placements.refused_page import reasons_of

SALT, QUICKEST_SECONDS = "week-shown", 1.5


def mentor_link(request: HttpRequest, public_id: str) -> AccessLink:
    """The link of the placement's mentor. Raises: LinkProblem; Http404 for the company's other people."""
    link = entered_link(request, public_id)
    if link.placement.mentor_id != link.person_id or link.placement.in_force_on is None:
        raise Http404
    return link


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def week(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every day that waits, each right by default; one button for all."""
    link = mentor_link(request, public_id)
    if request.method != "POST":
        return _week_page(request, link)
    if _is_too_quick(request):
        return _week_page(request, link, [_("We check that a person pressed the button: please press once more.")], 409)
    try:
        confirm_days([link.placement], link.person, _verdicts(request, link))
    except Refused as refused:
        return _week_page(request, link, reasons_of(refused), 409)
    return redirect("host-receipt", public_id)


def _is_too_quick(request: HttpRequest) -> bool:
    try:
        shown = float(signing.loads(request.POST.get("shown", ""), salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return True
    return clock_seconds.time() - shown < QUICKEST_SECONDS


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _verdicts(request: HttpRequest, link: AccessLink) -> dict[int, Verdict]:
    """What was posted, for the entries of this placement that were shown."""
    ids = [_number(value) for value in request.POST.getlist("entry")]
    known = Entry.objects.filter(placement=link.placement, pk__in=ids).values_list("pk", flat=True)
    return {pk: _verdict(request, pk) for pk in known}


def _verdict(request: HttpRequest, pk: int) -> Verdict:
    reason = request.POST.get(f"reason_{pk}", "")
    return Verdict(
        version=_number(request.POST.get(f"version_{pk}", "")),
        returns=request.POST.get(f"verdict_{pk}") == "return",
        reason=reason if reason in RETURN_REASONS else "",
        text=request.POST.get(f"text_{pk}", "")[:500],
    )


def _week_page(
    request: HttpRequest, link: AccessLink, reasons: list[str] | None = None, status: int = 200
) -> HttpResponse:
    practicum, entries = link.placement.practicum, waiting_entries(link.placement)
    minutes = sum(entry.minutes for entry in entries)
    progress = progress_of(practicum)
    context: dict[str, Any] = {
        "link": link,
        "practicum": practicum,
        "curator": curator_of(practicum.cohort),
        "lines": lines_of(practicum, entries),
        "minutes": minutes,
        "progress": progress,
        "after": progress.confirmed + minutes,
        "reasons": reasons or [],
        "return_reasons": RETURN_REASONS,
        "has_briefing": SafetyBriefing.objects.filter(placement=link.placement).exists(),
        "shown": signing.dumps(clock_seconds.time(), salt=SALT),
        "hour_minutes": practicum.academic_hour_minutes,
        "chosen": _chosen(request),
    }
    return render(request, "journal/host_week.html", context, status=status)


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {key: str(value) for key, value in request.POST.items() if key.startswith(("verdict_", "reason_", "text_"))}


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was confirmed lately; each day can be taken back while its window is open."""
    link = mentor_link(request, public_id)
    if request.method == "POST":
        entry = get_object_or_404(Entry, placement=link.placement, pk=_number(request.POST.get("entry", "")))
        try:
            take_back(entry, link.person, _verdict(request, entry.pk))
        except Refused as refused:
            return _receipt_page(request, link, reasons_of(refused), 409)
        return redirect("host-receipt", public_id)
    return _receipt_page(request, link)


def _receipt_page(
    request: HttpRequest, link: AccessLink, reasons: list[str] | None = None, status: int = 200
) -> HttpResponse:
    practicum = link.placement.practicum
    confirmed = confirmed_lately(link.placement, clock.now())
    context = {
        "link": link,
        "practicum": practicum,
        "lines": lines_of(practicum, confirmed),
        "minutes": sum(entry.minutes for entry in confirmed),
        "waiting": len(waiting_entries(link.placement)),
        "asked": WorkItem.objects.open().filter(practicum=practicum, owner=link.person).exclude(kind="week").first(),
        "reasons": reasons or [],
        "return_reasons": RETURN_REASONS,
        "hour_minutes": practicum.academic_hour_minutes,
    }
    return render(request, "journal/host_receipt.html", context, status=status)
