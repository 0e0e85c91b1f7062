"""Who may open the set-up pages: managers act, auditors read."""

from django.http import Http404, HttpRequest

from placements.overview.navigation import AUDITOR, MANAGER, roles_of
from placements.people.decorators import person_of
from placements.people.models import Person


def setup_person(request: HttpRequest) -> Person:
    """The manager, or for a page that is only read the auditor. Raises: Http404 for everybody else. One query."""
    person = person_of(request)
    roles = roles_of(person)
    may_read = request.method in {"GET", "HEAD"} and AUDITOR in roles
    if MANAGER not in roles and not may_read:
        raise Http404
    return person


def may_change(person: Person) -> bool:
    """Whether this person may act on the set-up pages. One query."""
    return MANAGER in roles_of(person)
