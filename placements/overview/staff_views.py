"""The school's pages: learners, and one learner."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from placements import clock
from placements.agreements.loaders import RELATED, visible_practicum
from placements.agreements.models import Practicum
from placements.agreements.places import accessibility_facts
from placements.agreements.selectors import latest_placement
from placements.cohorts.loaders import GUIDES
from placements.cohorts.selectors import curriculum_of, kinds_of
from placements.decisions.loaders import READERS as DECISION_READERS
from placements.guidance.selectors import concerns_of, hidden_from, thread_of
from placements.journal.days import lines_of, weeks_of
from placements.journal.selectors import entries_of, progress_of
from placements.overview.actors import next_actors, open_items, without
from placements.overview.afterwards import afterwards_of
from placements.overview.contracts import agreement_and_amendment
from placements.overview.course import course_of
from placements.overview.coverage import coverage_of
from placements.overview.learners import learner_rows
from placements.overview.navigation import roles_of
from placements.overview.steps import steps_of
from placements.overview.wording import ACTS
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.reports.selectors import versions_of

PAGE, LATEST_ACTS = 50, 10
SUSPENDED = "suspended"
STAGES = Practicum.Stage.choices


def school_person(request: HttpRequest) -> Person:
    """The signed-in person of the school, or who stands in for one today. Raises: Http404 for everybody else."""
    person = person_of(request)
    if not roles_of(person):
        raise Http404
    return person


@require_safe
@person_required
def learners(request: HttpRequest) -> HttpResponse:
    """Everybody's practicum in one's cohorts."""
    person, stage = school_person(request), request.GET.get("stage", "")
    practicums = Practicum.objects.visible_to(person).select_related(*RELATED).order_by("learner__name", "pk")
    if stage in Practicum.Stage.values:
        practicums = practicums.filter(stage=stage)
    elif stage == SUSPENDED:
        practicums = practicums.filter(suspended_on__isnull=False)
    page = Paginator(practicums, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": learner_rows(page, person, clock.now()), "stage": stage}
    stages = [*STAGES, (SUSPENDED, _("suspended"))]
    return render(request, "overview/learners.html", context | {"stages": stages})


@require_safe
@person_required
def learner(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """One learner on one page."""
    person = school_person(request)
    practicum = visible_practicum(person, practicum_id)
    placement, hidden = latest_placement(practicum), hidden_from(person, practicum)
    agreement, amendment = agreement_and_amendment(practicum, placement)
    acts = practicum.history.filter(action__in=ACTS).exclude(action__in=hidden)
    kinds = kinds_of(person, practicum.cohort)
    entries, curriculum = entries_of(practicum), curriculum_of(practicum.enrolment.programme_version_id)
    context = {
        "practicum": practicum,
        "guides": not kinds.isdisjoint(GUIDES),
        "course": course_of(practicum),
        "placement": placement,
        "agreement": agreement,
        "amendment": amendment,
        "progress": progress_of(practicum),
        "steps": steps_of(practicum, afterwards_of(practicum)),
        "may_read_decisions": not kinds.isdisjoint(DECISION_READERS),
        "actors": next_actors(without(open_items(practicum), hidden), person, clock.now()),
        "concerns": [] if hidden else concerns_of(practicum),
        "access": accessibility_facts(placement),
        "weeks": weeks_of(lines_of(practicum, entries)),
        "posts": thread_of(practicum),
        "check_ins": list(practicum.check_ins.order_by("due_on", "pk")),
        "versions": versions_of(practicum),
        "coverage": coverage_of(curriculum.outcomes, entries),
        "history": list(acts.filter(action__in=ACTS).select_related("actor").order_by("-at", "-pk")[:LATEST_ACTS]),
    }
    return render(request, "overview/learner.html", context)
