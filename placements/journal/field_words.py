"""What is said at a field that cannot be read: which one it is, and what to write instead."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Words = dict[str, Any]


def _all(words: Any, **others: Any) -> Words:
    """The same sentence for an empty field and for one that cannot be read."""
    return {"required": words, "invalid": words, "invalid_choice": words, **others}


START = _all(_("Start: enter hours and minutes, for example 09:00."))
END = _all(_("End: enter hours and minutes, for example 14:00."))
_MINUTES = _("Break: enter whole minutes, for example 30, or 0 when there was none.")
BREAK = _all(
    _MINUTES,
    min_value=_MINUTES,
    max_value=_("Break: it is longer than 12 hours. Log such a day as two entries."),
)
DAY = _all(_("Day: choose a date, for example 20.11.2026."))
TASKS = {
    "required": _("Choose at least one task you did."),
    "invalid_choice": _("The list of tasks has changed: choose your tasks once more."),
}
OUTCOMES = _all(_("The list of outcomes has changed: choose the outcomes once more."))
ABSENCE = _all(_("An absence needs a reason: choose one from the list."))
RETURN = _all(_("Reason: choose one from the list."))
VERDICT = _all(_("Choose what the mentor said of the day."))
CHANNEL = _all(_("Choose whether the mentor confirmed on paper or by phone."))
ADDRESS = _all(_("E-mail address: write it like name@example.ee."))
PASS = _all(_("Choose whether the first or the second hour is meant."))


def text_words(limit: int, needed: Any = None) -> Words:
    """Of a text: that it is too long, and what is missing where it is needed."""
    long = format_lazy(_("The text is longer than {limit} characters: shorten it."), limit=limit)
    return {"max_length": long, **({"required": needed} if needed else {})}
