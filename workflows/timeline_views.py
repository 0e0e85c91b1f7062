"""The school's page of one practicum in time: who did what, what was turned and why, where it stands in the process."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from placements import clock
from placements.agreements.loaders import visible_practicum
from placements.agreements.models import Practicum
from placements.overview.lanes import timeline_context
from placements.overview.staff_views import school_person
from placements.people.decorators import person_required
from workflows.drawing.picture import Course, Picture, picture_of
from workflows.engine import OPEN

COURSE = {STATUS.DONE: "visited", STATUS.CANCELED: "cut_off"}


def process_picture(practicum: Practicum) -> Picture:
    """Where the practicum's process stands; one query."""
    names: dict[str, set[str]] = {"here": set(), "visited": set(), "cut_off": set()}
    for task in Task.objects.filter(process__practicumprocess__practicum=practicum).order_by("pk"):
        which = "here" if task.status in OPEN else COURSE.get(task.status)
        if which:
            names[which].add(task.flow_task.name)
    return picture_of(Course(**names))


@require_safe
@person_required
def timeline(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """Steps, who acted when and why, who acts next and by when, and the process with the place where it stands."""
    person = school_person(request)
    practicum = visible_practicum(person, practicum_id)
    context = timeline_context(practicum, person, clock.now(), only_turnings="turnings" in request.GET)
    context |= {"shell": "base_desk.html", "back": "learner", "picture": process_picture(practicum)}
    return render(request, "overview/timeline.html", context)
