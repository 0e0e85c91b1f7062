"""The learner's home and the pages that lead to the open step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from placements import clock
from placements.agreements.loaders import RELATED, own_practicum, own_practicum_or_404
from placements.agreements.models import Placement, PlacementRequest, Practicum
from placements.agreements.places import accessibility_facts
from placements.agreements.selectors import live_placement
from placements.cohorts.selectors import policy_of
from placements.overview.contracts import agreements_context
from placements.overview.home import home_context
from placements.overview.lanes import timeline_context
from placements.overview.navigation import MANAGER, roles_of
from placements.people.decorators import person_of, person_required
from placements.people.host_access import own_host_page
from placements.records.models import WorkItem
from placements.reports.rules import opening_minutes
from placements.reports.selectors import report_of, versions_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today: for a learner his practicum, for the school its inbox, for a company's person what he is asked."""
    host_page = own_host_page(request)
    return redirect(host_page) if host_page else _home(request)


@person_required
def _home(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    practicum = own_practicum(person)
    if practicum is not None:
        return render(request, "overview/home.html", home_context(practicum, person, clock.now()))
    roles = roles_of(person)
    if MANAGER in roles and not Placement.objects.exclude(in_force_on=None).exists():
        return redirect("setup")
    if roles:
        return redirect("learners" if roles <= {"auditor", "trainer"} else "inbox")
    return render(request, "overview/nothing_yet.html", {})


def _open_task(practicum: Practicum, kind: str) -> HttpResponse | None:
    item = WorkItem.objects.open().filter(practicum=practicum, owner=practicum.learner, kind=kind).first()
    return redirect("task", item.pk) if item else None


@require_safe
@person_required
def request_page(request: HttpRequest) -> HttpResponse:
    """The placement request: the open step, or how it stands."""
    practicum = own_practicum_or_404(person_of(request))
    asked = PlacementRequest.objects.select_related("place__host").get(practicum=practicum)
    placement = live_placement(practicum)
    facts = {"placement": placement, "access": accessibility_facts(placement or asked)}
    context = {"practicum": practicum, "request_row": asked, **facts}
    return _open_task(practicum, "request") or render(request, "agreements/request.html", context)


@require_safe
@person_required
def agreement_page(request: HttpRequest) -> HttpResponse:
    """The agreement with its three signatures, an amendment that awaits them, and the agreements before."""
    practicum = own_practicum_or_404(person_of(request))
    return _open_task(practicum, "learner_signature") or render(
        request, "agreements/agreement.html", agreements_context(practicum)
    )


@require_safe
@person_required
def report_page(request: HttpRequest) -> HttpResponse:
    """The report: the open step, or how it stands and when it opens."""
    practicum = own_practicum_or_404(person_of(request))
    policy = policy_of(practicum.cohort)
    context = {
        "practicum": practicum,
        "report": report_of(practicum),
        "versions": versions_of(practicum),
        "prompts": policy.report_prompts,
        "opens_at": opening_minutes(practicum.required_minutes, policy.report.opens_at_percent),
    }
    return _open_task(practicum, "report") or render(request, "reports/report.html", context)


@require_safe
@person_required
def journey(request: HttpRequest) -> HttpResponse:
    """The learner's own timeline; of an earlier practicum when the address names one."""
    person, earlier = person_of(request), request.GET.get("of", "")
    practicum = own_practicum_or_404(person)
    if earlier.isdecimal() and int(earlier) != practicum.pk:
        practicum = get_object_or_404(Practicum.objects.filter(learner=person).select_related(*RELATED), pk=earlier)
    context = timeline_context(practicum, person, clock.now(), only_turnings="turnings" in request.GET)
    return render(request, "overview/timeline.html", context | {"shell": "base_phone.html", "back": "home"})
