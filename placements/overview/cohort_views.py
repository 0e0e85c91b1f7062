"""The school's cohorts: the list, and one cohort with its learners and those who have not signed in yet."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from placements import clock
from placements.agreements.loaders import RELATED
from placements.agreements.models import Practicum
from placements.cohorts.loaders import manages_school, readable_cohort
from placements.cohorts.models import Cohort
from placements.cohorts.selectors import curriculum_of
from placements.overview.learners import LearnerRow, learner_rows
from placements.overview.staff_views import school_person
from placements.people.decorators import person_required
from placements.people.invitation_states import invitation_states
from placements.people.models import Person
from placements.programmes.models import ProgrammeVersion


def _cohorts(person: Person) -> "list[Cohort]":
    completed = Count("practicums", filter=Q(practicums__stage=Practicum.Stage.COMPLETED), distinct=True)
    return list(
        Cohort.objects.visible_to(person)
        .select_related("programme_version__programme")
        .annotate(learners=Count("practicums", distinct=True), completed=completed)
        .order_by("-starts_on", "code")
    )


@require_safe
@person_required
def cohorts(request: HttpRequest) -> HttpResponse:
    """One's cohorts."""
    person = school_person(request)
    rows = [(each, curriculum_of(each.programme_version_id)) for each in _cohorts(person)]
    context = {"rows": rows, "may_open": manages_school(person)}
    if not rows:
        context["has_programme"] = ProgrammeVersion.objects.exists()
    return render(request, "overview/cohorts.html", context)


@require_safe
@person_required
def cohort(request: HttpRequest, code: str) -> HttpResponse:
    """A cohort's learners by stage, with their hours and invitations."""
    person = school_person(request)
    found = readable_cohort(person, code)
    practicums = Practicum.objects.visible_to(person).filter(cohort=found).select_related(*RELATED)
    rows = learner_rows(practicums.order_by("learner__name", "pk"), person, clock.now())
    counts = [(label, sum(row.practicum.stage == value for row in rows)) for value, label in Practicum.Stage.choices]
    context = {"cohort": found, "curriculum": curriculum_of(found.programme_version_id), "rows": rows, "counts": counts}
    return render(request, "overview/cohort.html", context | _invited(rows) | _allowed(person, found))


def _invited(rows: list[LearnerRow]) -> dict[str, Any]:
    """Learners who have not signed in yet, and how many have; two queries."""
    people = list({row.practicum.learner_id: row.practicum.learner for row in rows}.values())
    states = invitation_states(people, clock.now())
    waiting = [(person, states[person.pk]) for person in people if states[person.pk].is_open]
    came = [(person, states[person.pk]) for person in people if states[person.pk].code == "accepted"]
    return {"waiting": waiting, "came": came, "letter_languages": Person.Language.choices}


def _allowed(person: Person, found: Cohort) -> dict[str, bool]:
    guided, managed = (
        queryset.filter(pk=found.pk).exists()
        for queryset in (Cohort.objects.guided_by(person), Cohort.objects.managed_by(person))
    )
    return {"may_enrol": guided, "may_manage": managed}
