"""The page on which a company's person says that it is not he, that he is away, or who takes over."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements import clock, formats
from placements.agreements.mentor_forms import AwayForm, ColleagueForm, SuccessorForm
from placements.agreements.mentoring import away_until, name_colleague, say_away, say_not_me
from placements.clock import local_date
from placements.cohorts.selectors import curator_of
from placements.people.host_access import entered_link, host_page
from placements.people.models import AccessLink
from placements.refusals import Refused
from placements.refused_page import reasons_of

Answer = Callable[[HttpRequest, AccessLink], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def about(request: HttpRequest, public_id: str) -> HttpResponse:
    """Three small forms; each is one press."""
    link = entered_link(request, public_id)
    if request.method != "POST":
        return _page(request, link)
    answer = _ANSWERS.get(request.POST.get("say", ""))
    if answer is None:
        return _page(request, link, reasons=[_("Press one of the buttons on this page.")], status=409)
    try:
        return answer(request, link)
    except Refused as refused:
        return _page(request, link, reasons=reasons_of(refused), status=409)


def _not_me(request: HttpRequest, link: AccessLink) -> HttpResponse:
    form = ColleagueForm(request.POST, prefix="right")
    if not form.is_valid():
        return _page(request, link, right=form, status=422)
    say_not_me(link, form.card())
    return render(request, "people/host_thanks.html", {"curator": _curator(link)})


def _colleague(request: HttpRequest, link: AccessLink) -> HttpResponse:
    form = SuccessorForm(request.POST, prefix="colleague")
    if not form.is_valid():
        return _page(request, link, colleague=form, status=422)
    name_colleague(link, form.card())
    messages.success(request, _("Thank you! The curator confirms it, then your colleague gets a link."))
    return redirect("host-about", link.public_id)


def _away(request: HttpRequest, link: AccessLink) -> HttpResponse:
    form = AwayForm(request.POST)
    if not form.is_valid():
        return _page(request, link, away=form, status=422)
    until = form.cleaned_data["until"]
    say_away(link, until)
    messages.success(request, _("No reminders come until %(date)s.") % {"date": formats.day(until)})
    return redirect("host-about", link.public_id)


def _back(request: HttpRequest, link: AccessLink) -> HttpResponse:
    say_away(link, local_date(clock.now()))
    messages.success(request, _("Welcome back! E-mails come again."))
    return redirect("host-about", link.public_id)


_ANSWERS: dict[str, Answer] = {"not_me": _not_me, "colleague": _colleague, "away": _away, "back": _back}


def _curator(link: AccessLink) -> Any:
    return curator_of(link.placement.practicum.cohort)


def _page(
    request: HttpRequest, link: AccessLink, *, reasons: list[str] | None = None, status: int = 200, **bad: forms.Form
) -> HttpResponse:
    said = request.POST.get("say", "")
    typed = {said: request.POST} if status == HttpResponse(status=409).status_code else {}
    language = {"language": link.person.language}
    context = {
        "link": link,
        "right": ColleagueForm(typed.get("not_me"), prefix="right", initial=language),
        "colleague": SuccessorForm(typed.get("colleague"), prefix="colleague", initial=language),
        "away": AwayForm(typed.get("away")),
        "away_until": away_until(link.person, local_date(clock.now())),
        "curator": _curator(link),
        "reasons": reasons or [],
        "bad": next(iter(bad.values()), None),
        **bad,
    }
    return render(request, "people/host_about.html", context, status=status)
