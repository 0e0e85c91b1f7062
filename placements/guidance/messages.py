"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "check_in.held": _("This meeting is recorded already ({date}): nothing is left to do."),
    "check_in.future": _("The date {date} lies ahead: enter the day on which you met."),
    "question.empty": _("The text is empty: write your question or answer."),
    "question.answered": _("A colleague has answered already: open the conversation to read it."),
    "question.same_id": _("This question was sent already with another text: open the page again."),
}
