"""Turns a busy database or a full disk into a page that keeps the form."""

from collections.abc import Callable

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from config.errors import unavailable
from workflows.errors import FlowLockFailed

log = structlog.get_logger("praktika")


class BusyMiddleware:
    """Answers 503 when the database could not do its work; every other fault stays a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a busy service, for the database's own trouble only."""
        # SQLite reports a missing table with the same class; that is our fault, not a busy service.
        if isinstance(exception, FlowLockFailed):
            return unavailable(request)
        if not isinstance(exception, OperationalError) or "no such" in str(exception):
            return None
        # The message may quote values of the row, so only its kind is logged.
        log.error("database_unavailable", kind=type(exception.__cause__ or exception).__name__)
        return unavailable(request)
