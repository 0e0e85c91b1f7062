"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MESSAGES = {
    "host.name": _("A company's name has 1 to {most} characters: write it as in the commercial register."),
    "host.known": _("The registry code {code} belongs to a known company ({name}): open it and add what is missing."),
    "host.changed": _(
        "This was changed in another window meanwhile: your text is kept, compare it with what stands there now "
        "and save again."
    ),
    "host.too_many_places": ngettext_lazy(
        "The places offered would take {n} trainee in all, the company takes up to {most} at once: raise the "
        "company's number or offer fewer here.",
        "The places offered would take {n} trainees in all, the company takes up to {most} at once: raise the "
        "company's number or offer fewer here.",
        "n",
    ),
    "place.title": _("The place has no name: write what the trainee does there, for example the job."),
    "place.not_offered": _("This place is no longer offered ({title}): choose another one."),
    "place.full": ngettext_lazy(
        "This place takes {n} trainee at once and is full ({title}): choose another place or a later time.",
        "This place takes {n} trainees at once and is full ({title}): choose another place or a later time.",
        "n",
    ),
    "contact.no_part": _("Nothing is chosen for this person: choose mentor, signatory, or both."),
    "contact.signatory_email": _("Who signs gets a code by e-mail: enter the signatory's e-mail address."),
    "contact.unreachable": _("Without an e-mail address the school needs a phone number: enter one of the two."),
    "contact.known": _("This person is named at the company already ({name}): change that entry instead."),
    "contact.other_name": _("This e-mail address belongs to {name}: write that name, or enter another address."),
    "contact.account": _(
        "This person has an account here ({name}): name, address, phone and language are changed on the person's own "
        "page, here only what the person does at the company."
    ),
    "contact.busy": ngettext_lazy(
        "This person takes part in {n} running placement here ({name}): remove the person when it has ended, "
        "or move the trainee to another mentor first.",
        "This person takes part in {n} running placements here ({name}): remove the person when they have ended, "
        "or move the trainees to another mentor first.",
        "n",
    ),
}
