"""What every page's shell needs: the school's name, the version, the source link, the theme, the languages."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.demo.views import COOKIE, characters
from placements.records.models import ProviderSettings

PRODUCT = "Praktika"
THEME_COOKIE = "praktika_theme"
THEMES = frozenset({"light", "dark"})


@dataclass(frozen=True, slots=True)
class Language:
    """One of the languages a page can be read in, named in itself."""

    code: str
    name: str


LANGUAGES = (Language("et", "eesti"), Language("ru", "русский"), Language("en", "English"))


@lru_cache(maxsize=1)
def product_version() -> str:
    """The version of this checkout, as pyproject.toml names it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def provider_name() -> str:
    """The school's name, or the product's while the school is unnamed. One query."""
    names = ProviderSettings.objects.order_by("pk").values_list("name", flat=True)
    return names.first() or PRODUCT


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for every page; the school's name is looked up only where a template prints it."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "product": PRODUCT,
        "product_version": product_version(),
        "provider_name": SimpleLazyObject(provider_name),
        "source_url": settings.SOURCE_URL,
        "demo": settings.DEMO,
        "mailbox": settings.MAILBOX and not settings.DEMO,
        "demo_person": request.COOKIES.get(COOKIE, ""),
        "demo_people": SimpleLazyObject(lambda: list(characters())) if settings.DEMO else [],
        "theme": theme if theme in THEMES else "",
        "languages": LANGUAGES,
    }
