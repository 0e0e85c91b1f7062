"""The printed journal and the sheet that a mentor signs, as pages and as PDF."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from placements.agreements.loaders import RELATED, guided_practicum, own_practicum_or_404, visible_practicum
from placements.agreements.models import Placement, Practicum
from placements.clock import ONE_DAY, monday_of
from placements.journal.days import lines_of
from placements.journal.printing import journal_pdf, page_context, reading_language
from placements.journal.selectors import placements_in_force
from placements.people.decorators import person_of, person_required
from placements.refusals import Refusal
from placements.sentences import sentence
from placements.typesetting import UnknownCharacters

JOURNAL_PAGE, SHEET_PAGE = "journal/print_journal.html", "journal/print_sheet.html"


def _own(request: HttpRequest) -> Practicum:
    """The learner's practicum; an earlier one when the address names it. Raises: Http404."""
    person, earlier = person_of(request), request.GET.get("of", "")
    practicum = own_practicum_or_404(person)
    if earlier.isascii() and earlier.isdigit() and len(earlier) < 10 and int(earlier) != practicum.pk:
        practicum = get_object_or_404(Practicum.objects.filter(learner=person).select_related(*RELATED), pk=earlier)
    return practicum


@require_safe
@person_required
def own_journal(request: HttpRequest) -> HttpResponse:
    """One's own journal to print."""
    return _page(request, _own(request), back="journal", pdf="journal-pdf")


@require_safe
@never_cache
@person_required
def own_journal_pdf(request: HttpRequest) -> HttpResponse:
    """One's own journal as PDF."""
    return _pdf(request, _own(request), back="journal", pdf="journal-pdf")


@require_safe
@person_required
def learner_journal(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """A learner's journal to print, for the school."""
    practicum = visible_practicum(person_of(request), practicum_id)
    return _page(request, practicum, back="learner-journal", pdf="learner-journal-pdf")


@require_safe
@never_cache
@person_required
def learner_journal_pdf(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """A learner's journal as PDF, for the school."""
    practicum = visible_practicum(person_of(request), practicum_id)
    return _pdf(request, practicum, back="learner-journal", pdf="learner-journal-pdf")


def _page(
    request: HttpRequest, practicum: Practicum, *, back: str, pdf: str, reason: str = "", status: int = 200
) -> HttpResponse:
    context = page_context(practicum) | {"back": back, "pdf": pdf, "reason": reason}
    return render(request, JOURNAL_PAGE, context, status=status)


def _pdf(request: HttpRequest, practicum: Practicum, *, back: str, pdf: str) -> HttpResponse:
    """The file; where it cannot be set, the page that says why and prints from the browser."""
    try:
        content = journal_pdf(practicum)
    except UnknownCharacters as unknown:
        reason = sentence(Refusal("print.characters", {"characters": " ".join(unknown.characters)}))
        return _page(request, practicum, back=back, pdf=pdf, reason=reason, status=409)
    name = f"{slugify(practicum.learner.name) or practicum.pk}-{reading_language()}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_safe
@person_required
def week_sheet(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """The days that wait for a mentor without e-mail, to be signed on paper; one week when the address names one."""
    practicum = guided_practicum(person_of(request), practicum_id)
    placement = _placement(practicum, request.GET.get("placement", ""))
    monday = _monday(request.GET.get("week", ""))
    entries = placement.entries.asked().order_by("day", "starts_at", "pk")
    if monday is not None:
        entries = entries.filter(day__range=(monday, monday + 6 * ONE_DAY))
    lines = lines_of(practicum, entries)
    context = {
        "practicum": practicum,
        "placement": placement,
        "lines": lines,
        "minutes": sum(line.entry.minutes for line in lines),
        "monday": monday,
    }
    return render(request, SHEET_PAGE, context)


def _placement(practicum: Practicum, named: str) -> Placement:
    placements = placements_in_force(practicum)
    if not placements:
        raise Http404
    return next((each for each in placements if str(each.pk) == named), placements[-1])


def _monday(text: str) -> date | None:
    """The week that the address names by any of its days. Raises: Http404 for what is no day."""
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year < 2100:
        raise Http404
    return monday_of(day)
