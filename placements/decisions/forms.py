"""Fields of what people do with a decision; business rules are refusals of the verbs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.agreements.step_form import plain_text
from placements.decisions.models import Outcome

REASON = 2000


class AppealForm(forms.Form):
    text = plain_text(REASON, label=_("What do you not agree with, and why?"))


class ReasonForm(forms.Form):
    reason = plain_text(REASON, label=_("Reason"))


class AnswerForm(forms.Form):
    """The answer to an objection, and with which button it was sent."""

    answer = plain_text(REASON, label=_("Your answer with its reasons"))


class OverrideForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Proposed decision"), choices=Outcome.choices, widget=forms.RadioSelect)
    reason = plain_text(REASON, label=_("Why against the rules?"))
    evidence = forms.FileField(
        label=_("Evidence"), required=False, help_text=_("PDF, JPG or PNG, for example a note from a doctor.")
    )


def seen_of(text: str) -> dict[int, str]:
    """Which proposal the page showed for whom: "17:digest 18:digest"; what makes no sense is left out."""
    pairs = (each.partition(":") for each in text.split())
    return {int(number): digest for number, _sep, digest in pairs if number.isdecimal() and len(number) < 19}


def seen_text(seen: dict[int, str]) -> str:
    """The same for a hidden field: one field, whatever the number of learners."""
    return " ".join(f"{number}:{digest}" for number, digest in seen.items())


def numbers_of(values: list[Any]) -> set[int]:
    """Numbers of learners as checkboxes send them; what is none is left out."""
    return {int(each) for each in values if str(each).isdecimal() and len(str(each)) < 19}
