"""Keys derived from secrets that live outside the database."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

DIGITS = 1_000_000


@lru_cache(maxsize=16)
def derived_key(secret: str, purpose: str) -> bytes:
    """A 256-bit key for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def keyed_digest(purpose: str, message: str) -> bytes:
    """HMAC-SHA-256 with the link key: what links and codes are derived from."""
    return hmac.digest(derived_key(settings.LINK_KEY, purpose), message.encode(), hashlib.sha256)


def six_digits(purpose: str, message: str) -> str:
    """The code of six digits that belongs to this message."""
    return f"{int.from_bytes(keyed_digest(purpose, message)[:8]) % DIGITS:06d}"


def personal_code_secrets() -> list[str]:
    """Every secret that personal codes were ever encrypted with, the present one last; its place is its version."""
    return [*settings.PERSONAL_CODE_FORMER_KEYS, settings.PERSONAL_CODE_KEY]


def personal_code_index(code: str) -> str:
    """A keyed hash by which a personal code is found, and kept unique."""
    key = derived_key(settings.PERSONAL_CODE_KEY, "personal-code-index")
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()
