"""Public verification: the form, the page behind the square code, and the same for machines."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from placements import clock
from placements.certificates.models import IssuedDocument
from placements.certificates.public_ids import grouped
from placements.certificates.public_pages import for_machines, limited, public_page, wants_json
from placements.certificates.verify_forms import VerifyForm
from placements.certificates.verifying import (
    NOT_FOUND,
    document_of,
    document_of_pair,
    heading,
    machine_answer,
    rows,
)
from placements.clock import local_date
from placements.records.rules import number_of
from placements.records.selectors import provider_settings

FORM_PAGE, DOCUMENT_PAGE = "certificates/verify_form.html", "certificates/verify.html"
LANGUAGE, EXAMPLE = "lang", 3


@require_safe
@public_page
@limited
def verify_form(request: HttpRequest) -> HttpResponse:
    """Number and code, typed; what was found is shown at its own address."""
    if not {"number", "code"} & request.GET.keys():
        return _form_page(request)
    form = _verify_form(request.GET)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    document = document_of_pair(form.cleaned_data["number"], form.cleaned_data["code"])
    if document is None:
        return _form_page(request, form, is_missing=True, status=404)
    return redirect(f"{reverse('verify', args=[document.public_id])}{_language_query(request)}")


@require_safe
@public_page
@limited
def verify(request: HttpRequest, typed: str) -> HttpResponse:
    """What the document behind this address is, for people, or for machines that ask for JSON."""
    document = document_of(typed)
    if wants_json(request):
        return _answer(document)
    if document is None:
        return _form_page(request, _verify_form(initial={"code": typed[:80]}), is_missing=True, status=404)
    context = {
        "document": document,
        "heading": heading(document),
        "rows": rows(document),
        "code": grouped(document.public_id),
        "now": clock.now(),
        "provider": provider_settings(),
        "form_url": f"{reverse('verify-form')}{_language_query(request)}",
    }
    return render(request, DOCUMENT_PAGE, context)


@require_safe
@public_page
@limited
def verify_json(_request: HttpRequest, typed: str) -> HttpResponse:
    """The same for machines."""
    return _answer(document_of(typed))


def _answer(document: IssuedDocument | None) -> HttpResponse:
    if document is None:
        return for_machines(NOT_FOUND, status=404)
    return for_machines(machine_answer(document, clock.now()))


def _verify_form(data: Mapping[str, Any] | None = None, **more: Any) -> VerifyForm:
    """The form with a number such as this school gives."""
    pattern = provider_settings().certificate_pattern
    return VerifyForm(data, example=number_of(pattern, local_date(clock.now()).year, EXAMPLE), **more)


def _form_page(
    request: HttpRequest, form: VerifyForm | None = None, *, is_missing: bool = False, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form or _verify_form(),
        "is_missing": is_missing,
        "asked_language": request.GET.get(LANGUAGE, "")[:2],
        "provider": provider_settings(),
    }
    return render(request, FORM_PAGE, context, status=status)


def _language_query(request: HttpRequest) -> str:
    """These pages keep no cookie: the language that was asked for goes along in the address."""
    language = request.GET.get(LANGUAGE, "")
    return f"?{LANGUAGE}={language}" if language in {"et", "ru", "en"} else ""
