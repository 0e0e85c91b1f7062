"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "completion.reason_needed": _("Not waiting needs a reason: write it, the record names it."),
    "flow.reason_needed": _("This action needs a date and a reason: fill in both."),
    "flow.finished": _(
        "This practicum is over and its course can no longer be changed: "
        "a completion is annulled by two people, after another end a new practicum can be opened."
    ),
    "flow.suspended": _("The practicum is suspended since {date}: resume it first."),
    "flow.not_suspended": _("The practicum is not suspended: there is nothing to resume."),
    "flow.not_in_force": _(
        "There is no agreement in force: this can be done once all three parties have signed, "
        "until then call the offer off or return the request."
    ),
    "flow.before_last_day": _(
        "The learner has logged {date}: choose that day or a later one, or ask the learner to withdraw the day."
    ),
    "flow.rest_over_days": _(
        "The learner has logged {date}: a suspension begins on a later day, or the learner withdraws that day first."
    ),
    "flow.too_early": _("The earliest possible day is {date}: choose that day or a later one."),
    "flow.future": _("The date {date} lies ahead: enter today or an earlier day."),
    "flow.planned_before": _("The suspension begins on {date}: its planned end must be a later day."),
    "flow.resumed_before": _("The suspension began on {date}: resume on that day or a later one."),
    "flow.not_longer": _("The agreement runs until {date} already: an extension ends on a later day."),
    "flow.extension_past": _("The date {date} has passed: an extension ends today or later."),
    "flow.beyond_window": _(
        "The group's practicum window ends on {date}: choose an earlier day or ask the training manager to "
        "move the window first."
    ),
    "flow.beyond_agreement": _("The agreement runs until {date}: choose that day or an earlier one as the last."),
    "flow.amendment_waits": _(
        "An amendment of this agreement awaits signatures already: wait for them, or call that amendment off first."
    ),
    "flow.no_amendment": _("No amendment awaits signatures: there is nothing to call off."),
    "flow.report_in_review": _("The report is with the curator: read it first, then change the placement."),
    "flow.hours_full": _("The hours are full and no other placement is needed: ask for the evaluation instead."),
    "flow.same_host": _(
        "The new placement is at the company that was left ({host}): name another company, "
        "or settle it with the curator."
    ),
    "flow.second_practicum": _(
        "This learner has a practicum that stands: another one can be opened once it has ended or was annulled."
    ),
    "flow.not_studying": _("The learner has left the course already: take the learner back first."),
    "flow.learner_inactive": _("The learner's record is deactivated: the training manager must activate it first."),
    "flow.studying": _("The learner is on the course: there is nobody to take back."),
    "flow.stands_elsewhere": _("Another practicum of this learner stands: open that one and do it there."),
    "flow.window_over": _(
        "The group's practicum window ended on {date}: ask the training manager for an extension to begin again."
    ),
    "flow.wrong_step": _(
        "The practicum is now at step “{step}” and this can no longer be done: open the learner's journey."
    ),
    "recognition.amount": _("Between one academic hour and {required} can be recognised, now {value}: correct it."),
    "annulment.not_completed": _("Only a completed practicum can be annulled: a running one is broken off instead."),
    "waiver.given": _("The company has given its evaluation: nothing needs to be waived."),
    "waiver.too_early": _(
        "Completing without the evaluation can be proposed once the hours are full and the evaluation is awaited."
    ),
    "second.proposed": _("This is proposed already and waits for a second person: see the inbox."),
    "second.nobody": _(
        "A second person must confirm this and nobody else may: name another curator or training manager first."
    ),
    "second.same_person": _("Somebody else must confirm what you have proposed: ask a colleague."),
    "second.reason_needed": _("Refusing needs a reason: write it, the colleague reads it."),
    "second.answered": _("A colleague has answered this already: nothing is left for you to do."),
}
