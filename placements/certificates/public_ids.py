"""Random names of documents, by which anybody who holds one can verify it."""

import secrets

# No letter that is read as a digit: it is typed from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16


def new_public_id() -> str:
    """16 signs, some 79 bits: not to be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
