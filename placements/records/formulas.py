"""Texts that a spreadsheet would reckon with instead of showing them. Pure."""

import unicodedata

SIGNS = "=+-@"
QUOTE = "'"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would reckon with this text instead of showing it."""
    return text[:1] in {"\t", "\r"} or unicodedata.normalize("NFKC", text.lstrip())[:1] in tuple(SIGNS)


def neutral(text: str) -> str:
    """The text as an export writes it: what begins as a formula is quoted, so that it is shown and never run."""
    return QUOTE + text if is_formula(text) else text
