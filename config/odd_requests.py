"""Turns an address that no database can be asked about into a page that says so."""

from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class OddRequestMiddleware:
    """Answers 400 to a NUL character in the address: PostgreSQL holds none, and a form refuses it by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in unquote(request.META.get("QUERY_STRING", "")):
            raise BadRequest("a NUL character in the query")
        return self.get_response(request)
