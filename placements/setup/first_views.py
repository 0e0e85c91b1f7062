"""How an empty installation begins: the first manager, let in by the set-up code alone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from placements.cohorts.opening import FirstManager, has_manager, open_school
from placements.people.models import Person
from placements.people.setup_code import is_setup_code
from placements.people.views import FIRST_ADDRESS
from placements.refusals import Refused
from placements.refused_page import reasons_of
from placements.setup.forms import FirstManagerForm

PAGE = "setup/first.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def first(request: HttpRequest) -> HttpResponse:
    """The school's name and its first manager; once there is one, there is no such page."""
    if has_manager():
        raise Http404
    if request.method != "POST":
        initial = {"code": request.GET.get("code", ""), "language": get_language()}
        return _page(request, FirstManagerForm(initial=initial), initial["code"])
    form = FirstManagerForm(request.POST)
    if not form.is_valid():
        return _page(request, form, request.POST.get("code", ""), status=422)
    try:
        person = open_school(_first_manager(form.cleaned_data), form.cleaned_data["code"])
    except Refused as refused:
        reasons = reasons_of(refused)
        return _page(request, form, form.cleaned_data["code"], status=409, reasons=reasons)
    return _to_sign_in(request, person)


def _first_manager(data: dict[str, Any]) -> FirstManager:
    return FirstManager(data["school"], data["name"], data["email"], data["language"])


def _page(
    request: HttpRequest, form: FirstManagerForm, code: str, *, status: int = 200, reasons: list[str] | None = None
) -> HttpResponse:
    context = {"form": form, "has_code": is_setup_code(code), "reasons": reasons or []}
    response = render(request, PAGE, context, status=status)
    # The address holds the code: it goes to nobody else's log.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _to_sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    request.session[FIRST_ADDRESS] = person.email
    messages.success(request, _("The school is open. Now sign in: the code is sent to your address."))
    return redirect(f"{reverse('account_login')}?next={reverse('setup')}")
