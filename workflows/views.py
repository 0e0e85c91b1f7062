"""The dispatcher of work items, the inbox, and the host's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from placements.overview.inbox import Tab, inbox_page
from placements.overview.targets import page_of
from placements.people.decorators import person_required
from placements.people.host_access import entered_link, host_page

from placements import clock
from placements.overview.navigation import shell_for
from placements.records.models import WorkItem
from workflows.pages import Desk, run_step
from workflows.steps import STEPS


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def task(request: HttpRequest, item_id: int) -> HttpResponse:
    """One work item of the person who is signed in."""
    items = WorkItem.objects.actable_by(request.user).select_related(
        "practicum__cohort", "practicum__learner", "done_by"
    )
    item = get_object_or_404(items, pk=item_id)
    if item.kind not in STEPS:
        return redirect(page_of(item))
    shell = shell_for(request.user)
    return run_step(request, item, request.user, Desk(shell, _after(shell)))


def _after(shell: str) -> str:
    return reverse("home") if shell == "base_phone.html" else reverse("inbox")


@require_safe
@person_required
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for this person, for others, and what was put off."""
    page = inbox_page(request.user, Tab(request.GET), clock.now())
    return render(request, "overview/inbox.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def host(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a company's person can do now for one placement."""
    link = entered_link(request, public_id)
    items = WorkItem.objects.filter(owner=link.person, practicum__placements=link.placement_id, part="host")
    item = items.open().filter(kind__in=STEPS).select_related("practicum__cohort", "practicum__learner").first()
    if item is None:
        return redirect("host-week", public_id)
    return redirect("host-task", public_id, item.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def host_task(request: HttpRequest, public_id: str, item_id: int) -> HttpResponse:
    """One work item of a company's person."""
    link = entered_link(request, public_id)
    items = WorkItem.objects.filter(owner=link.person, practicum__placements=link.placement_id, kind__in=STEPS)
    item = get_object_or_404(items.select_related("practicum__cohort", "practicum__learner", "done_by"), pk=item_id)
    desk = Desk("base_host.html", reverse("host-done", args=[public_id, item.pk]), "workflows/host_task.html")
    return run_step(request, item, link.person, desk)
