"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "provider.changed_meanwhile": _(
        "{name} changed these settings at {time}: what you typed is kept, compare it with what stands now, then save."
    ),
    "provider.stale": _("These settings are not the ones you opened: compare them with what you typed and save again."),
    "provider.retention": _("Documents are kept for {least} to {most} years: correct the number of years."),
    "provider.pattern": _(
        "The pattern “{pattern}” needs the marks of year and number once each, and besides them only letters, digits "
        "and the signs . / -: correct it."
    ),
    "provider.patterns_equal": _("Two kinds of documents would get the same numbers: give each its own pattern."),
    "upload.settled": _("This file was loaded or discarded already ({time}): choose it again if you still need it."),
    "upload.empty": _("The file is empty or damaged: open it on your device, check and add it again."),
    "upload.size": _("The file is {size}, up to {limit} is allowed: make it smaller or split it, your text is kept."),
    "upload.total": _("The practicum's files would total {total}, up to {limit} is allowed: make this file smaller."),
    "upload.type": _("A file of this kind ({type}) cannot be added: use {allowed}."),
}
