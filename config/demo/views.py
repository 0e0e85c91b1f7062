"""The demo's bar: act as any of its people. Outside the demo there is no such page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login, logout
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from placements.agreements.models import Placement
from placements.cohorts.models import Role
from placements.overview.navigation import roles_of
from placements.people.invitations import accept_invitation
from placements.people.links import enter_url, grant_link
from placements.people.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

COOKIE = "praktika_demo"


@dataclass(frozen=True, slots=True)
class Character:
    """One of the demo's people: pk, name, and the part played."""

    pk: int
    name: str
    role: "str | _StrPromise"


def characters() -> Iterable[Character]:
    """The school first, then learners, then the companies' people; three queries."""
    kinds = dict(Role.Kind.choices)
    for role in Role.objects.select_related("person").order_by("kind", "person__name", "pk"):
        yield Character(role.person_id, role.person.name, kinds[role.kind])
    for person in Person.objects.filter(enrolments__isnull=False).distinct().order_by("pk"):
        yield Character(person.pk, person.name, _("learner"))
    busy = Person.objects.filter(Q(mentored_placements__isnull=False) | Q(signed_placements__isnull=False))
    for person in busy.distinct().order_by("pk"):
        yield Character(person.pk, person.name, _("company"))


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Sign in as this person; the companies' people enter by their link."""
    if not settings.DEMO:
        raise Http404
    value = request.POST.get("person", "")
    person = get_object_or_404(Person, pk=int(value) if value.isdigit() else 0)
    if person.has_account:
        login(request, person)
        accept_invitation(person)
        response = redirect("inbox" if roles_of(person) & {"curator", "manager"} else "home")
    else:
        logout(request)
        response = redirect(_company_page(person))
    response.set_cookie(COOKIE, str(person.pk), samesite="Lax", httponly=True)
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, person.language, samesite="Lax")
    return response


def _company_page(person: Person) -> str:
    placements = Placement.objects.filter(practicum__work_items__owner=person, practicum__work_items__done_at=None)
    named = Placement.objects.filter(Q(mentor=person) | Q(signatory=person))
    placement = placements.order_by("-pk").first() or named.order_by("-pk").first()
    if placement is None:
        raise Http404
    return enter_url(grant_link(person, placement))
