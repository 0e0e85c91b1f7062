"""How a company's person comes in: the mailed link is exchanged for a signed cookie that opens one placement."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from placements import clock
from placements.people.cookies import keep_language
from placements.people.decorators import private_page
from placements.people.links import EXPIRED, RENEWED, UNKNOWN, LinkProblem, problem_of, read_token, send_link
from placements.people.models import AccessLink
from placements.people.tokens import is_public_id

COOKIE, SALT, RENEW_SALT, MOST_LINKS = "praktika_host", "host-links", "renew-link", 8
# Tells the home page, to which the other cookie is not sent, where this person's own page is; it opens nothing.
HOME_COOKIE = "praktika_host_home"
MAX_AGE = 14 * 24 * 3600
# Where a mail leads besides what waits.
PAGES = {"me": "host-about", "week": "host-week"}
View = Callable[..., HttpResponse]
WAYS_ON = {EXPIRED: 410, UNKNOWN: 404}
_ways_on: list[Callable[[AccessLink], Mapping[str, Any]]] = []


def register_way_on(way_on: Callable[[AccessLink], Mapping[str, Any]]) -> None:
    """Let this function say what waits behind a link that does not open: waiting, and whom to ask: curator."""
    _ways_on[:] = [way_on]


def host_page(view: View) -> View:
    """A private page; a link that does not open gives a page with a way on."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except LinkProblem as problem:
            return link_problem(request, problem)

    return private_page(wrapped)


def entered_links(request: HttpRequest) -> dict[str, int]:
    """Public id to generation of the links that this browser entered by."""
    try:
        value = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return {}
    return dict(value)


def entered_link(request: HttpRequest, public_id: str) -> AccessLink:
    """The link that opened this page, checked anew at each request. Raises: LinkProblem."""
    generation = entered_links(request).get(public_id)
    if generation is None:
        raise LinkProblem(UNKNOWN)
    link = AccessLink.objects.select_related("person", "placement__practicum").filter(public_id=public_id).first()
    if link is None:
        raise LinkProblem(UNKNOWN)
    if link.generation != generation:
        raise problem_of(link, clock.now()) or LinkProblem(RENEWED, link)
    problem = problem_of(link, clock.now())
    if problem:
        raise problem
    return link


@require_safe
@host_page
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the mailed link for the cookie; the secret leaves the address bar. Changes no row."""
    link = read_token(token, clock.now())
    links = entered_links(request)
    links.pop(link.public_id, None)
    links[link.public_id] = link.generation
    page = PAGES.get(request.GET.get("to", ""), "host-page")
    response = redirect(_with_language(request, reverse(page, args=[link.public_id])))
    value = signing.dumps(list(links.items())[-MOST_LINKS:], salt=SALT)
    response.set_cookie(
        COOKIE, value, MAX_AGE, path="/host/", httponly=True, samesite="Lax", secure=settings.PRODUCTION
    )
    response.set_cookie(HOME_COOKIE, link.public_id, MAX_AGE, httponly=True, samesite="Lax", secure=settings.PRODUCTION)
    if "lang" not in request.GET and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        keep_language(response, link.person.language)
    return response


def own_host_page(request: HttpRequest) -> str:
    """The address of the page of a company's person who does not sign in; empty for everybody else."""
    public_id = request.COOKIES.get(HOME_COOKIE, "")
    is_anonymous = not getattr(request, "user", None) or not request.user.is_authenticated
    return reverse("host-page", args=[public_id]) if is_anonymous and is_public_id(public_id) else ""


def _with_language(request: HttpRequest, url: str) -> str:
    language = request.GET.get("lang", "")
    return f"{url}?lang={language}" if language in dict(settings.LANGUAGES) else url


def link_problem(request: HttpRequest, problem: LinkProblem) -> HttpResponse:
    """Says what is the matter with the link, and leads on."""
    link = problem.link
    is_renewable = link is not None and problem.code in (EXPIRED, RENEWED)
    renewal = signing.dumps([link.pk, link.generation], salt=RENEW_SALT) if link and is_renewable else ""
    known = _ways_on[-1](link) if link and _ways_on else {"curator": None, "waiting": None}
    context = {"code": problem.code, "renewal": renewal, "link": link, **known}
    return render(request, "people/link_problem.html", context, status=WAYS_ON.get(problem.code, 403))


@require_POST
@host_page
def renew(request: HttpRequest) -> HttpResponse:
    """Send a new link to the same address: no address is typed, so nobody can redirect it."""
    try:
        link_id, generation = signing.loads(request.POST.get("renewal", ""), salt=RENEW_SALT, max_age=3600)
    except signing.BadSignature:
        return redirect("lost-link")
    link = AccessLink.objects.filter(pk=link_id, generation=generation).first()
    if link is not None and ratelimit.consume(request, action="new_link"):
        send_link(link)
    return render(request, "people/link_sent.html", {"masked": link.person.email_masked if link else ""})
