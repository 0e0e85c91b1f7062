"""Who may open a page at all."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from placements.people.models import Person

View = Callable[..., HttpResponse]


def person_of(request: HttpRequest) -> Person:
    """The person who signed in."""
    return cast("Person", request.user)


def private_page(view: View) -> View:
    """A page that is never stored and tells nobody its path, for its address is a secret.

    Referrer-Policy is strict-origin: under no-referrer browsers send the page's forms with `Origin: null`, which the
    forgery check refuses.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"], response["Cache-Control"] = "strict-origin", "no-store"
        return response

    return never_cache(wrapped)


def person_required(view: View) -> View:
    """Send people who did not sign in to the sign-in page, and back again afterwards."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return view(request, *args, **kwargs)

    return wrapped
