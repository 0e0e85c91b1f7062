"""Sentences of this room: one for each refusal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from placements.certificates.fields import labels_of


class FieldsNamed:
    """A sentence that names fields: they come as codes, and are called as the reader's language calls them."""

    def __init__(self, text: Any) -> None:
        self.text = text

    def __str__(self) -> str:
        return str(self.text)

    def format(self, *, fields: str, **values: Any) -> str:
        """fields: codes, separated by commas."""
        return str(self.text).format(fields=", ".join(labels_of(fields.split(", "))), **values)


MESSAGES: dict[str, Any] = {
    "document.decision_superseded": _("The decision has changed meanwhile: load the page again and look at it."),
    "document.no_document": _("The decision comes to no document: there is nothing to issue."),
    "document.appeal_hold": _(
        "An objection waits for its answer, so no document can be issued: another person must answer it first."
    ),
    "document.missing": FieldsNamed(
        _("The document cannot be issued, it lacks: {fields}. Fill these in and issue it then.")
    ),
    "document.characters": FieldsNamed(
        _("The typeface lacks the characters {characters} ({fields}): write it otherwise, then it can be issued.")
    ),
    "document.forbidden_word": _(
        "The programme's text says “{word}”, which must not stand on this document: load a corrected programme."
    ),
    "document.issued": _("Document {number} is issued already: make a duplicate or correct it."),
    "document.recheck_open": _(
        "A work item asks whether the decision or its document still holds: close it first, then issue."
    ),
    "document.revoked_before": _(
        "Document {number} of this decision was revoked: open it in the register to issue it again, "
        "or decide anew first."
    ),
    "document.not_revoked": _("Document {number} is not revoked: there is nothing to issue again."),
    "document.not_valid": _("Document {number} is no longer valid: look at it in the register."),
    "document.reason_needed": _("Write the reason: it stays in the register."),
    "document.language_made": _("Document {number} was made in this language already: open that one."),
    "document.file_pending": _("The file is being made: load the page again in a moment."),
    "document.file_lost": _("The file is not in the store. It is being made again: try once more in a minute."),
    "batch.nobody": _("Nobody's document is ready to be issued: look what is missing, below."),
    "batch.runs": _("Documents of this group are being issued already: see how far it is."),
    "batch.finished": _("Everything is issued: there is nothing to stop or resume."),
}
