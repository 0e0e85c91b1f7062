"""What was planned and what it waits for: sessions, exams, the matrix of independent work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from placements import clock
from placements.cohorts.selectors import curriculum_of
from placements.people.decorators import person_of, person_required
from placements.results.loaders import enters_results, results_cohort
from placements.results.selectors import learners_of, matrix_of, sessions_of, sittings_of, tasks_of


@require_safe
@person_required
def attendance(request: HttpRequest, code: str) -> HttpResponse:
    """The sessions of a cohort, and whose registers wait."""
    person = person_of(request)
    cohort = results_cohort(person, code)
    rows = sessions_of(cohort, clock.now())
    context = {
        "cohort": cohort,
        "rows": rows,
        "unmarked": sum(each.state == "unmarked" for each in rows),
        "minutes": sum(each.row.minutes for each in rows),
        "learners": len(learners_of(cohort)),
        "hour_minutes": curriculum_of(cohort.programme_version_id).academic_hour_minutes,
        "may_write": enters_results(person, cohort),
    }
    return render(request, "results/attendance.html", context)


@require_safe
@person_required
def exam(request: HttpRequest, code: str) -> HttpResponse:
    """The exams and retakes of a cohort, and whose results wait."""
    person = person_of(request)
    cohort = results_cohort(person, code)
    rows = sittings_of(cohort, clock.now())
    context = {
        "cohort": cohort,
        "rows": rows,
        "unmarked": sum(each.state == "unmarked" for each in rows),
        "may_write": enters_results(person, cohort),
    }
    return render(request, "results/exam.html", context)


@require_safe
@person_required
def independent(request: HttpRequest, code: str) -> HttpResponse:
    """Learners by tasks; on a phone one task after the other."""
    person = person_of(request)
    cohort = results_cohort(person, code)
    tasks = tasks_of(cohort, clock.now())
    context = {
        "cohort": cohort,
        "tasks": tasks,
        "rows": matrix_of(cohort, tasks),
        "required": sum(each.row.is_required for each in tasks),
        "unmarked": sum(each.state == "unmarked" for each in tasks),
        "may_write": enters_results(person, cohort),
    }
    return render(request, "results/independent.html", context)
