"""How public pages are answered: rarely asked by one address, short in caches, in no search engine, without cookies."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

View = Callable[..., HttpResponse]
FRESH_SECONDS = 60
JSON_LINES: dict[str, Any] = {"ensure_ascii": False}


def wants_json(request: HttpRequest) -> bool:
    """Whether the asker would rather have JSON than a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def for_machines(content: Any, *, status: int = 200, content_type: str = "application/json") -> HttpResponse:
    """JSON that any page in the world may read."""
    response = JsonResponse(content, status=status, content_type=content_type, json_dumps_params=JSON_LINES, safe=False)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def limited(view: View) -> View:
    """Answer 429 to an address that asks too often, so that nobody tries codes one after the other."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # The public function lets every GET pass.
        if ratelimit.consume(request, app="allauth.account", action="verify", limit_get=True):
            return view(request, *args, **kwargs)
        as_json = request.path.endswith(".json") or wants_json(request)
        refused = {"state": "too_many_requests"}
        response = (
            for_machines(refused, status=429)
            if as_json
            else render(request, "certificates/verify_busy.html", status=429)
        )
        response["Retry-After"] = str(FRESH_SECONDS)
        return response

    return wrapped


def public_page(view: View) -> View:
    """A page of the world: no search engine keeps it, a cache for a minute, and only what was found."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        # The demo's bar holds a token of its reader.
        is_kept = response.status_code == 200 and not settings.DEMO
        response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}" if is_kept else "no-store"
        patch_vary_headers(response, ("Accept",))
        return response

    return wrapped
