"""The cookie that remembers in which language somebody reads."""

from django.conf import settings
from django.http import HttpResponse

MAX_AGE = 365 * 24 * 3600


def keep_language(response: HttpResponse, language: str) -> HttpResponse:
    """Let later pages speak this language."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, MAX_AGE, httponly=True, samesite="Lax", secure=secure)
    return response
