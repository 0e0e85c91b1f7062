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


def encrypt_bytes(content: bytes, purpose: str = PURPOSE, *, bound_to: bytes = b"") -> bytes:
    """AES-256-GCM with the present key; the first byte names the key's version. bound_to must be the same again."""
    secrets = personal_code_secrets()
    version, nonce = bytes([len(secrets)]), os.urandom(NONCE)
    return version + nonce + AESGCM(derived_key(secrets[-1], purpose)).encrypt(nonce, content, version + bound_to)


def decrypt_bytes(raw: bytes, purpose: str = PURPOSE, *, bound_to: bytes = b"") -> bytes:
    """The content again. Raises: cryptography.exceptions.InvalidTag when key or content was changed; KeyLost."""
    version, nonce, sealed = raw[:1], raw[1 : 1 + NONCE], raw[1 + NONCE :]
    secrets = dict(enumerate(personal_code_secrets(), start=1))
    if not version or version[0] not in secrets:
        raise KeyLost(version)
    return AESGCM(derived_key(secrets[version[0]], purpose)).decrypt(nonce, sealed, version + bound_to)


def encrypt(text: str) -> str:
    """Text as it is stored in a column."""
    return base64.b64encode(encrypt_bytes(text.encode())).decode()


def decrypt(stored: str) -> str:
    """The text again. Raises: cryptography.exceptions.InvalidTag when key or content was changed; KeyLost."""
    return decrypt_bytes(base64.b64decode(stored)).decode()


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
