"""Who guides a cohort: giving and ending roles, sending invitations again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from placements import clock
from placements.cohorts.forms import RoleForm
from placements.cohorts.loaders import (
    MANAGERS,
    READERS,
    guided_cohort,
    managed_cohort,
    manages_school,
    may,
    readable_cohort,
)
from placements.cohorts.models import Cohort, Role
from placements.cohorts.roles import end_role, give_role
from placements.cohorts.selectors import reached_people, role_rows
from placements.people.decorators import person_of, person_required
from placements.people.invitations import resend_invitation
from placements.people.models import Invitation, Person
from placements.refusals import Refused
from placements.refused_page import reasons_of

PAGE = "cohorts/people.html"


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def cohort_people(request: HttpRequest, code: str) -> HttpResponse:
    """Curators, trainers, managers and auditors of a cohort; managers name them."""
    person = person_of(request)
    if request.method != "POST":
        cohort = readable_cohort(person, code)
        return _page(request, cohort, _form(request, person, cohort))
    cohort = managed_cohort(person, code)
    if "end" in request.POST:
        return _end(request, cohort, person)
    return _give(request, cohort, person)


def _give(request: HttpRequest, cohort: Cohort, actor: Person) -> HttpResponse:
    form = _form(request, actor, cohort)
    if not form.is_valid():
        return _page(request, cohort, form, status=422)
    data = form.cleaned_data
    try:
        role = give_role(form.who, data["kind"], None if data["scope"] == form.EVERYWHERE else cohort, actor)
    except Refused as refused:
        return _page(request, cohort, form, refused=refused, status=409)
    messages.success(request, _told(role))
    return redirect("cohort-people", cohort.code)


def _told(role: Role) -> str:
    invitation = Invitation.objects.filter(person=role.person_id, accepted_at=None).exists()
    text = _("{name} has the role, and a letter with the way in.") if invitation else _("{name} has the role.")
    return text.format(name=role.person.name)


def _end(request: HttpRequest, cohort: Cohort, actor: Person) -> HttpResponse:
    role = _role_or_404(request.POST["end"], cohort, actor)
    try:
        end_role(role, actor)
    except Refused as refused:
        return _page(
            request, cohort, _form(request, actor, cohort, bound=False), refused=refused, status=409, ending=role
        )
    messages.success(request, _("{name}: the role is ended.").format(name=role.person.name))
    if may(actor, cohort, READERS):
        return redirect("cohort-people", cohort.code)
    # Who ends the own role no longer sees this page.
    return redirect("home")


def _role_or_404(value: str, cohort: Cohort, actor: Person) -> Role:
    roles = Role.objects.filter(cohort=cohort)
    if manages_school(actor):
        roles |= Role.objects.filter(cohort=None)
    if not (value.isascii() and value.isdigit()):
        raise Http404
    role: Role = get_object_or_404(roles.select_related("person"), pk=value)
    return role


def _form(request: HttpRequest, person: Person, cohort: Cohort, *, bound: bool = True) -> RoleForm:
    data = request.POST if bound and request.method == "POST" else None
    return RoleForm(data, may_everywhere=manages_school(person), initial={"language": cohort.language})


def _page(
    request: HttpRequest,
    cohort: Cohort,
    form: RoleForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
    ending: Role | None = None,
) -> HttpResponse:
    person, rows = person_of(request), role_rows(cohort, clock.now())
    kinds = {row.role.kind for row in rows}
    context: dict[str, Any] = {
        "cohort": cohort,
        "form": form,
        "rows": rows,
        "lacks_curator": Role.Kind.CURATOR not in kinds,
        "lacks_trainer": Role.Kind.TRAINER not in kinds,
        "may_manage": may(person, cohort, MANAGERS),
        "may_everywhere": manages_school(person),
        "reasons": reasons_of(refused) if refused else [],
        "asks_same": _asks_same(refused),
        "ending": ending,
        "letter_languages": Person.Language.choices,
    }
    return render(request, PAGE, context, status=status)


def _asks_same(refused: Refused | None) -> bool:
    return refused is not None and any(each.code == "person.other_name" for each in refused.refusals)


@require_POST
@person_required
def invitation_resend(request: HttpRequest, code: str, person_id: int) -> HttpResponse:
    """Send somebody of the cohort a new invitation, in the chosen language."""
    actor = person_of(request)
    cohort = guided_cohort(actor, code)
    people = reached_people(cohort, with_school=manages_school(actor))
    invitation = get_object_or_404(Invitation.objects.select_related("person"), person__in=people, person=person_id)
    language, back = request.POST.get("language", ""), "cohort-people" if "people" in request.POST else "cohort"
    try:
        resend_invitation(invitation, actor, language if language in Person.Language.values else invitation.language)
    except Refused as refused:
        context = {"cohort": cohort, "reasons": reasons_of(refused), "way_on": reverse(back, args=[cohort.code])}
        return render(request, "cohorts/not_sent.html", context, status=409)
    messages.success(request, _("{name} has a new letter.").format(name=invitation.person.name))
    return redirect(back, cohort.code)
