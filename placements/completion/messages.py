"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "completion.reason_needed": _("Not waiting needs a reason: write it, the record names it."),
}
