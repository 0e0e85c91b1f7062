"""The school's pages: learners, one learner, his timeline, cohorts."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from placements import clock
from placements.agreements.loaders import RELATED, visible_practicum
from placements.agreements.models import Practicum
from placements.agreements.selectors import current_agreement, latest_placement
from placements.cohorts.models import Cohort
from placements.cohorts.selectors import curriculum_of
from placements.guidance.selectors import thread_of
from placements.journal.days import lines_of, weeks_of
from placements.journal.selectors import entries_of, progress_of
from placements.overview.actors import next_actors, open_items
from placements.overview.course import course_of
from placements.overview.coverage import coverage_of
from placements.overview.lanes import timeline_context
from placements.overview.learners import LearnerRow, learner_rows
from placements.overview.navigation import roles_of
from placements.overview.steps import steps_of
from placements.overview.wording import ACTS
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.reports.selectors import versions_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PAGE, LATEST_ACTS = 50, 10
SUSPENDED = "suspended"
STAGES = Practicum.Stage.choices


def school_person(request: HttpRequest) -> Person:
    """The signed-in person of the school. Raises: Http404 for everybody else."""
    person = person_of(request)
    get_object_or_404(Person.objects.filter(pk=person.pk, roles__isnull=False).distinct())
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
    placement = latest_placement(practicum)
    guides = Practicum.objects.guided_by(person).filter(pk=practicum.pk).exists()
    entries, curriculum = entries_of(practicum), curriculum_of(practicum.enrolment.programme_version_id)
    context = {
        "practicum": practicum,
        "guides": guides,
        "course": course_of(practicum),
        "placement": placement,
        "agreement": current_agreement(placement) if placement else None,
        "progress": progress_of(practicum),
        "steps": steps_of(practicum),
        "actors": next_actors(open_items(practicum), person, clock.now()),
        "weeks": weeks_of(lines_of(practicum, entries)),
        "posts": thread_of(practicum),
        "check_ins": list(practicum.check_ins.order_by("due_on", "pk")),
        "versions": versions_of(practicum),
        "coverage": coverage_of(curriculum.outcomes, entries),
        "history": list(
            practicum.history.filter(action__in=ACTS).select_related("actor").order_by("-at", "-pk")[:LATEST_ACTS]
        ),
    }
    return render(request, "overview/learner.html", context)


@require_safe
@person_required
def timeline(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """Steps, who acted when, who acts next and by when."""
    person = school_person(request)
    practicum = visible_practicum(person, practicum_id)
    context = timeline_context(practicum, person, clock.now())
    return render(request, "overview/timeline.html", context | {"shell": "base_desk.html", "back": "learner"})


def _cohorts(person: Person) -> "list[Cohort]":
    everywhere = "manager" in roles_of(person) or "auditor" in roles_of(person)
    cohorts = Cohort.objects.all() if everywhere else Cohort.objects.filter(roles__person=person).distinct()
    completed = Count("practicums", filter=Q(practicums__stage=Practicum.Stage.COMPLETED), distinct=True)
    return list(
        cohorts.select_related("programme_version__programme")
        .annotate(learners=Count("practicums", distinct=True), completed=completed)
        .order_by("-starts_on", "code")
    )


@require_safe
@person_required
def cohorts(request: HttpRequest) -> HttpResponse:
    """One's cohorts."""
    rows = [(each, curriculum_of(each.programme_version_id)) for each in _cohorts(school_person(request))]
    return render(request, "overview/cohorts.html", {"rows": rows})


@require_safe
@person_required
def cohort(request: HttpRequest, code: str) -> HttpResponse:
    """A cohort's learners by stage, with their hours."""
    person = school_person(request)
    found = get_object_or_404(Cohort, code=code, pk__in=[each.pk for each in _cohorts(person)])
    practicums = Practicum.objects.visible_to(person).filter(cohort=found).select_related(*RELATED)
    rows = learner_rows(practicums.order_by("learner__name", "pk"), person, clock.now())
    curriculum = curriculum_of(found.programme_version_id)
    context = {"cohort": found, "curriculum": curriculum, "rows": rows, "counts": _counts(rows)}
    return render(request, "overview/cohort.html", context)


def _counts(rows: list[LearnerRow]) -> "list[tuple[str | _StrPromise, int]]":
    """How many stand at each stage; those that rest or have ended only where there are any."""
    counts: list[tuple[str | _StrPromise, int]] = []
    for value, label in STAGES:
        number = sum(row.practicum.stage == value for row in rows)
        counts += [(label, number)] if number or value not in Practicum.ENDED else []
    resting = sum(row.practicum.suspended_on is not None for row in rows)
    return [*counts, (_("suspended"), resting)] if resting else counts
