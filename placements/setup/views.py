"""The manager's pages: what is missing, the school's settings, a trial mail."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements import clock
from placements.people.decorators import person_required
from placements.people.identifiers import is_unusual_registry_code
from placements.people.models import Person
from placements.people.trial_mail import send_trial_mail
from placements.records.selectors import missing_for_documents, provider_settings
from placements.records.services import change_provider
from placements.refusals import Refused
from placements.refused_page import reasons_of
from placements.setup.access import may_change, setup_person
from placements.setup.checklist import checklist
from placements.setup.facts import facts_at
from placements.setup.forms import ProviderForm
from placements.setup.provider import differences, examples, merged

PROVIDER_PAGE = "setup/provider.html"


@require_safe
@person_required
def setup(request: HttpRequest) -> HttpResponse:
    """What is missing before the first practicum and before documents, and what to do now."""
    person = setup_person(request)
    facts = facts_at(clock.now())
    context = {"facts": facts, "list": checklist(facts), "may_change": may_change(person)}
    return render(request, "setup/setup.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def provider(request: HttpRequest) -> HttpResponse:
    """The school's settings."""
    person = setup_person(request)
    if request.method != "POST":
        return render(request, PROVIDER_PAGE, _provider_context(person, ProviderForm.of(provider_settings())))
    form = ProviderForm(request.POST)
    if not form.is_valid():
        return render(request, PROVIDER_PAGE, _provider_context(person, form), status=422)
    try:
        change_provider(form.cleaned_data, form.cleaned_data["version"], person)
    except Refused as refused:
        return _refused(request, person, form, refused)
    _say_saved(request, form.cleaned_data["registry_code"])
    return redirect("setup")


def _provider_context(person: Person, form: ProviderForm) -> dict[str, Any]:
    present = provider_settings()
    return {
        "form": form,
        "missing": missing_for_documents(present),
        "may_change": may_change(person),
        "examples": examples(present, clock.local_date(clock.now()).year),
        "reasons": [],
        "differences": [],
    }


def _refused(request: HttpRequest, person: Person, form: ProviderForm, refused: Refused) -> HttpResponse:
    """409 with what was typed beside what stands now; saved again, what this person changed counts, and no more."""
    present = provider_settings()
    context = _provider_context(person, merged(form, present))
    context |= {"reasons": reasons_of(refused), "differences": differences(form, present)}
    return render(request, PROVIDER_PAGE, context, status=409)


def _say_saved(request: HttpRequest, registry_code: str) -> None:
    messages.success(request, _("The school's settings are saved."))
    if registry_code and is_unusual_registry_code(registry_code):
        text = _("The registry code {code} begins unusually for a company: look at it once more.")
        messages.warning(request, text.format(code=registry_code))


@require_POST
@person_required
def trial_mail(request: HttpRequest) -> HttpResponse:
    """Send a mail to oneself."""
    person = setup_person(request)
    send_trial_mail(person)
    messages.success(request, _("The trial mail is on its way: {address}").format(address=person.email))
    return redirect("setup")
