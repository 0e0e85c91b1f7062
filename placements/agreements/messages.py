"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

MESSAGES = {
    "request.capacity": ngettext_lazy(
        "A mentor may have up to {limit} trainee and this one is full ({name}): choose another mentor or a later time.",
        "A mentor may have up to {limit} trainees and this one is full ({name}): "
        "choose another mentor or a later time.",
        "limit",
    ),
    "request.outcomes": ngettext_lazy(
        "The tasks must cover at least {minimum} outcome, now {n}: add tasks.",
        "The tasks must cover at least {minimum} outcomes, now {n}: add tasks.",
        "minimum",
    ),
    "request.plan_short": _(
        "The plan reaches only {total} by {date}, {required} is needed: add days or start earlier."
    ),
    "request.window": _("The practicum must lie within the group's window {start}–{end}: change the dates."),
    "request.missing": _("The request cannot be submitted yet, missing: {missing}, please fill these in."),
    "request.after_former": _("The former placement ends on {date}: the new one begins on a later day."),
    "request.own_email": _("The mentor's address is the same as yours: enter the mentor's own e-mail address."),
    "review.reason_needed": _("To return, choose or write a reason: the learner sees it."),
    "host.decline_reason": _("To decline, write a reason, it helps the learner search on."),
    "sign.changed": _(
        "The agreement changed after you opened it and earlier signatures are cleared: read the new "
        "version and sign it."
    ),
    "sign.changed.host": pgettext_lazy(
        "host",
        "The agreement changed after you opened it and earlier signatures are cleared: read the new "
        "version and sign it.",
    ),
    "sign.nothing": _("Nothing awaits your signature: the agreement was called off or is in force already."),
    "sign.already": _("Your signature is already there ({time}): the agreement page shows whose signature is awaited."),
    "flow.already_done": _("{name} has already done this step, {time}: see the result, nothing is left for you to do."),
    "flow.already_done.host": pgettext_lazy(
        "host", "{name} has already done this, {time}: nothing is left for you to do."
    ),
    "limit.text": ngettext_lazy(
        "The text has {n} character, up to {limit} are allowed: shorten it, the text is kept.",
        "The text has {n} characters, up to {limit} are allowed: shorten it, the text is kept.",
        "n",
    ),
    "request.changed": _(
        "The request was changed in another window meanwhile: your text is kept below, open the page again and compare."
    ),
    "briefing.recorded": _("The safety briefing is recorded already: nothing is left for you to do."),
    "mentor.card_needed": _("Write your colleague's name and e-mail address: the link goes there."),
    "mentor.yourself": _("This is your own address: write your colleague's."),
    "mentor.asked_already": _("A colleague is named already and the curator has not answered yet: write to him."),
    "mentor.away_until": _("Choose a day between {from} and {to}."),
    "mentor.text_needed": _("Write what was agreed: it is what stays on record."),
    "mentor.same": _("{name} cannot be appointed: name somebody else who mentors at the company."),
    "mentor.in_signing": _(
        "The agreement that is being signed names the mentor: call the request off and propose it with the new mentor."
    ),
    "briefing.future": _("The date {date} lies ahead: enter the day on which the briefing was held."),
}
