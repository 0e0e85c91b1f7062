"""Fields of a check-in's record, of a question and of its answer."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.agreements.forms import DayInput
from placements.agreements.step_form import StepForm, plain_text
from placements.guidance.models import CheckIn

NOTES = 2000


class CheckInForm(StepForm):
    held_on = forms.DateField(label=_("Held on"), widget=DayInput)
    notes = plain_text(NOTES)
    agreed = plain_text(NOTES, required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=CheckIn.Outcome.choices, widget=forms.RadioSelect)

    def prepare(self) -> None:
        self.fields["notes"].label = _("Meeting notes")
        self.fields["agreed"].label = _("What was agreed, by whom and by when")


class AnswerForm(StepForm):
    text = plain_text(NOTES)

    def prepare(self) -> None:
        self.fields["text"].label = _("Your answer")


class QuestionForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = plain_text(NOTES, label=_("Your question"))
