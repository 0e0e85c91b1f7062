"""Loaders: the cohorts this person may read, guide or manage, or nothing."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from placements.cohorts.models import Cohort, Role
from placements.people.decorators import person_of
from placements.people.models import Person

READERS = Role.Kind.values
GUIDES = (Role.Kind.CURATOR, Role.Kind.MANAGER)
MANAGERS = (Role.Kind.MANAGER,)


def _roles(person: Person, kinds: Collection[str]) -> QuerySet[Role]:
    roles: QuerySet[Role] = person.roles_today.filter(kind__in=kinds)
    return roles


def manages_school(person: Person) -> bool:
    """Whether this person is a training manager of the whole school; one query."""
    return _roles(person, MANAGERS).filter(cohort=None).exists()


def school_manager_or_404(request: HttpRequest) -> Person:
    """The signed-in training manager of the whole school. Raises: Http404 for everybody else."""
    person = person_of(request)
    if not manages_school(person):
        raise Http404
    return person


def cohorts_of(person: Person, kinds: Collection[str] = READERS) -> QuerySet[Cohort]:
    """Those where this person has such a role; all of them for a role in the whole school. At most two queries."""
    roles = _roles(person, kinds)
    if roles.filter(cohort=None).exists():
        return Cohort.objects.all()
    return Cohort.objects.filter(pk__in=roles.values("cohort"))


def may(person: Person, cohort: Cohort, kinds: Collection[str]) -> bool:
    """Whether this person has such a role in this cohort; at most two queries."""
    return cohorts_of(person, kinds).filter(pk=cohort.pk).exists()


def readable_cohort(person: Person, code: str) -> Cohort:
    """A cohort this person may read. Raises: Http404."""
    return get_object_or_404(cohorts_of(person), code=code)


def guided_cohort(person: Person, code: str) -> Cohort:
    """A cohort whose learners this person adds and invites. Raises: Http404."""
    return get_object_or_404(cohorts_of(person, GUIDES), code=code)


def managed_cohort(person: Person, code: str) -> Cohort:
    """A cohort this person changes, roles included. Raises: Http404."""
    return get_object_or_404(cohorts_of(person, MANAGERS), code=code)
