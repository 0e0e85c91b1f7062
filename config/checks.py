"""System checks: what must not go together."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

LIVE = "live"
KEYS = ("SECRET_KEY", "LINK_KEY", "PERSONAL_CODE_KEY")
SHORTEST_KEY = 32


@register(LIVE)
def check_demo(**_: Any) -> list[CheckMessage]:
    """The demo lets anybody act as anybody: never in production."""
    if settings.DEMO and settings.PRODUCTION:
        hint = "Unset DEMO, or unset PRODUCTION."
        return [Error("DEMO and PRODUCTION are both set.", hint=hint, id="praktika.E001")]
    return []


@register(LIVE)
def check_mailbox(**_: Any) -> list[CheckMessage]:
    """The mailbox shows every sign-in code to everybody: never in production."""
    if settings.MAILBOX and settings.PRODUCTION:
        hint = "Unset MAILBOX (and DEMO) and name the mail server in EMAIL_HOST."
        return [Error("MAILBOX and PRODUCTION are both set.", hint=hint, id="praktika.E004")]
    return []


@register(LIVE)
def check_seal(**_: Any) -> list[CheckMessage]:
    """A key that is named but cannot be used would stop every document on its way."""
    from placements.certificates.seals import SealKeyUnusable, seal_key

    try:
        seal_key()
    except SealKeyUnusable as error:
        hint = "Name a PKCS#12 or PEM file with key and certificates, and its SEAL_KEY_PASSPHRASE; or unset both."
        return [Error(f"SEAL_KEY_FILE cannot be used: {error}", hint=hint, id="praktika.E005")]
    return []


@register(deploy=True)
def check_keys(**_: Any) -> list[CheckMessage]:
    """Links and personal codes have keys of their own, outside the database."""
    # In production this is refused at all times, not only with --deploy.
    return [] if settings.PRODUCTION else _shared_keys()


@register(LIVE)
def check_secrets(**_: Any) -> list[CheckMessage]:
    """In production nothing runs on secrets that are missing, short, or used for two things."""
    if not settings.PRODUCTION:
        return []
    hint = f"Set {', '.join(KEYS)} to three different secrets of {SHORTEST_KEY} characters or more."
    weak = [name for name in KEYS if len(_key(name)) < SHORTEST_KEY]
    return [
        *(Error(f"{name} is no secret for production.", hint=hint, id="praktika.E003") for name in weak),
        *_shared_keys(),
    ]


def _shared_keys() -> list[CheckMessage]:
    shared = [name for name in KEYS[1:] if _key(name) == _key("SECRET_KEY")]
    hint = "Set each of them to a secret of its own, or name a file with {NAME}_FILE."
    return [Error(f"{name} is the same as SECRET_KEY.", hint=hint, id="praktika.E002") for name in shared]


def _key(name: str) -> str:
    try:
        return str(getattr(settings, name))
    except ImproperlyConfigured:  # Django's own answer to an empty SECRET_KEY
        return ""
