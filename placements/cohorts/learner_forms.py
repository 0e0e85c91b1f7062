"""Fields of a learner who is enrolled, and of a file of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.people.form_fields import AddressField, BirthDateField, NameField, PersonalCodeField, PhoneField
from placements.people.identifiers import birth_date_of
from placements.people.models import Person
from placements.people.recognising import PersonDetails


class LearnerForm(forms.Form):
    """One learner."""

    name = NameField()
    email = AddressField(help_text=_("A letter goes to this address, and every sign-in code."))
    is_same_person = forms.BooleanField(label=_("Yes, this is the same person"), required=False)
    phone = PhoneField()
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=Person.Language.choices, widget=forms.RadioSelect
    )
    personal_code = PersonalCodeField(
        help_text=_("Documents carry the personal code, or the date of birth. It is kept encrypted.")
    )
    birth_date = BirthDateField(help_text=_("Only where there is no Estonian personal code."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code, born = data.get("personal_code"), data.get("birth_date")
        if code and born and birth_date_of(code) != born:
            self.add_error(
                "birth_date", _("The date of birth is not the one in the personal code: correct one of them.")
            )
        return data

    @property
    def details(self) -> PersonDetails:
        """The learner as named."""
        return PersonDetails(**self.cleaned_data)


class LearnerFileForm(forms.Form):
    """A file of learners."""

    file = forms.FileField(
        label=_("File of learners"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty: choose another one.")},
    )
