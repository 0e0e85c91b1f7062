"""Pages for when something did not work: what happened, what is kept, where to go on."""

import re
from collections.abc import Iterable, Mapping, Sequence

import structlog
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.template import loader

from placements.people.host_access import own_host_page

# Never shown again: secrets, and fields that a person did not type. What is worth keeping has words or an address.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "client_id", "code", "personal_code", "password", "next"})
WORDS = re.compile(r"\S\s+\S|\S@\S")

Typed = Sequence[tuple[str, str]]


def typed_in(form: BaseForm) -> list[tuple[str, str]]:
    """What a person typed into a form, each with its label, for the page that keeps it."""
    pairs = [(str(form[name].label), form[name].value()) for name in form.fields if name not in NOT_TYPED]
    return [(label, str(value)) for label, value in pairs if value not in (None, "", [])]


def _worth_keeping(name: str, value: str) -> bool:
    return name not in NOT_TYPED and not name.startswith("_") and WORDS.search(value) is not None


def typed_data(data: QueryDict) -> list[tuple[str, str]]:
    """The texts of a posted form, without labels, for when the form itself is gone."""
    return [("", value) for name, values in data.lists() for value in values if _worth_keeping(name, str(value))]


def _kept(request: HttpRequest, typed: Typed | None) -> Typed:
    return typed_data(request.POST) if typed is None else typed


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's name
    """400: the request made no sense."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's name
    """403: not allowed for this person."""
    return render(request, "403.html", {"host_page": own_host_page(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's name
    """404: no such page, or not this person's."""
    return render(request, "404.html", status=404)


def conflict(
    request: HttpRequest, reasons: Iterable[object], typed: Typed | None = None, way_on: str = ""
) -> HttpResponse:
    """409: it cannot be done any more. Says why, keeps what was typed, and leads on to an address of this site."""
    context = {"reasons": [str(reason) for reason in reasons], "typed": _kept(request, typed), "way_on": way_on or "/"}
    response = render(request, "409.html", context, status=409)
    # An answer to a part of a page takes the whole page's place.
    response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django's name
    """403: the form was open too long or comes from elsewhere; what was typed stays on the page."""
    context = {"typed": typed_data(request.POST), "host_page": own_host_page(request)}
    return render(request, "csrf.html", context, status=403)


def _error_code() -> str:
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))[:8]


def _without_database(template: str, status: int, context: Mapping[str, object]) -> HttpResponse:
    content = loader.get_template(template).render({"static_url": settings.STATIC_URL, **context})
    return HttpResponse(content, status=status)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # it must not be read
    """500: our fault. Needs neither the database nor the person; the code finds the line in the log."""
    return _without_database("500.html", 500, {"code": _error_code()})


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database is busy or the disk is full; the form is kept and can be sent again (files are not)."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {"typed": typed_data(request.POST), "fields": fields, "address": request.get_full_path()}
    response = _without_database("503.html", 503, context)
    response["Retry-After"] = "20"
    return response
