"""Form fields for what identifies a person, strict about digits that only look like digits."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.people.identifiers import compact, personal_code_refusal
from placements.people.rules import LONGEST_NAME, name_refusal
from placements.people.services import normal_email, normal_name
from placements.people.written import birth_date_refusal, phone_refusal, read_day, written_name_refusal
from placements.refusals import Refusal
from placements.sentences import sentence

LONGEST_EMAIL = 254


def raise_if(*answers: Refusal | None) -> None:
    """Make the first refusal the field's error."""
    for refusal in answers:
        if refusal is not None:
            raise ValidationError(sentence(refusal))


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day as 2026-11-20 or 20.11.2026; other digits than 0–9, which Python would read too, are refused."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            day: date | None = super().to_python(value)
            return day
        found = read_day(str(value).strip())
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class NameField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("First name and surname"), "max_length": LONGEST_NAME, **kwargs})

    def clean(self, value: Any) -> str:
        name = normal_name(super().clean(value))
        raise_if(name_refusal(name) if name or self.required else None, written_name_refusal(name))
        return name


class AddressField(forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("E-mail address"), "max_length": LONGEST_EMAIL, **kwargs})

    def clean(self, value: Any) -> str:
        return normal_email(super().clean(value))


class PhoneField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Phone"), "max_length": 40, "required": False, **kwargs})
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}

    def clean(self, value: Any) -> str:
        phone = " ".join(super().clean(value).split())
        raise_if(phone_refusal(phone))
        return phone


class PersonalCodeField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Personal code"), "max_length": 20, "required": False, **kwargs})
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> str:
        code = compact(super().clean(value))
        raise_if(personal_code_refusal(code, clock.local_date(clock.now())) if code else None)
        return code


class BirthDateField(DayField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Date of birth"), "required": False, **kwargs})

    def clean(self, value: Any) -> date | None:
        born: date | None = super().clean(value)
        raise_if(birth_date_refusal(born, clock.local_date(clock.now())) if born else None)
        return born


class SeenVersionField(forms.RegexField):
    """The version of a row that the person saw, sent along unseen, in plain digits."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^[0-9]{1,9}$", **{"initial": 0, **kwargs})

    def clean(self, value: Any) -> int:
        return int(super().clean(value))


class WholeField(forms.IntegerField):
    """A whole number in plain digits: what Python also reads as one (1_0, Arabic digits) is refused at the field."""

    def to_python(self, value: Any) -> int | None:
        text = str(value).strip() if value is not None else ""
        if text and not (text.isascii() and text.lstrip("-").isdigit()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)
