"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "check_in.held": _("This meeting is recorded already ({date}): nothing is left to do."),
    "check_in.future": _("The date {date} lies ahead: enter the day on which you met."),
    "question.empty": _("The text is empty: write your question or answer."),
    "question.answered": _("A colleague has answered already: open the conversation to read it."),
    "concern.empty": _("The text is empty: write in a few words what happened, it need not be complete."),
    "concern.future": _("The date {date} lies ahead: enter the day on which it happened, or leave it empty."),
    "concern.same_id": _("This message was sent already with another text: open the page again and write a new one."),
    "concern.handled": _("A colleague has closed this already ({time}): the learner's page shows what was done."),
    "concern.answer_empty": _("Write both what was done and what came of it: the learner reads it."),
    "question.same_id": _("This question was sent already with another text: open the page again."),
}
