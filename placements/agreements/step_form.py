"""The form of one work item: it knows the practicum and the row it is about."""

from typing import Any

from django import forms

from placements.agreements.models import Practicum
from placements.hosts.fields import WholeField

__all__ = ["StepForm", "WholeField", "plain_text"]


class StepForm(forms.Form):
    """A form's field checks; business rules are refusals of the verb. `verdict` names the button that was pressed."""

    def __init__(self, *args: Any, practicum: Practicum, subject_id: int = 0, **kwargs: Any) -> None:
        self.practicum = practicum
        self.subject_id = subject_id
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and initial values from the practicum."""

    def need(self, *names: str) -> None:
        """Mark fields that may stay empty in a draft but that the verb asks for: they are not called optional."""
        for name in names:
            self.fields[name].widget.is_needed = True


def plain_text(
    limit: int, *, label: Any = None, rows: int = 4, required: bool = True, words: dict[str, Any] | None = None
) -> forms.CharField:
    """A multi-line text field; NUL characters are refused by Django's own validator. words: its own error messages."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=limit, required=required, widget=widget, error_messages=words)
