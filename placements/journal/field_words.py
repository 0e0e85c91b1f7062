"""What is said at a field that cannot be read: which one it is, and what to write instead."""

from django.utils.translation import gettext_lazy as _

from placements.people.field_words import Words, one_sentence, text_words

__all__ = ["Words", "text_words"]

START = one_sentence(_("Start: enter hours and minutes, for example 09:00."))
END = one_sentence(_("End: enter hours and minutes, for example 14:00."))
_MINUTES = _("Break: enter whole minutes, for example 30, or 0 when there was none.")
BREAK = one_sentence(
    _MINUTES,
    max_value=_("Break: it is longer than 12 hours. Log such a day as two entries."),
)
DAY = one_sentence(_("Day: choose a date, for example 20.11.2026."))
TASKS = {
    "required": _("Choose at least one task you did."),
    "invalid_choice": _("The list of tasks has changed: choose your tasks once more."),
}
OUTCOMES = one_sentence(_("The list of outcomes has changed: choose the outcomes once more."))
ABSENCE = one_sentence(_("An absence needs a reason: choose one from the list."))
RETURN = one_sentence(_("Reason: choose one from the list."))
VERDICT = one_sentence(_("Choose what the mentor said of the day."))
CHANNEL = one_sentence(_("Choose whether the mentor confirmed on paper or by phone."))
ADDRESS = one_sentence(_("E-mail address: write it like name@example.ee."))
PASS = one_sentence(_("Choose whether the first or the second hour is meant."))
