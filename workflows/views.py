"""The dispatcher of work items, the inbox, and the company's steps."""

from datetime import time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements import clock
from placements.agreements.beside import mentored_beside, placements_beside
from placements.clock import instant, local_date
from placements.cohorts.models import Cohort
from placements.cohorts.selectors import curator_of
from placements.journal.host_days import mentored_placements
from placements.journal.models import Entry
from placements.overview.inbox import MINE, inbox_page
from placements.overview.navigation import shell_for
from placements.overview.staff_views import school_person
from placements.overview.targets import OWN_PAGES, page_of
from placements.overview.unsent import KIND as UNSENT
from placements.people.decorators import person_of, person_required
from placements.people.host_access import entered_link, host_page
from placements.people.models import AccessLink, Person
from placements.records.models import WorkItem
from placements.records.querysets import WorkItemQuerySet
from placements.records.services import snooze_item
from placements.refusals import Refused
from placements.refused_page import reasons_of
from workflows.pages import CODE_SENT, Desk, run_step
from workflows.receipts import done_words, next_beside, receipt
from workflows.signing_codes import send_code
from workflows.steps import STEPS
from workflows.unsent_views import run_unsent

RELATED = ("practicum__cohort", "practicum__learner", "practicum__enrolment", "done_by", "owner")
EVALUATIONS = ("evaluation", "former_evaluation")


def own_item(request: HttpRequest, item_id: int) -> WorkItem:
    """An item the signed-in person may act on. Raises: Http404."""
    items = WorkItem.objects.actable_by(request.user).select_related(*RELATED)
    item: WorkItem = get_object_or_404(items, pk=item_id)
    return item


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def task(request: HttpRequest, item_id: int) -> HttpResponse:
    """One work item of the person who is signed in."""
    person, item = person_of(request), own_item(request, item_id)
    if item.kind in OWN_PAGES:
        return redirect(page_of(item))
    shell = shell_for(person)
    after = reverse("home") if shell == "base_phone.html" else reverse("inbox")
    # A learner's first page says who acts next.
    said = done_words if shell == "base_phone.html" else receipt
    return run_step(request, item, person, Desk(shell, after, receipt=said))


def _send_code(request: HttpRequest, item: WorkItem, person: Person, page: str) -> HttpResponse:
    """Mail a code, then lead to the place on the page of the step where it is typed."""
    try:
        send_code(item, person)
    except Refused as refused:
        messages.error(request, " ".join(reasons_of(refused)))
        return redirect(page)
    messages.success(request, _("The code was sent to {address}.").format(address=person.email_masked))
    return redirect(f"{page}?{CODE_SENT}#sign")


@require_POST
@person_required
def task_code(request: HttpRequest, item_id: int) -> HttpResponse:
    """Mail a fresh signing code to one's own address."""
    item = own_item(request, item_id)
    return _send_code(request, item, person_of(request), reverse("task", args=[item.pk]))


@require_safe
@person_required
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for this person, for others, and what was put off."""
    person = school_person(request)
    page = inbox_page(person, request.GET.get("tab", ""), clock.now(), after=request.GET.get("after", ""))
    context = {"page": page, "item": None, "nav_counts": {"inbox": page.counts[MINE]}}
    return render(request, "workflows/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def inbox_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """The inbox with one item open beside its list."""
    person, item = school_person(request), own_item(request, item_id)
    page = inbox_page(person, request.GET.get("tab", ""), clock.now(), current=item.pk)
    beside = {"page": page, "nav_counts": {"inbox": page.counts[MINE]}, "pane": "workflows/_step.html"}
    if item.kind == UNSENT:
        return run_unsent(request, item, person, beside, reverse("inbox"))
    if item.kind in OWN_PAGES:
        return redirect(page_of(item))
    desk = Desk("base_desk.html", reverse("inbox"), "workflows/inbox.html", beside, receipt)
    return run_step(request, item, person, desk)


@require_POST
@person_required
def inbox_snooze(request: HttpRequest, item_id: int) -> HttpResponse:
    """Put an item off until tomorrow at eight."""
    tomorrow = local_date(clock.now()) + timedelta(days=1)
    snooze_item(own_item(request, item_id), instant(tomorrow, time(8)))
    return redirect("inbox")


def host_items(link: AccessLink) -> WorkItemQuerySet:
    """What the company's person is asked, in every placement that the link opens."""
    practicums = placements_beside(link).values("practicum")
    items = WorkItem.objects.filter(owner=link.person, practicum__in=practicums, part="host")
    return items.select_related(*RELATED)


@require_safe
@host_page
def host(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead the company's person to what waits: a step first, then the week; days that wait before any evaluation."""
    link = entered_link(request, public_id)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    item = _first_step(link)
    if item is not None:
        return redirect(reverse("host-task", args=[public_id, item.pk]) + query)
    if _is_mentor(link):
        return redirect(reverse("host-week", args=[public_id]) + query)
    return render(request, "workflows/host_idle.html", {"link": link, "curator": curator_of(_cohort(link))})


def _first_step(link: AccessLink) -> WorkItem | None:
    steps = host_items(link).open().filter(kind__in=STEPS).order_by("due_at", "pk")
    if _is_mentor(link) and Entry.objects.waiting().filter(placement__in=mentored_beside(link)).exists():
        steps = steps.exclude(kind__in=EVALUATIONS)
    found: WorkItem | None = steps.first()
    return found


def _is_mentor(link: AccessLink) -> bool:
    return bool(mentored_placements(link))


def _cohort(link: AccessLink) -> Cohort:
    cohort: Cohort = link.placement.practicum.cohort
    return cohort


def _host_item(request: HttpRequest, public_id: str, item_id: int) -> tuple[Person, WorkItem]:
    link = entered_link(request, public_id)
    return link.person, get_object_or_404(host_items(link).filter(kind__in=STEPS), pk=item_id)


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def host_task(request: HttpRequest, public_id: str, item_id: int) -> HttpResponse:
    """One step of a company's person."""
    person, item = _host_item(request, public_id, item_id)
    after = reverse("host-done", args=[public_id, item.pk])
    code_url = reverse("host-task-code", args=[public_id, item.pk])
    return run_step(request, item, person, Desk("base_host.html", after, extra={"code_url": code_url}))


@require_POST
@host_page
def host_task_code(request: HttpRequest, public_id: str, item_id: int) -> HttpResponse:
    """Mail a fresh signing code to the company's person."""
    person, item = _host_item(request, public_id, item_id)
    return _send_code(request, item, person, reverse("host-task", args=[public_id, item.pk]))


@require_safe
@host_page
def host_done(request: HttpRequest, public_id: str, item_id: int) -> HttpResponse:
    """Thanks, and what comes next."""
    link = entered_link(request, public_id)
    item = get_object_or_404(host_items(link), pk=item_id)
    waiting = host_items(link).open().filter(kind__in=STEPS).order_by("due_at", "pk").first()
    beside = [] if waiting else next_beside(item, link.person)
    context = {"link": link, "item": item, "waiting": waiting, "public_id": public_id, "beside": beside}
    return render(request, "workflows/host_done.html", context)
