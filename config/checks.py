"""System checks: what must not go together."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def check_demo(**_: Any) -> list[CheckMessage]:
    """The demo lets anybody act as anybody: never in production."""
    if settings.DEMO and settings.PRODUCTION:
        hint = "Unset DEMO, or unset PRODUCTION."
        return [Error("DEMO and PRODUCTION are both set.", hint=hint, id="praktika.E001")]
    return []


@register(deploy=True)
def check_keys(**_: Any) -> list[CheckMessage]:
    """Links and personal codes have keys of their own, outside the database."""
    shared = [name for name in ("LINK_KEY", "PERSONAL_CODE_KEY") if getattr(settings, name) == settings.SECRET_KEY]
    hint = "Set each of them to a secret of its own, or name a file with {NAME}_FILE."
    return [Error(f"{name} is the same as SECRET_KEY.", hint=hint, id="praktika.E002") for name in shared]
