"""Takes invisible characters out of every form before it is read."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from placements.typed import visible_data


class TypedTextMiddleware:
    """Every form is read without invisible characters, whatever view it is for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """After the token of the form is checked, before the form is read."""
        if request.method == "POST":
            request.POST = visible_data(request.POST)  # type: ignore[assignment]  # the stubs know no setter
