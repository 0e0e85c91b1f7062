"""The rules of a programme's practicums: other numbers from a day on, looked at before they are saved."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements import clock, formats
from placements.clock import ONE_DAY, local_date
from placements.cohorts.loaders import manages_school
from placements.cohorts.models import Cohort
from placements.cohorts.policy_changes import PolicyProposal, change_policy, digest_seen
from placements.people.decorators import person_required
from placements.people.models import Person
from placements.programmes.policy import Policy
from placements.refusals import Refused
from placements.refused_page import reasons_of
from placements.setup.access import setup_person
from placements.setup.rule_effects import Effect, effect_of
from placements.setup.rule_forms import RulesForm
from placements.setup.rules_page import Ruled, programme_rows, ruled_programme, version_rows

RULES_PAGE = "setup/rules.html"


@require_safe
@person_required
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme, and by which version of its rules new groups run."""
    setup_person(request)
    return render(request, "setup/rules_list.html", {"rows": programme_rows(clock.now())})


@require_safe
@person_required
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """The versions of a programme's rules with their differences."""
    setup_person(request)
    ruled = _ruled(code)
    context = {"ruled": ruled, "rows": version_rows(ruled.programme), "today": local_date(clock.now())}
    return render(request, "setup/rules_versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """The numbers as they stand; what was typed is shown with its effect, and saved only as it was shown."""
    person = setup_person(request)
    ruled = _ruled(code)
    if request.method != "POST":
        day = local_date(clock.now()) + ONE_DAY
        chosen = [str(cohort.pk) for cohort in ruled.cohorts]
        form = RulesForm(ruled.content, ruled.cohorts, initial={"valid_from": day, "cohorts": chosen})
        return _page(request, person, ruled, form)
    if not manages_school(person):
        raise Http404
    form = RulesForm(ruled.content, ruled.cohorts, request.POST)
    if not form.is_valid():
        return _page(request, person, ruled, form, status=422)
    return _propose(request, person, ruled, form)


def _propose(request: HttpRequest, person: Person, ruled: Ruled, form: RulesForm) -> HttpResponse:
    proposal = form.proposal(request.POST.get("seen", ""))
    is_looked_at = request.POST.get("act") == "save" and request.POST.get("previewed") == proposal.digest()
    if not is_looked_at and proposal.seen == digest_seen(ruled.latest):
        return _preview(request, person, ruled, form, proposal)
    try:
        version = change_policy(ruled.programme, proposal, person)
    except Refused as refused:
        return _preview(request, person, ruled, form, proposal, reasons=reasons_of(refused), status=409)
    text = _("Version {number} is saved. The chosen groups run by it from {date} on.")
    messages.success(request, text.format(number=version.number, date=formats.day(proposal.valid_from)))
    return redirect("rules-programme", code=ruled.programme.code)


def _preview(
    request: HttpRequest, person: Person, ruled: Ruled, form: RulesForm, proposal: PolicyProposal, **more: Any
) -> HttpResponse:
    chosen: list[Cohort] = [cohort for cohort in ruled.cohorts if cohort.pk in proposal.cohort_ids]
    effect = effect_of(chosen, Policy.from_content(proposal.content), clock.now())
    context: dict[str, Any] = {"effect": effect, "previewed": proposal.digest(), "changes": len(form.changed_values())}
    return _page(request, person, ruled, form, **{**context, **more})


def _page(
    request: HttpRequest, person: Person, ruled: Ruled, form: RulesForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    effect: Effect | None = None
    context = {
        "ruled": ruled,
        "form": form,
        "groups": form.groups(),
        "may_change": manages_school(person),
        "seen": digest_seen(ruled.latest),
        "effect": effect,
        "previewed": "",
        "changes": 0,
        "reasons": [],
        **more,
    }
    return render(request, RULES_PAGE, context, status=status)


def _ruled(code: str) -> Ruled:
    ruled = ruled_programme(code, clock.now()) if "\0" not in code else None
    if ruled is None:
        raise Http404
    return ruled
