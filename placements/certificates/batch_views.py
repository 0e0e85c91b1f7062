"""A cohort's documents: who gets what, who does not and why, and how far a batch is."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from placements import clock
from placements.certificates import rules
from placements.certificates.batches import OF_COHORT, OF_LEARNERS, resume_batch, start_batch, stop_batch
from placements.certificates.forms import BatchForm
from placements.certificates.loaders import cohort_of_documents
from placements.certificates.seals import seal_key
from placements.certificates.selectors import Progress, candidates, progress_of
from placements.cohorts.models import Cohort
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.refusals import Refused
from placements.refused_page import reasons_of
from placements.sentences import sentence

PAGE, PART = "certificates/batch.html", "certificates/_progress.html"
OF_BATCH: Mapping[str, tuple[Callable[[Any, Person], None], Any]] = {
    "stop": (stop_batch, _("Stopped. What is issued stays; the rest waits until somebody resumes.")),
    "resume": (resume_batch, _("Issuing goes on.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def cohort_documents(request: HttpRequest, code: str) -> HttpResponse:
    """Look over everybody's document, then issue all that are ready; stop and resume."""
    person = person_of(request)
    cohort, may_issue = cohort_of_documents(person, code)
    if request.method != "POST":
        return _page(request, cohort, may_issue=may_issue)
    if not may_issue:
        raise Http404
    try:
        done = _act(request.POST, cohort, person)
    except Refused as refused:
        return _page(request, cohort, may_issue=may_issue, refused=refused)
    messages.success(request, str(done))
    return redirect("cohort-documents", cohort.code)


def _act(posted: Mapping[str, str], cohort: Cohort, person: Person) -> Any:
    act = posted.get("act", "")
    if act == "start":
        start_batch(cohort, person, OF_COHORT if posted.get("languages") == OF_COHORT else OF_LEARNERS)
        return _("Issuing has begun.")
    progress = progress_of(cohort)
    if progress is None or act not in OF_BATCH:
        raise Http404
    verb, done = OF_BATCH[act]
    verb(progress.batch, person)
    return done


@require_safe
@person_required
def cohort_documents_progress(request: HttpRequest, code: str) -> HttpResponse:
    """How far the latest batch is: the part of the page that renews itself."""
    cohort, may_issue = cohort_of_documents(person_of(request), code)
    return render(request, PART, _progress_context(cohort, progress_of(cohort), may_issue=may_issue))


def _progress_context(cohort: Cohort, progress: Progress | None, *, may_issue: bool) -> dict[str, Any]:
    refusals = progress.refusals if progress else []
    told = [
        (item.decision.learner.name, [sentence(rules.told_again(each)) for each in item.refusals]) for item in refusals
    ]
    return {"cohort": cohort, "progress": progress, "may_issue": may_issue, "refused_items": told}


def _page(request: HttpRequest, cohort: Cohort, *, may_issue: bool, refused: Refused | None = None) -> HttpResponse:
    found, progress = candidates(cohort, clock.now()), progress_of(cohort)
    is_running = progress is not None and progress.batch.finished_at is None
    context = {
        **_progress_context(cohort, progress, may_issue=may_issue),
        "ready": [each for each in found if each.is_ready],
        "issued": [each for each in found if each.document],
        "blocked": [(each, [sentence(refusal) for refusal in each.refusals]) for each in found if each.refusals],
        "is_running": is_running,
        "batch_form": BatchForm(),
        "seal": seal_key(),
        "reasons": reasons_of(refused) if refused else [],
    }
    return render(request, PAGE, context, status=409 if refused else 200)
