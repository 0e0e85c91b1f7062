"""Fields of the sign-in, of a lost link, of one's own settings."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.people.adapter import sign_in_code_of
from placements.people.invitations import is_shut_out
from placements.people.models import Person
from placements.people.services import normal_email

EMAIL = {"autocomplete": "email", "inputmode": "email"}


class SignInForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth carries no types
    """One's address. People without an account, or with an expired invitation, see the page of unknown ones."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The address to which the school's invitation came"),
        widget=forms.EmailInput(attrs=EMAIL),
    )
    _user: Person | None

    def clean_email(self) -> str:
        email = normal_email(super().clean_email())
        # allauth also knows addresses that a person once had: they open nothing.
        if self._user is not None and (self._user.email != email or not may_sign_in(self._user)):
            self._user = None
        return email


def may_sign_in(person: Person) -> bool:
    """Whether a code is mailed: not to people without an account, nor to those who let their invitation expire."""
    return person.has_account and not is_shut_out(person, clock.now())


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth carries no types
    """The mailed code. allauth gives the seed that its session holds; the code is derived from it."""

    keep = forms.BooleanField(label=_("Keep me signed in on this device for 30 days"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "code": sign_in_code_of(kwargs.get("code", ""))})
        self.fields["code"].label = _("6-digit code")
        self.fields["code"].help_text = _("Valid for 10 minutes. You can try 5 times.")
        self.fields["code"].widget = forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "inp otp", "maxlength": 10}
        )


class LostLinkForm(forms.Form):
    email = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput(attrs=EMAIL))


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=Person.Language.choices, widget=forms.RadioSelect)
