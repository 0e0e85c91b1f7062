"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MESSAGES = {
    "evaluation.too_early": _(
        "The evaluation opens at {limit} confirmed, now {value}: you can already read the questions."
    ),
    "evaluation.unanswered": ngettext_lazy(
        "Statement without an answer: {n}, choose a level or “Could not observe”.",
        "Statements without an answer: {n}, choose a level or “Could not observe”.",
        "n",
    ),
    "report.too_early": _(
        "The report can be submitted at {limit} confirmed, now {value}: you can write the draft already."
    ),
    "report.too_short": ngettext_lazy(
        "The answer “{prompt}” needs at least {minimum} word, now {n}: write a little more.",
        "The answer “{prompt}” needs at least {minimum} words, now {n}: write a little more.",
        "minimum",
    ),
    "report.remark_needed": _("To return a report, write a remark on at least one prompt."),
    "evaluation.given": _("The evaluation is given already: nothing is left for you to do."),
    "report.draft_changed": _(
        "The draft was saved in another window at {time}: your text is kept below, open the page again and compare."
    ),
    "report.in_review": _("The report is with the curator already: wait for the answer."),
}
