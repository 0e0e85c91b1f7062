"""Questions and meetings, as the learner sees them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements import formats
from placements.agreements.loaders import own_practicum_or_404
from placements.agreements.models import Practicum
from placements.cohorts.selectors import curator_of, policy_of
from placements.guidance.forms import QuestionForm
from placements.guidance.selectors import thread_of
from placements.guidance.services import ask_question
from placements.people.decorators import person_of, person_required
from placements.refusals import Refused
from placements.refused_page import refused_page

PAGE = "guidance/questions.html"


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def questions(request: HttpRequest) -> HttpResponse:
    """One thread with the school, and the next question."""
    practicum = own_practicum_or_404(person_of(request))
    form = QuestionForm(request.POST or None, initial={"client_id": uuid.uuid4(), "text": _asked_for(request)})
    if request.method != "POST":
        return render(request, PAGE, _context(practicum, form))
    if not form.is_valid():
        return render(request, PAGE, _context(practicum, form), status=422)
    try:
        ask_question(practicum, person_of(request), form.cleaned_data["client_id"], form.cleaned_data["text"])
    except Refused as refused:
        return refused_page(request, PAGE, _context(practicum, form), refused)
    return redirect("questions")


def _asked_for(request: HttpRequest) -> str:
    """What a page that led here lets the learner ask: a late day to be opened."""
    try:
        day = parse_date(request.GET.get("open", ""))
    except ValueError:
        day = None
    return (
        _("Please open {date} in my journal. I could not log it in time because").format(date=formats.day(day))
        if day
        else ""
    )


def _context(practicum: Practicum, form: QuestionForm) -> dict[str, object]:
    days = policy_of(practicum.cohort).deadlines_working_days["question"]
    posts = thread_of(practicum)
    return {"posts": posts, "form": form, "curator": curator_of(practicum.cohort), "days": days, "reasons": []}


@require_safe
@person_required
def meetings(request: HttpRequest) -> HttpResponse:
    """Planned and held check-ins."""
    practicum = own_practicum_or_404(person_of(request))
    check_ins = list(practicum.check_ins.order_by("due_on", "pk"))
    return render(request, "guidance/meetings.html", {"check_ins": check_ins, "practicum": practicum})
