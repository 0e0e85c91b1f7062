"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "upload.empty": _("The file is empty or damaged: open it on your device, check and add it again."),
    "upload.size": _("The file is {size}, up to {limit} is allowed: make it smaller or split it, your text is kept."),
    "upload.total": _("The practicum's files would total {total}, up to {limit} is allowed: delete an older file."),
    "upload.type": _("A file of this kind ({type}) cannot be added: use {allowed}."),
}
