"""The page behind a mailed invitation: who invites to what, in which language, and the way to the sign-in code."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST

from placements import clock
from placements.overview.invitations import invitation_rows
from placements.people.cookies import keep_language
from placements.people.decorators import private_page
from placements.people.invitations import (
    EXPIRED,
    UNKNOWN,
    InvitationProblem,
    read_invitation,
    renew_invitation,
)
from placements.people.models import Invitation
from placements.people.services import set_language
from placements.people.views import SignInView

RENEW_SALT, RENEW_SECONDS = "renew-invitation", 3600
STATUSES = {EXPIRED: 410, UNKNOWN: 404}


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Greets the invited person; only the button changes anything."""
    try:
        found = read_invitation(token, clock.now())
    except InvitationProblem as problem:
        return _problem(request, problem)
    language = _language(request, found)
    translation.activate(language)
    if request.method == "POST":
        response = _send_code(request, found, language)
    else:
        response = render(request, "people/invitation.html", _context(request, found, token))
    response["Content-Language"] = language
    return response


def _language(request: HttpRequest, found: Invitation) -> str:
    """What is asked for in the address or by the form, else the invitation's."""
    asked = request.GET.get("lang") or request.POST.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else found.language


def _context(request: HttpRequest, found: Invitation, token: str) -> dict[str, Any]:
    other = request.user if request.user.is_authenticated and request.user.pk != found.person_id else None
    return {"invitation": found, "person": found.person, "rows": invitation_rows(found), "other": other, "token": token}


def _send_code(request: HttpRequest, found: Invitation, language: str) -> HttpResponse:
    if request.user.is_authenticated and request.user.pk == found.person_id:
        return redirect("home")
    if request.user.is_authenticated:
        logout(request)
    set_language(found.person, language)
    return keep_language(AddressedSignIn.as_view(email=found.person.email)(request), language)


class AddressedSignIn(SignInView):
    """The sign-in page with the address filled in: the code goes to it and to no other."""

    email = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "data": {"email": self.email}}


def _problem(request: HttpRequest, problem: InvitationProblem) -> HttpResponse:
    found = problem.invitation
    if found and "lang" not in request.GET and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(found.language)
    renewal = signing.dumps([found.pk, found.generation], salt=RENEW_SALT) if found else ""
    context = {"code": problem.code, "renewal": renewal, "invitation": found}
    response = render(request, "people/invitation_problem.html", context, status=STATUSES.get(problem.code, 403))
    response["Content-Language"] = translation.get_language()
    return response


@require_POST
@private_page
def new_invitation(request: HttpRequest) -> HttpResponse:
    """Send a new invitation to the same address: none is typed, so nobody can redirect it."""
    try:
        row_id, generation = signing.loads(request.POST.get("renewal", ""), salt=RENEW_SALT, max_age=RENEW_SECONDS)
    except signing.BadSignature:
        return redirect("account_login")
    found = Invitation.objects.select_related("person").filter(pk=row_id, generation=generation).first()
    if found is not None and ratelimit.consume(request, action="new_link"):
        renew_invitation(found)
    return render(request, "people/invitation_sent.html", {"masked": found.person.email_masked if found else ""})
