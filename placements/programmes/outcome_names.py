"""The short names of learning outcomes, one source for pages and papers: ÕV1, РО1, LO1."""

from django.utils.translation import gettext as _


def outcome_mark() -> str:
    """What outcomes are called for short in the reader's language."""
    return _("LO")


def outcome_name(number: int) -> str:
    """One outcome in the reader's language."""
    return f"{outcome_mark()}{number}"
