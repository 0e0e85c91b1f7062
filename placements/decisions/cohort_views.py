"""A cohort's results and decisions: the table, the check before, the confirmation, the export."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from placements import clock
from placements.cohorts.models import Cohort
from placements.cohorts.selectors import curriculum_of
from placements.decisions.confirming import confirm
from placements.decisions.exporting import COLUMNS, csv_of
from placements.decisions.forms import numbers_of, seen_of, seen_text
from placements.decisions.loaders import decided_cohort, decides, read_cohort, read_cohorts
from placements.decisions.selectors import ALL, GREEN, TABS, Line, cohort_lines, sums_of, waiting_cohorts
from placements.decisions.words import CONDITIONS, OUTCOMES
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import reasons_of

PAGE = 200


@require_safe
@person_required
def decisions(request: HttpRequest) -> HttpResponse:
    """Every cohort whose decisions one reads, and what waits there."""
    cohorts = waiting_cohorts(read_cohorts(person_of(request)))
    rows = [(each, curriculum_of(each.programme_version_id)) for each in cohorts]
    return render(request, "decisions/list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def cohort_decisions(request: HttpRequest, code: str) -> HttpResponse:
    """What each learner reached and what the rules propose; a manager checks the chosen ones and confirms them."""
    person = person_of(request)
    if request.method != "POST":
        return _table(request, read_cohort(person, code))
    cohort = decided_cohort(person, code)
    if "seen" in request.POST:
        return _confirm(request, cohort)
    return _check(request, cohort)


def _confirm(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    seen = seen_of(request.POST["seen"])
    mine = set(cohort.enrolments.filter(pk__in=seen).values_list("pk", flat=True))
    if mine != set(seen):
        raise Http404
    try:
        number = confirm(mine, person_of(request), seen)
    except Refused as refused:
        return _table(request, cohort, refused)
    done = ngettext(
        "{n} decision is made, the learner gets a mail.", "{n} decisions are made, learners get a mail.", number
    )
    messages.success(request, done.format(n=number))
    return redirect("cohort-decisions", cohort.code)


def _check(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The chosen ones, or all that are green, before they are confirmed."""
    lines = [line for line in cohort_lines(cohort, clock.now()) if line.is_decidable]
    if request.POST.get("choose") == GREEN:
        chosen = [line for line in lines if line.tab == GREEN]
    else:
        numbers = numbers_of(request.POST.getlist("pick"))
        chosen = [line for line in lines if line.enrolment.pk in numbers]
    if not chosen:
        messages.error(request, _("Nobody is chosen: choose at least one learner."))
        return redirect("cohort-decisions", cohort.code)
    seen = seen_text({line.enrolment.pk: line.case.seen for line in chosen})
    return render(request, "decisions/check.html", {"cohort": cohort, "lines": chosen, "seen": seen})


def _table(request: HttpRequest, cohort: Cohort, refused: Refused | None = None) -> HttpResponse:
    lines, tab = cohort_lines(cohort, clock.now()), request.GET.get("tab", ALL)
    tab = tab if tab in TABS else ALL
    shown = [line for line in lines if tab in (ALL, line.tab)]
    is_whole = "all" in request.GET
    context = {
        "cohort": cohort,
        "curriculum": curriculum_of(cohort.programme_version_id),
        "lines": shown if is_whole else shown[:PAGE],
        "number": len(shown),
        "tab": tab,
        "reasons": reasons_of(refused) if refused else [],
        "may_decide": decides(person_of(request), cohort),
    }
    return render(request, "decisions/cohort.html", context | _summed(lines), status=409 if refused else 200)


def _summed(lines: list[Line]) -> dict[str, Any]:
    sums = sums_of(lines)
    return {
        "sums": sums,
        "columns": [(CONDITIONS[name], _limit(lines, name)) for name in COLUMNS],
        "lacks": [(CONDITIONS[name], number) for name, number in sums.lacking.most_common()],
        "unknowns": [CONDITIONS[name] for name, _number in sums.unknown.most_common()],
        "decided": [(OUTCOMES[name], number) for name, number in sums.decided.most_common()],
        "has_green": any(line.is_decidable and line.tab == GREEN for line in lines),
        "has_decidable": any(line.is_decidable for line in lines),
    }


def _limit(lines: list[Line], name: str) -> str:
    """What is asked of this condition: of most, where earlier work was recognised for some."""
    limits = Counter(line.cells[name].limit for line in lines if name in line.cells)
    return limits.most_common(1)[0][0] if limits else ""


@require_safe
@person_required
def decisions_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The table as a file for a spreadsheet."""
    cohort = read_cohort(person_of(request), code)
    response = HttpResponse(csv_of(cohort_lines(cohort, clock.now())), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="decisions-{cohort.code}.csv"'
    response["Cache-Control"] = "no-store"
    return response
