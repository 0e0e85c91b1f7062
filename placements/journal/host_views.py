"""The mentor's week with all his learners, and the receipt on which he may take a day back."""

import time as clock_seconds
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from placements.agreements.models import Placement
from placements.cohorts.selectors import policy_of
from placements.journal.confirming import confirm_days
from placements.journal.day_errors import errors_by_entry
from placements.journal.host_answers import answer_of, new_verdict, sent_ids, verdicts_of, whole_number
from placements.journal.host_days import mentored_placements, sections_of
from placements.journal.host_receipts import Wrong, asked_step, latest_act, receipt_context
from placements.journal.models import Entry
from placements.journal.reconsidering import reconsider
from placements.journal.verdicts import RETURN_REASONS
from placements.people.host_access import entered_link, host_page
from placements.people.models import AccessLink
from placements.refusals import Refusal, Refused
from placements.refused_page import reasons_of

SALT, QUICKEST_SECONDS = "week-shown", 1.5


def mentor_link(request: HttpRequest, public_id: str) -> tuple[AccessLink, list[Placement]]:
    """The mentor's link, and the placements whose days he confirms.

    Raises: LinkProblem; Http404 for the company's other people.
    """
    link = entered_link(request, public_id)
    placements = mentored_placements(link)
    if not placements:
        raise Http404
    return link, placements


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def week(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every day that waits, of every learner, each right by default; one button for all."""
    link, placements = mentor_link(request, public_id)
    if request.method != "POST":
        return _week_page(request, link, placements)
    if _is_too_quick(request):
        return _week_page(request, link, placements, Refused(Refusal("confirm.too_quick")))
    try:
        entries = list(Entry.objects.filter(placement__in=placements, pk__in=sent_ids(request.POST)).order_by("day"))
        confirm_days(placements, link.person, verdicts_of(entries, request.POST))
    except Refused as refused:
        return _week_page(request, link, placements, refused)
    return redirect("host-receipt", public_id)


def _is_too_quick(request: HttpRequest) -> bool:
    try:
        shown = float(signing.loads(request.POST.get("shown", ""), salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return True
    return clock_seconds.time() - shown < QUICKEST_SECONDS


def _week_page(
    request: HttpRequest, link: AccessLink, placements: list[Placement], refused: Refused | None = None
) -> HttpResponse:
    sent = request.POST if refused else QueryDict()
    sections = sections_of(placements, sent, errors_by_entry(refused) if refused else None)
    asked = [each for each in sections if each.days]
    open_ones = [each for each in asked if each.has_briefing]
    context: dict[str, Any] = {
        "link": link,
        "sections": asked or sections,
        "gone": [(each, day) for each in sections for day in each.gone],
        "is_asked": bool(asked),
        "minutes": sum(each.minutes for each in open_ones),
        "days": sum(len(each.days) for each in open_ones),
        "curator": sections[0].curator,
        "reasons": reasons_of(refused) if refused else [],
        "return_reasons": RETURN_REASONS,
        "shown": signing.dumps(clock_seconds.time(), salt=SALT),
        "hour_minutes": sections[0].hour_minutes,
        "change_days": policy_of(sections[0].practicum.cohort).confirmation.change_window_days,
        "asked": asked_step(link),
        "last": None if asked else latest_act(placements),
    }
    return render(request, "journal/host_week.html", context, status=409 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was said of the days lately; of each he can say otherwise while its window is open."""
    link, placements = mentor_link(request, public_id)
    if request.method != "POST":
        return _receipt_page(request, link, placements)
    pk = whole_number(request.POST.get("entry", "")) or 0
    entry = get_object_or_404(Entry, placement__in=placements, pk=pk)
    try:
        reconsider(entry, link.person, new_verdict(entry, request.POST))
    except Refused as refused:
        wrong = Wrong(entry.pk, reasons_of(refused), answer_of(entry, request.POST))
        return _receipt_page(request, link, placements, wrong)
    return redirect("host-receipt", public_id)


def _receipt_page(
    request: HttpRequest, link: AccessLink, placements: list[Placement], wrong: Wrong | None = None
) -> HttpResponse:
    reasons = wrong.reasons if wrong else []
    context = receipt_context(link, placements) | {"reasons": reasons, "wrong": wrong}
    return render(request, "journal/host_receipt.html", context, status=409 if wrong else 200)
