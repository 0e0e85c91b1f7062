"""The form of verification: the number and the code that stand at the foot of a document."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 80


class VerifyForm(forms.Form):
    """Both are needed: by the number alone nothing is shown."""

    use_required_attribute = False
    number = forms.CharField(
        label=_("Document number"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the document's number: it stands at the top of the document.")},
    )
    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("16 signs beside the square code"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "class": "num"}),
        error_messages={
            "required": _("By number alone we show no name. Add the verification code at the foot of the document.")
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, example: str = "", **more: Any) -> None:
        """example: a number as this school's documents have them."""
        super().__init__(data, **more)
        self.fields["number"].help_text = _("For example {number}").format(number=example)
