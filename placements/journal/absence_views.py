"""Days off, as the learner tells them; and what he can do about a silent mentor."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from placements import clock
from placements.agreements.loaders import own_practicum_or_404
from placements.agreements.models import Practicum
from placements.clock import local_date
from placements.journal.absences import say_absent, told_absences, withdraw_absence
from placements.journal.addresses import day_or_404
from placements.journal.forms import AbsenceForm, AddressForm
from placements.journal.models import Absence
from placements.journal.nudging import correct_mentor_address, host_mail_of, nudge_mentor, seen_of, week_item_of
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import reasons_of, refused_page

PAGE, ADDRESS_PAGE = "journal/absences.html", "journal/mentor_address.html"


def _context(practicum: Practicum, form: AbsenceForm) -> dict[str, Any]:
    absences = told_absences(practicum)
    return {"practicum": practicum, "form": form, "absences": absences, "reasons": []}


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def absences(request: HttpRequest) -> HttpResponse:
    """All days off, and the form for another one: of the past or planned."""
    practicum = own_practicum_or_404(person_of(request))
    if request.method != "POST":
        asked = request.GET.get("day", "")
        day = day_or_404(asked) if asked else local_date(clock.now())
        form = AbsenceForm(initial={"client_id": uuid.uuid4(), "day": day})
        return render(request, PAGE, _context(practicum, form))
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, _context(practicum, form), status=422)
    try:
        say_absent(practicum, person_of(request), form.cleaned_data["client_id"], form.cleaned_data)
    except Refused as refused:
        return refused_page(request, PAGE, _context(practicum, form), refused)
    return redirect("home") if request.POST.get("from") == "home" else redirect("absences")


@require_POST
@person_required
def withdraw(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Take a day off back."""
    practicum = own_practicum_or_404(person_of(request))
    absence = get_object_or_404(Absence, practicum__learner=person_of(request), pk=absence_id)
    try:
        withdraw_absence(absence, person_of(request))
    except Refused as refused:
        form = AbsenceForm(initial={"client_id": uuid.uuid4(), "day": absence.day})
        return refused_page(request, PAGE, _context(practicum, form), refused)
    if request.POST.get("from") == "home":
        return redirect("home")
    return redirect("journal-day", absence.day.isoformat())


def _address_context(practicum: Practicum, form: AddressForm | None) -> dict[str, Any]:
    item = week_item_of(practicum)
    mail = host_mail_of(practicum, item, clock.now()) if item else None
    if form is None and item is not None:
        form = AddressForm(initial={"email": item.owner.email or "", "seen": seen_of(item.owner)})
    return {"practicum": practicum, "mail": mail, "form": form, "reasons": []}


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def mentor_address(request: HttpRequest) -> HttpResponse:
    """What became of the mail to the mentor; the form that corrects the address."""
    practicum = own_practicum_or_404(person_of(request))
    if request.method != "POST":
        return render(request, ADDRESS_PAGE, _address_context(practicum, None))
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, ADDRESS_PAGE, _address_context(practicum, form), status=422)
    try:
        correct_mentor_address(practicum, person_of(request), form.cleaned_data)
    except Refused as refused:
        form.add_error("email", " ".join(reasons_of(refused)))
        return refused_page(request, ADDRESS_PAGE, _address_context(practicum, form), refused)
    return redirect("mentor-address")


@require_POST
@person_required
def nudge(request: HttpRequest) -> HttpResponse:
    """Remind the mentor of the days that wait."""
    practicum = own_practicum_or_404(person_of(request))
    try:
        nudge_mentor(practicum, person_of(request))
    except Refused as refused:
        return refused_page(request, ADDRESS_PAGE, _address_context(practicum, None), refused)
    return redirect("mentor-address")
