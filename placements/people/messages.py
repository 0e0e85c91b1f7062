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
    "person.gone": _(
        "This row was merged with another person or anonymised, and nothing is changed in it any more: open the person "
        "that was kept."
    ),
    "person.changed": _(
        "This person's details were changed in another window meanwhile: compare, what you typed is kept below."
    ),
    "sign.too_many_codes": _("Too many tries in a short time: try again from {time}."),
    "code.reason_needed": _("Viewing a personal code needs a reason: write why your work needs it."),
    "person.written_name": _("A name is written in letters, without digits and signs: correct it."),
    "person.phone": _("A phone number has 5 to 15 digits 0–9, perhaps with a + before them: correct it."),
    "person.birth_date": _("Nobody can be born on {date}: correct the date of birth."),
    "person.birth_differs": _("The date of birth is not the one in the personal code: correct one of them."),
    "person.other_name": _(
        "The e-mail address or personal code belongs to {name}: confirm that it is the same person, or correct it."
    ),
    "person.other_address": _(
        "{name} is known with another e-mail address ({email}): enter that one, or correct it with the person first."
    ),
    "person.other_code": _("{name} is known with another personal code: check the code, or the e-mail address."),
    "person.other_birth_date": _("{name} is known with another date of birth: check the date, or the e-mail address."),
    "person.two_people": _(
        "The e-mail address belongs to {name}, the personal code to somebody else: correct one of them."
    ),
    "person.inactive": _("{name} is no longer active in this school: choose somebody else."),
    "invitation.accepted": _("{name} has signed in already ({date}): a new letter is not needed."),
    "invitation.too_soon": _("A letter was sent to {name} less than a minute ago: wait a minute, then send it again."),
    "invitation.no_address": _("{name} has no e-mail address: add one first."),
}
