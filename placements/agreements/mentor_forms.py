"""Fields by which a company's person names a colleague or says until when he is away, and of the curator's answer."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from placements.agreements.forms import DayInput
from placements.agreements.mentoring import APPOINT, KEEP, asked_for_mentor
from placements.agreements.models import Placement
from placements.agreements.step_form import StepForm, plain_text
from placements.hosts.contacting import ContactCard

NOTE = 1000
CARD = ("name", "email", "phone", "language")


class ColleagueForm(forms.Form):
    """Whom the company's person names as the right one, as far as he knows."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def card(self) -> ContactCard:
        """The fields as a contact."""
        return ContactCard(**{name: self.cleaned_data[name] for name in CARD}, is_mentor=True)


class SuccessorForm(ColleagueForm):
    """Who takes over is called by name and has an address for the link."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))


class AwayForm(forms.Form):
    until = forms.DateField(label=_("I am back on"), widget=DayInput)


class NewMentorForm(StepForm):
    """The curator appoints whom the company named, or another one, or leaves it as it is."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=((APPOINT, _("This person mentors from now on")), (KEEP, _("Leave it as it is"))),
        widget=forms.RadioSelect,
        initial=APPOINT,
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)
    text = plain_text(NOTE, label=_("What was agreed"), rows=2, required=False)

    def prepare(self) -> None:
        placement = Placement.objects.filter(pk=self.subject_id, practicum=self.practicum).first()
        asked = asked_for_mentor(placement) if placement else None
        if asked and asked.candidate:
            for name in CARD:
                self.initial[name] = getattr(asked.candidate, name)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["language"] = data.get("language") or settings.LANGUAGES[0][0]
        return data
