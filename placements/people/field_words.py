"""How a room says at its fields what cannot be read: which field it is, and what to write instead."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Words = dict[str, Any]


def one_sentence(words: Any, **others: Any) -> Words:
    """The same sentence for an empty field, for one that cannot be read, and for what is beyond its limits."""
    faults = ("required", "invalid", "invalid_choice", "min_value", "max_value", "max_length")
    return dict.fromkeys(faults, words) | others


def text_words(limit: int, needed: Any = None) -> Words:
    """Of a text: that it is too long, and what is missing where it is needed."""
    long = format_lazy(_("The text is longer than {limit} characters: shorten it."), limit=limit)
    return {"max_length": long, **({"required": needed} if needed else {})}
