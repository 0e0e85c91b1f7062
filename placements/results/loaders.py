"""Loaders: the cohorts whose results this person may read or enter, and a learner's own enrolment, or nothing."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from placements.cohorts.loaders import cohorts_of, may
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.people.models import Person
from placements.results.models import ExamSitting

WRITERS = (Role.Kind.TRAINER, Role.Kind.CURATOR, Role.Kind.MANAGER)


def results_cohort(person: Person, code: str, *, writes: bool = False) -> Cohort:
    """A cohort whose results this person may read, or enter where writes is said. Raises: Http404."""
    kinds = WRITERS if writes else Role.Kind.values
    return get_object_or_404(cohorts_of(person, kinds), code=code)


def enters_results(person: Person, cohort: Cohort) -> bool:
    """Whether this person enters the results of a cohort; at most two queries."""
    return may(person, cohort, WRITERS)


def planned_or_404(rows: QuerySet[Any], number: int) -> Any:
    """One of a cohort's sessions, exams or tasks; a cancelled one is not there. Raises: Http404."""
    return get_object_or_404(rows.filter(cancelled_at=None), pk=number)


def own_retake_or_404(person: Person, number: int) -> tuple[ExamSitting, Enrolment]:
    """A retake of the learner's own cohort, and his enrolment there. Raises: Http404."""
    sitting = get_object_or_404(ExamSitting, pk=number, cancelled_at=None, is_retake=True)
    enrolment = Enrolment.objects.filter(cohort=sitting.cohort_id, learner=person).first()
    if enrolment is None:
        raise Http404
    return sitting, enrolment
