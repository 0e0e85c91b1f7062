"""A lost link, and one's own page."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from placements.people.decorators import person_of, person_required
from placements.people.forms import LanguageForm, LostLinkForm
from placements.people.host_access import host_page
from placements.people.links import send_lost_links
from placements.people.services import normal_email, set_language

MOST_TRIES, WINDOW_SECONDS = 5, 600


def _is_too_often(key: str) -> bool:
    cache.add(key, 0, WINDOW_SECONDS)
    return cache.incr(key) > MOST_TRIES


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def lost_link(request: HttpRequest) -> HttpResponse:
    """Send the links of an address again; the answer is the same whether anybody has it or not."""
    form = LostLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = normal_email(form.cleaned_data["email"])
        sender = request.META.get("REMOTE_ADDR", "")
        if not any([_is_too_often(f"lost:{email}"), _is_too_often(f"lost-from:{sender}")]):
            send_lost_links(email)
        return render(request, "people/link_sent.html", {})
    return render(request, "people/lost_link.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def me(request: HttpRequest) -> HttpResponse:
    """One's own data and settings."""
    person = person_of(request)
    form = LanguageForm(request.POST or None, initial={"language": person.language})
    if request.method == "POST" and form.is_valid():
        set_language(person, form.cleaned_data["language"])
        response = redirect("me")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, person.language, samesite="Lax")
        return response
    is_school = person.roles.exists()
    shell = "base_desk.html" if is_school else "base_phone.html"
    return render(request, "people/me.html", {"form": form, "person": person, "shell": shell})
