"""Text that is stored encrypted."""

import base64
import os
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from placements.people.keys import derived_key, personal_code_secrets

NONCE = 12
PURPOSE = "encrypted-text"


class KeyLost(Exception):
    """The text was encrypted with a key that the settings no longer name."""


def encrypt(text: str) -> str:
    """AES-256-GCM with the present key; the first byte names the key's version."""
    secrets = personal_code_secrets()
    version, nonce = bytes([len(secrets)]), os.urandom(NONCE)
    sealed = AESGCM(derived_key(secrets[-1], PURPOSE)).encrypt(nonce, text.encode(), version)
    return base64.b64encode(version + nonce + sealed).decode()


def decrypt(stored: str) -> str:
    """The text again. Raises: cryptography.exceptions.InvalidTag when key or content was changed; KeyLost."""
    raw = base64.b64decode(stored)
    version, nonce, sealed = raw[:1], raw[1 : 1 + NONCE], raw[1 + NONCE :]
    secrets = dict(enumerate(personal_code_secrets(), start=1))
    if version[0] not in secrets:
        raise KeyLost(version[0])
    return AESGCM(derived_key(secrets[version[0]], PURPOSE)).decrypt(nonce, sealed, version).decode()


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
