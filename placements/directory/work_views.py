"""Standing in for somebody, and handing all work over."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from placements import clock
from placements.clock import local_date
from placements.cohorts.models import Substitution
from placements.directory.access import found_person, manager
from placements.directory.forms import HandOverForm, SubstitutionForm
from placements.directory.handover import HandOver, hand_over, preview
from placements.directory.portions import Portion, portions_of
from placements.directory.portrait import substitutions_of
from placements.directory.substituting import end_substitution, stand_in
from placements.people.decorators import person_required
from placements.people.models import Person
from placements.refusals import Refused
from placements.refused_page import reasons_of, refused_page


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def substitutions(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who stands in for this person, for whom this person stands in, and the next one."""
    me, absent = manager(request), found_person(person_id)
    form = SubstitutionForm(request.POST if request.method == "POST" else None, absent=absent)
    context: dict[str, Any] = {"person": absent, "form": form, "reasons": []}
    context["substitutions"] = substitutions_of(absent, local_date(clock.now()))
    if request.method != "POST":
        return render(request, "directory/substitutions.html", context)
    if not form.is_valid():
        return render(request, "directory/substitutions.html", context, status=422)
    data = form.cleaned_data
    try:
        stand_in(absent, data["substitute"], (data["starts_on"], data["ends_on"]), me)
    except Refused as refused:
        return refused_page(request, "directory/substitutions.html", context, refused)
    messages.success(request, _("The substitute is appointed: {name}.").format(name=data["substitute"].name))
    return redirect("person-substitutions", absent.pk)


@require_POST
@person_required
def end(request: HttpRequest, substitution_id: int) -> HttpResponse:
    """End a substitution at once."""
    me = manager(request)
    row = get_object_or_404(Substitution.objects.select_related("absent"), pk=substitution_id)
    try:
        end_substitution(row, me)
    except Refused as refused:
        context = {"person": row.absent, "form": SubstitutionForm(absent=row.absent)}
        context["substitutions"] = substitutions_of(row.absent, local_date(clock.now()))
        return refused_page(request, "directory/substitutions.html", context, refused)
    messages.success(request, _("The substitution is ended."))
    return redirect("person-substitutions", row.absent_id)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def handover(request: HttpRequest, person_id: int) -> HttpResponse:
    """Choose what goes to whom; look at the counts; confirm once."""
    me, leaver = manager(request), found_person(person_id)
    portions = portions_of(leaver)
    form = _form(request, leaver, portions)
    if request.method != "POST":
        return _page(request, leaver, portions, form)
    if not form.is_valid():
        return _page(request, leaver, portions, form, 422)
    plan = HandOver(**form.cleaned_data)
    try:
        if "confirm" not in request.POST:
            return _page(request, leaver, portions, form, plan=plan, counts=preview(leaver, plan))
        moved = hand_over(leaver, plan, me)
    except Refused as refused:
        return _page(request, leaver, portions, form, 409, reasons=reasons_of(refused))
    text = _("Handed over: {name}, open tasks: {n}.")
    messages.success(request, text.format(name=plan.successor.name, n=moved.items))
    return redirect("person", leaver.pk)


def _form(request: HttpRequest, leaver: Person, portions: Sequence[Portion]) -> HandOverForm:
    data = request.POST if request.method == "POST" else None
    return HandOverForm(data, leaver=leaver, keys=[each.key for each in portions])


def _page(
    request: HttpRequest,
    leaver: Person,
    portions: Sequence[Portion],
    form: HandOverForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"person": leaver, "portions": portions, "form": form, "reasons": [], "plan": None, "counts": None}
    return render(request, "directory/handover.html", context | more, status=status)
