"""Forms of the register: why, and in which language."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LONGEST = 500


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Number, name or verification code"), max_length=100)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class BatchForm(forms.Form):
    """In which language the documents of a group are made."""

    languages = forms.ChoiceField(
        label=_("Language of the documents"),
        choices=[
            ("learners", _("Each in its learner's own language")),
            ("cohort", _("All in the language of the group")),
        ],
        initial="learners",
        widget=forms.RadioSelect,
    )
