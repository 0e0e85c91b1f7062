"""Secrets of mailed addresses: derived from a row's id and generation, so that nothing has to be stored."""

import base64
import hmac
import re

from placements.people.keys import keyed_digest

SECRET_BYTES = 18
PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")
MOST_FORMER = 50


def is_public_id(text: str) -> bool:
    """Whether this can be the public part of a token: a database is not asked for what it cannot hold."""
    return PUBLIC_ID.fullmatch(text) is not None


def secret_of(purpose: str, row_id: int, generation: int) -> str:
    """144 bits that only the key gives."""
    digest = keyed_digest(purpose, f"{row_id}:{generation}")[:SECRET_BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def is_secret(typed: str, purpose: str, row_id: int, generation: int) -> bool:
    """Whether this is the secret of that generation, compared in constant time."""
    return hmac.compare_digest(typed.encode(), secret_of(purpose, row_id, generation).encode())


def was_secret(typed: str, purpose: str, row_id: int, generation: int) -> bool:
    """Whether this was the secret of an earlier generation."""
    oldest = max(1, generation - MOST_FORMER)
    return any(is_secret(typed, purpose, row_id, former) for former in range(oldest, generation))
