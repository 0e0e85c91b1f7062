"""Which language a page speaks: asked for in the address, else the cookie, the person, the browser, Estonian."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "lang"
COOKIE_SECONDS = 365 * 24 * 3600


def known(code: object) -> str:
    """The code if the service speaks that language, else nothing."""
    return code if isinstance(code, str) and code in dict(settings.LANGUAGES) else ""


def asked_for(request: HttpRequest) -> str:
    """The language that the address itself asks for."""
    return known(request.GET.get(PARAMETER))


def preferred(request: HttpRequest) -> str:
    """The first known language of the signed-in person, else of the browser, else the default one."""
    person = getattr(request, "user", None)
    browser = [code[:2] for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    wishes = [getattr(person, "language", ""), *browser, settings.LANGUAGE_CODE]
    return next(code for code in wishes if known(code))


def language_of(request: HttpRequest) -> str:
    """The language of the answer to this request."""
    cookie = known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    return asked_for(request) or cookie or preferred(request)


def is_for_everybody(response: HttpResponseBase) -> bool:
    """Whether a shared cache may keep this answer."""
    return "public" in response.headers.get("Cache-Control", "")


def remember(response: HttpResponseBase, language: str) -> None:
    """Keep the choice in a cookie; nothing is written to the database by looking at a page."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class LanguageMiddleware:
    """Speaks the right language for one request. Stands after authentication, for the person's own language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        # What caches keep for everybody carries nobody's cookie.
        if request.method == "GET" and asked_for(request) and not is_for_everybody(response):
            remember(response, language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response
