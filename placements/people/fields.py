"""Text that is stored encrypted."""

import base64
import os
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from placements.people.keys import derived_key

NONCE = 12
KEY_VERSION = b"\x01"


def encrypt(text: str) -> str:
    """AES-256-GCM; the first byte names the key version."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(derived_key(settings.PERSONAL_CODE_KEY, "encrypted-text")).encrypt(
        nonce, text.encode(), KEY_VERSION
    )
    return base64.b64encode(KEY_VERSION + nonce + sealed).decode()


def decrypt(stored: str) -> str:
    """The text again. Raises: cryptography.exceptions.InvalidTag when key or content was changed."""
    raw = base64.b64decode(stored)
    version, nonce, sealed = raw[:1], raw[1 : 1 + NONCE], raw[1 + NONCE :]
    key = derived_key(settings.PERSONAL_CODE_KEY, "encrypted-text")
    return AESGCM(key).decrypt(nonce, sealed, version).decode()


if TYPE_CHECKING:
    StoredText = models.TextField[str, str]
else:
    StoredText = models.TextField


class EncryptedTextField(StoredText):
    """Plain in Python, encrypted in the database; it cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(value) if value else ""

    def from_db_value(self, value: str | None, *_: Any) -> str:
        return decrypt(value) if value else ""
