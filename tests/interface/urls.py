"""Addresses that fail on purpose, beside the product's own."""

from typing import NoReturn

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.errors import conflict
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def broken(request: HttpRequest) -> NoReturn:
    raise ZeroDivisionError("Jelena Morozova")


def busy(request: HttpRequest) -> NoReturn:
    raise OperationalError("database is locked")


def half_migrated(request: HttpRequest) -> NoReturn:
    raise OperationalError("no such table: placements_person")


def not_allowed(request: HttpRequest) -> NoReturn:
    raise PermissionDenied


def garbled(request: HttpRequest) -> NoReturn:
    raise BadRequest


def gone(request: HttpRequest) -> HttpResponse:
    return conflict(request, ["Liis Saar has already done this step."], way_on="/inbox/")


urlpatterns = [
    *product_urls,
    path("test/broken/", broken),
    path("test/busy/", busy),
    path("test/half-migrated/", half_migrated),
    path("test/not-allowed/", not_allowed),
    path("test/garbled/", garbled),
    path("test/gone/", gone),
]
