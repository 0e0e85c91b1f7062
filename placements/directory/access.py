"""Who opens the directory: managers, and auditors to read."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from placements.overview.navigation import AUDITOR, MANAGER, roles_of
from placements.people.decorators import person_of
from placements.people.models import Person


def reader(request: HttpRequest) -> Person:
    """The manager or auditor who is signed in. Raises: Http404 for everybody else."""
    person = person_of(request)
    if not roles_of(person) & {MANAGER, AUDITOR}:
        raise Http404
    return person


def manager(request: HttpRequest) -> Person:
    """The manager who is signed in. Raises: Http404 for everybody else."""
    person = person_of(request)
    if MANAGER not in roles_of(person):
        raise Http404
    return person


def is_manager(person: Person) -> bool:
    """Whether this person may change what the directory shows; one query."""
    return MANAGER in roles_of(person)


def found_person(person_id: int) -> Person:
    """The person of an address. Raises: Http404."""
    return get_object_or_404(Person.objects.select_related("merged_into"), pk=person_id)
