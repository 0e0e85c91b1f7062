"""The form of one work item: it knows the practicum and the row it is about."""

from typing import Any

from django import forms

from placements.agreements.models import Practicum


class StepForm(forms.Form):
    """A form's field checks; business rules are refusals of the verb. `verdict` names the button that was pressed."""

    def __init__(self, *args: Any, practicum: Practicum, subject_id: int = 0, **kwargs: Any) -> None:
        self.practicum = practicum
        self.subject_id = subject_id
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and initial values from the practicum."""


def plain_text(limit: int, *, rows: int = 4, required: bool = True) -> forms.CharField:
    """A multi-line text field; NUL characters are refused by Django's own validator."""
    return forms.CharField(max_length=limit, required=required, widget=forms.Textarea(attrs={"rows": rows}))
