"""The school's cohorts: the list, and one cohort with its learners and those who have not signed in yet."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from placements import clock
from placements.agreements.loaders import RELATED
from placements.agreements.models import Practicum
from placements.cohorts.loaders import GUIDES, MANAGERS, cohorts_of, manages_school, may, readable_cohort
from placements.cohorts.models import Cohort
from placements.cohorts.selectors import curriculum_of
from placements.decisions.loaders import READERS as DECISION_READERS
from placements.overview.learners import LearnerRow, learner_rows
from placements.overview.staff_views import school_person
from placements.people.decorators import person_required
from placements.people.invitation_states import invitation_states
from placements.people.models import Person
from placements.programmes.models import ProgrammeVersion
from placements.results.loaders import enters_results

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _cohorts(person: Person) -> "list[Cohort]":
    completed = Count("practicums", filter=Q(practicums__stage=Practicum.Stage.COMPLETED), distinct=True)
    return list(
        cohorts_of(person)
        .select_related("programme_version__programme")
        .annotate(learners=Count("enrolments", distinct=True), completed=completed)
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
    curriculum = curriculum_of(found.programme_version_id)
    context = {"cohort": found, "curriculum": curriculum, "rows": rows, "counts": _counts(rows)}
    return render(request, "overview/cohort.html", context | _invited(rows) | _allowed(person, found))


def _counts(rows: list[LearnerRow]) -> "list[tuple[str | _StrPromise, int]]":
    """Practicums by stage; those that rest or ended early only where there is one."""
    counted = Counter(row.practicum.stage for row in rows)
    stages = [
        (value, label) for value, label in Practicum.Stage.choices if value not in Practicum.ENDED or counted[value]
    ]
    resting = sum(row.practicum.suspended_on is not None for row in rows)
    counts: list[tuple[str | _StrPromise, int]] = [(label, counted[value]) for value, label in stages]
    return [*counts, (_("suspended"), resting)] if resting else counts


def _invited(rows: list[LearnerRow]) -> dict[str, Any]:
    """Learners who have not signed in yet, and how many have; two queries."""
    people = list({row.practicum.learner_id: row.practicum.learner for row in rows}.values())
    states = invitation_states(people, clock.now())
    waiting = [(person, states[person.pk]) for person in people if states[person.pk].is_open]
    came = [(person, states[person.pk]) for person in people if states[person.pk].code == "accepted"]
    return {"waiting": waiting, "came": came, "letter_languages": Person.Language.choices}


def _allowed(person: Person, found: Cohort) -> dict[str, bool]:
    return {
        "may_enrol": may(person, found, GUIDES),
        "may_manage": may(person, found, MANAGERS),
        "may_record": enters_results(person, found),
        "may_read_decisions": may(person, found, DECISION_READERS),
    }
