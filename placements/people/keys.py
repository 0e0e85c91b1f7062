"""Keys derived from secrets that live outside the database."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@lru_cache(maxsize=16)
def derived_key(secret: str, purpose: str) -> bytes:
    """A 256-bit key for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def keyed_digest(purpose: str, message: str) -> bytes:
    """HMAC-SHA-256 with the link key: what links and codes are derived from."""
    return hmac.digest(derived_key(settings.LINK_KEY, purpose), message.encode(), hashlib.sha256)


def personal_code_index(code: str) -> str:
    """A keyed hash by which a personal code is found, and kept unique."""
    key = derived_key(settings.PERSONAL_CODE_KEY, "personal-code-index")
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()
