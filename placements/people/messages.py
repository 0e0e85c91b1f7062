"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, npgettext_lazy, pgettext_lazy

MESSAGES = {
    "code.registry": _("Registry code {value} has an error, the check digit does not match: check all 8 digits."),
    "code.personal": _(
        "The personal code has an error, the check digit or the date does not match: check all 11 digits."
    ),
    "code.digits": _("The code may hold only plain digits 0–9: type it again instead of pasting."),
    "code.personal_used": _(
        "A person with this personal code already exists: find them by name instead of adding a new one."
    ),
    "setup.code": _(
        "The set-up code is wrong: copy the whole link from the terminal on which the service was started."
    ),
    "setup.opened": _("The school has a training manager already: sign in, or ask the manager for an account."),
    "setup.school": _("The school's name has 1 to {longest} characters: correct it."),
    "setup.address": _("Without an e-mail address nobody can sign in: write it."),
    "sign.wrong_code": _("The code is wrong, tries left: {n}, check the digits or ask for a new code."),
    "sign.wrong_code.host": pgettext_lazy(
        "host", "The code is wrong, tries left: {n}, check the digits or ask for a new code."
    ),
    "sign.expired_code": ngettext_lazy(
        "A code is valid for {minutes} minute and that time is over: ask for a new code.",
        "A code is valid for {minutes} minutes and that time is over: ask for a new code.",
        "minutes",
    ),
    "sign.expired_code.host": npgettext_lazy(
        "host",
        "A code is valid for {minutes} minute and that time is over: ask for a new code.",
        "A code is valid for {minutes} minutes and that time is over: ask for a new code.",
        "minutes",
    ),
    "sign.locked": ngettext_lazy(
        "A wrong code was entered {n} time and this code no longer works: ask for a new one.",
        "A wrong code was entered {n} times and this code no longer works: ask for a new one.",
        "n",
    ),
    "sign.locked.host": npgettext_lazy(
        "host",
        "A wrong code was entered {n} time and this code no longer works: ask for a new one.",
        "A wrong code was entered {n} times and this code no longer works: ask for a new one.",
        "n",
    ),
    "person.name": _("A name has 1 to {longest} characters: correct it."),
    "person.email_used": _("Somebody else has this e-mail address already: find them by name, or give another one."),
    "sign.too_many_codes": _("Too many tries in a short time: try again from {time}."),
    "code.reason_needed": _("Viewing a personal code needs a reason: write why your work needs it."),
}
