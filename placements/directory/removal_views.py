"""Merging two rows of one person; deactivating, anonymising, deleting."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from placements.directory import rules
from placements.directory.access import found_person, manager
from placements.directory.comparing import comparison_of
from placements.directory.forms import ReasonForm, SearchForm
from placements.directory.leaving import activate, anonymise_person, deactivate, delete_person, standing_of
from placements.directory.merging import merge_people, pair_of
from placements.directory.relations import has_history
from placements.directory.search import found_people, is_code, look_alikes, person_with_code, rows_of, with_parts
from placements.people.decorators import person_required
from placements.people.models import Person
from placements.refusals import Refusal, Refused
from placements.refused_page import reasons_of
from placements.sentences import sentence

MOST_FOUND, MOST_DIGITS = 20, 18
Verb = Callable[[Person, Person, str], None]
VERBS: Mapping[str, tuple[Verb, Any]] = {
    "deactivate": (deactivate, gettext_lazy("The person is deactivated.")),
    "activate": (activate, gettext_lazy("The person is active again.")),
    "anonymise": (anonymise_person, gettext_lazy("The person is anonymised.")),
    "delete": (lambda person, actor, _reason: delete_person(person, actor), gettext_lazy("The row is deleted.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def remove(request: HttpRequest, person_id: int) -> HttpResponse:
    """Deactivate, activate, anonymise or delete; each says beforehand what stands in its way."""
    me, found = manager(request), found_person(person_id)
    if request.method != "POST":
        return _removal_page(request, found, me)
    form, chosen = ReasonForm(request.POST), VERBS.get(request.POST.get("act", ""))
    if chosen is None or not form.is_valid():
        return _removal_page(request, found, me, 422, form=form)
    verb, done = chosen
    try:
        verb(found, me, form.cleaned_data["reason"])
    except Refused as refused:
        return _removal_page(request, found_person(person_id), me, 409, form=form, reasons=reasons_of(refused))
    messages.success(request, str(done))
    return redirect("people") if request.POST["act"] == "delete" else redirect("person", person_id)


def _removal_page(request: HttpRequest, found: Person, me: Person, status: int = 200, **more: Any) -> HttpResponse:
    standing = standing_of(found, me)
    context = {
        "person": found,
        "form": ReasonForm(),
        "reasons": [],
        "obstacles": [sentence(refusal) for refusal in rules.leaving_refusals(standing)],
        "has_work": found.roles.exists(),
        "is_gone": found.merged_into_id is not None or found.anonymised_at is not None,
        "kept_because": sentence(Refusal("delete.history")) if has_history(found) else "",
    }
    return render(request, "directory/remove.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def merge(request: HttpRequest, person_id: int) -> HttpResponse:
    """Find the duplicate, look at both side by side, confirm once."""
    me, keep = manager(request), found_person(person_id)
    if "q" in request.POST:
        return _found(request, keep)
    duplicate = _duplicate(request)
    if duplicate is None:
        return _search_page(request, keep, SearchForm(request.GET))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _comparison(request, keep, duplicate, me, form=form)
    if not form.is_valid():
        return _comparison(request, keep, duplicate, me, 422, form=form)
    try:
        merge_people(keep, duplicate, me, form.cleaned_data["reason"])
    except Refused as refused:
        return _comparison(request, keep, duplicate, me, 409, form=form, reasons=reasons_of(refused))
    messages.success(request, _("The two are one person now."))
    return redirect("person", keep.pk)


def _found(request: HttpRequest, keep: Person) -> HttpResponse:
    """Lead to whom the search names. A personal code leads to its person: it never stands in an address."""
    search = SearchForm(request.POST)
    if not search.is_valid():
        return _search_page(request, keep, search)
    query, here = search.cleaned_data["q"], reverse("person-merge", args=[keep.pk])
    if not is_code(query):
        return redirect(f"{here}?{urlencode({'q': query})}")
    found = person_with_code(query)
    if found is not None:
        return redirect(f"{here}?{urlencode({'duplicate': found.pk})}")
    messages.warning(request, _("Nobody here has this personal code: search by name."))
    return redirect(here)


def _duplicate(request: HttpRequest) -> Person | None:
    """The row that is named as the duplicate; None while none is chosen, and for a number that is nobody's."""
    sent = request.POST if request.method == "POST" else request.GET
    number = sent.get("duplicate", "")
    is_number = number.isascii() and number.isdigit() and len(number) < MOST_DIGITS
    return Person.objects.filter(pk=int(number)).first() if is_number else None


def _search_page(request: HttpRequest, keep: Person, search: SearchForm) -> HttpResponse:
    """Who looks alike, or whom the search names; a choice that led to nobody is asked for once more."""
    query = search.cleaned_data["q"] if search.is_valid() else ""
    people = found_people(query).exclude(pk=keep.pk) if query else look_alikes(keep)
    rows = rows_of(with_parts(people)[:MOST_FOUND])
    is_asked_again = request.method == "POST" and not search.errors
    reasons = [_("Choose the duplicate: search for it and open the comparison.")] if is_asked_again else []
    context = {"person": keep, "search": search, "q": query, "rows": rows, "reasons": reasons, "duplicate": None}
    status = 422 if reasons or search.errors else 200
    return render(request, "directory/merge.html", context, status=status)


def _comparison(
    request: HttpRequest, keep: Person, duplicate: Person, me: Person, status: int = 200, **more: Any
) -> HttpResponse:
    """Both side by side, and what stands in the way of their being one."""
    obstacles = [sentence(each) for each in rules.merge_refusals(pair_of(keep, duplicate, me))]
    context = {"person": keep, "duplicate": duplicate, "lines": comparison_of(keep, duplicate), "reasons": []}
    return render(request, "directory/merge.html", context | {"obstacles": obstacles} | more, status=status)
