"""Loaders: the cohort this person may read, guide or manage, or nothing."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from placements.cohorts.models import Cohort, Role
from placements.cohorts.querysets import CohortQuerySet
from placements.people.decorators import person_of
from placements.people.models import Person


def manages_school(person: Person) -> bool:
    """Whether this person is a training manager of the whole school; one query."""
    return person.roles.filter(kind=Role.Kind.MANAGER, cohort=None).exists()


def school_manager_or_404(request: HttpRequest) -> Person:
    """The signed-in training manager of the whole school. Raises: Http404 for everybody else."""
    person = person_of(request)
    if not manages_school(person):
        raise Http404
    return person


def readable_cohort(person: Person, code: str) -> Cohort:
    """A cohort this person may read. Raises: Http404."""
    return _one(Cohort.objects.visible_to(person), code)


def guided_cohort(person: Person, code: str) -> Cohort:
    """A cohort this person is curator or manager of. Raises: Http404."""
    return _one(Cohort.objects.guided_by(person), code)


def managed_cohort(person: Person, code: str) -> Cohort:
    """A cohort this person is manager of. Raises: Http404."""
    return _one(Cohort.objects.managed_by(person), code)


def _one(cohorts: CohortQuerySet, code: str) -> Cohort:
    found: Cohort = get_object_or_404(cohorts, code=code)
    return found
