"""Random names of documents, by which anybody who holds one can verify it."""

import secrets
import unicodedata

# No letter that is read as a digit: it is typed from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16
LONGEST_TYPED = 64
# Cyrillic letters that look the same, for whoever types with that keyboard; the marks that part the groups.
_LOOK_ALIKE = str.maketrans("АВЕКМНРСТХУЅЈЗ", "ABEKMHPCTXYSJ3", "-‐‑‒–—−_.·")


def new_public_id() -> str:
    """16 signs, some 79 bits: not to be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def typed_public_id(typed: str) -> str:
    """The public id that somebody typed, with small letters, spaces, dashes or Cyrillic look-alikes; else nothing."""
    if len(typed) > LONGEST_TYPED:
        return ""
    plain = "".join(unicodedata.normalize("NFKC", typed).upper().split()).translate(_LOOK_ALIKE)
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else ""


def grouped(public_id: str) -> str:
    """In groups of four, as it is printed and typed: 7F3K-9Q2M-XD45-ABCD."""
    return "-".join(public_id[start : start + 4] for start in range(0, len(public_id), 4))
