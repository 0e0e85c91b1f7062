"""Fields of a check-in's record, of a question and its answer, of a concern and what was done about it."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.agreements.forms import DayInput
from placements.agreements.step_form import StepForm, plain_text
from placements.guidance.models import CheckIn, Concern

NOTES, CONCERN = 2000, 10_000


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


class ConcernForm(forms.Form):
    """What the learner reports. The day may be left out."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Concern.Kind.choices, widget=forms.RadioSelect)
    text = plain_text(CONCERN, label=_("What happened?"), rows=6)
    happened_on = forms.DateField(label=_("When did it happen?"), widget=DayInput, required=False)


class ConcernAnswerForm(StepForm):
    """What the school did about a concern."""

    measures = plain_text(NOTES)
    outcome = plain_text(NOTES)

    def prepare(self) -> None:
        self.fields["measures"].label = _("What was done")
        self.fields["outcome"].label = _("What came of it")
        self.fields["outcome"].help_text = _("The learner reads both texts.")
