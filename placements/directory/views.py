"""The directory, one person, his contact details and his personal code."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements import clock
from placements.clock import local_date
from placements.directory.access import found_person, is_manager, manager, reader
from placements.directory.forms import CodeForm, ContactForm, ReasonForm, SearchForm
from placements.directory.portrait import portrait_of
from placements.directory.search import is_code, people_page, person_with_code
from placements.directory.wording import KINDS
from placements.people.decorators import person_required
from placements.people.models import Person
from placements.people.services import contact_version, reveal_personal_code, set_personal_code, update_contact
from placements.refusals import Refused
from placements.refused_page import reasons_of, refused_page

CHANGED = "person.changed"


@require_safe
@person_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, or whom the search names."""
    reader(request)
    return _people_page(request, SearchForm(request.GET))


def _people_page(request: HttpRequest, form: SearchForm) -> HttpResponse:
    query, kind = (form.cleaned_data["q"], form.cleaned_data["kind"]) if form.is_valid() else ("", "")
    page, rows = people_page(query, kind, request.GET.get("page"))
    context = {"form": form, "page": page, "rows": rows, "q": query, "kind": kind, "kinds": KINDS}
    return render(request, "directory/people.html", context, status=422 if form.errors else 200)


@require_POST
@person_required
def search(request: HttpRequest) -> HttpResponse:
    """Lead to the list of who was found. A personal code leads to its person: it never stands in an address."""
    reader(request)
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _people_page(request, form)
    query, kind = form.cleaned_data["q"], form.cleaned_data["kind"]
    if not is_code(query):
        return redirect(f"{reverse('people')}?{urlencode({'q': query, 'kind': kind})}")
    found = person_with_code(query)
    if found is not None:
        return redirect("person", found.pk)
    messages.warning(request, _("Nobody here has this personal code: search by name."))
    return redirect("people")


@require_safe
@person_required
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person on one page."""
    me, found = reader(request), found_person(person_id)
    context = portrait_of(found, local_date(clock.now()))
    is_gone = found.merged_into_id is not None or found.anonymised_at is not None
    return render(request, "directory/person.html", context | {"may_change": is_manager(me), "is_gone": is_gone})


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Correct how a person is called and reached."""
    me, found = manager(request), found_person(person_id)
    form = ContactForm(request.POST if request.method == "POST" else None, person=found)
    context: dict[str, Any] = {"person": found, "form": form, "reasons": [], "stored": None}
    if request.method != "POST":
        return render(request, "directory/edit.html", context)
    if not form.is_valid():
        return render(request, "directory/edit.html", context, status=422)
    try:
        update_contact(found, form.details(), me, seen=form.cleaned_data["version"])
    except Refused as refused:
        return _edit_again(request, found, refused)
    messages.success(request, _("The contact details are saved."))
    return redirect("person", found.pk)


def _edit_again(request: HttpRequest, found: Person, refused: Refused) -> HttpResponse:
    """What was typed stays; when somebody else was quicker, what is stored now stands beside it."""
    stored = found_person(found.pk) if refused.refusals[0].code == CHANGED else None
    data = request.POST.copy()
    if stored is not None:
        data["version"] = contact_version(stored)
    context = {"person": found, "form": ContactForm(data, person=found), "stored": stored}
    return refused_page(request, "directory/edit.html", context, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@person_required
def code(request: HttpRequest, person_id: int) -> HttpResponse:
    """Look at the personal code, which is recorded with its reason; or store another one."""
    me, found = manager(request), found_person(person_id)
    if request.method != "POST":
        return _code_page(request, found)
    return _store_code(request, found, me) if "code" in request.POST else _reveal_code(request, found, me)


def _code_page(request: HttpRequest, found: Person, status: int = 200, **more: Any) -> HttpResponse:
    context = {"person": found, "form": ReasonForm(), "code_form": CodeForm(), "reasons": [], "revealed": ""}
    return render(request, "directory/code.html", context | more, status=status)


def _reveal_code(request: HttpRequest, found: Person, me: Person) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _code_page(request, found, 422, form=form)
    try:
        revealed = reveal_personal_code(found, me, form.cleaned_data["reason"])
    except Refused as refused:
        return _code_page(request, found, 409, form=form, reasons=reasons_of(refused))
    return _code_page(request, found, revealed=revealed)


def _store_code(request: HttpRequest, found: Person, me: Person) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, found, 422, code_form=form)
    try:
        set_personal_code(found, form.cleaned_data["code"], me)
    except Refused as refused:
        return _code_page(request, found_person(found.pk), 409, code_form=form, reasons=reasons_of(refused))
    messages.success(request, _("The personal code is saved."))
    return redirect("person", found.pk)
