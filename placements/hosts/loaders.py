"""Loaders: who may open the companies' pages, and what is there."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from placements.cohorts.models import Role
from placements.hosts.models import Host
from placements.people.decorators import person_of
from placements.people.models import Person

EDITORS = (Role.Kind.CURATOR, Role.Kind.MANAGER)
READERS = (*EDITORS, Role.Kind.AUDITOR)


def edits_hosts(person: Person) -> bool:
    """Whether this person may change companies; one query."""
    return bool(person.roles_today.filter(kind__in=EDITORS).exists())


def reader(request: HttpRequest) -> Person:
    """The signed-in curator, manager or auditor. Raises: Http404 for everybody else."""
    person = person_of(request)
    if not person.roles_today.filter(kind__in=READERS).exists():
        raise Http404
    return person


def editor(request: HttpRequest) -> Person:
    """The signed-in curator or manager. Raises: Http404 for everybody else."""
    person = person_of(request)
    if not edits_hosts(person):
        raise Http404
    return person


def one_of(host_id: int, rows: str, row_id: int) -> Any:
    """A place, contact or paper of this company. Raises: Http404 also for one of another company."""
    host = get_object_or_404(Host, pk=host_id)
    return get_object_or_404(getattr(host, rows).all(), pk=row_id)
