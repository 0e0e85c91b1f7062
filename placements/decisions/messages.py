"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "decision.changed": _("The data changed after you opened the page ({names}): open it again and check."),
    "decision.decided": _("Somebody has decided meanwhile ({names}): open the page again."),
    "decision.unknown": _(
        "Data are missing ({names}), so no decision can be made: enter the results or mark them complete."
    ),
    "decision.pending": _(
        "The decision is pending because a condition can still be met ({names}): "
        "wait for the decision date or a new result."
    ),
    "decision.not_asked": _(
        "After leaving the course the attestation is given on request, and there is none ({names}): wait for it."
    ),
    "decision.own": _("You do not decide about yourself: ask a colleague."),
    "decision.nobody": _("Nobody is chosen: choose at least one learner."),
    "decision.reason_needed": _("This needs a reason: write it, the learner reads it."),
    "decision.same": _("The rules come to what was decided already: nothing needs to be decided anew."),
    "decision.superseded": _("A newer decision stands in place of this one: open the page again."),
    "decision.appeal_open": _("The learner's objection waits for an answer: answer it first."),
    "decision.not_asked_again": _("Nothing asks for this decision to be looked at again: open the page again."),
    "override.same": _("The rules propose the same: confirm their proposal instead."),
    "override.unknown": _("Data are missing, so nobody can decide: enter the results or mark them complete."),
    "override.forbidden": _(
        "Without the exam or the practicum two people cannot give a certificate either: "
        "choose the attestation, or wait until the condition is met."
    ),
    "override.no_participation": _("The learner has not taken part: there is nothing that a document could say."),
    "override.proposed": _("This is proposed already and waits for a second person: see the inbox."),
    "override.answered": _("A colleague has answered this already: nothing is left for you to do."),
    "appeal.text_needed": _("Write what you do not agree with: the school answers it."),
    "appeal.open": _("Your objection waits for an answer already: you will get a mail."),
    "appeal.closed": _("This objection is answered or taken back already: open the page again."),
    "appeal.same_person": _("Whoever decided does not answer the objection: ask a colleague."),
    "appeal.no_change": _(
        "By the rules the decision stays as it is: dismiss the objection with a reason, or propose another decision "
        "to a second person."
    ),
    "attestation.studying": _("The learner is on the course: the decision comes without a request."),
    "attestation.not_on_request": _("The school's rules give no attestation on request here."),
    "attestation.asked": _("You have asked already: you will get a mail."),
}
