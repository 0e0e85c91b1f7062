"""Fields of the directory's pages."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.agreements.forms import DayInput
from placements.agreements.step_form import plain_text
from placements.directory.search import colleagues_of
from placements.people.models import Person
from placements.people.rules import LONGEST_NAME
from placements.people.services import ContactDetails, contact_version

REASON, QUERY = 500, 120


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Name, e-mail address, phone or personal code"),
        max_length=QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.is_needed = True


class ContactForm(forms.Form):
    """How a person is called and reached; the version is that of the contact that was shown."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("Agreements that are signed keep the name under which they were signed."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_(
            "With another address every link sent to the old one stops working; links still needed are sent to the "
            "new address at once."
        ),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Person.Language.choices)
    version = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        given = {name: getattr(person, name) for name in ("name", "email", "phone", "language")}
        kwargs["initial"] = {**given, "version": contact_version(person)}
        super().__init__(*args, **kwargs)
        # The address is what somebody with an account signs in by.
        self.fields["email"].required = person.has_account

    def details(self) -> ContactDetails:
        data = self.cleaned_data
        return ContactDetails(data["name"], data["email"], data["phone"], data["language"])


class ReasonForm(forms.Form):
    reason = plain_text(REASON, label=_("Reason"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.is_needed = True


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Personal code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


if TYPE_CHECKING:
    PersonChoice = forms.ModelChoiceField[Person]
else:
    PersonChoice = forms.ModelChoiceField


class ColleagueField(PersonChoice):
    """Offers colleagues who could do the work; whoever else is sent is left to the verb, which says what is wrong."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Person.objects.filter(merged_into=None), **kwargs)

    def offer(self, people: Iterable[Person]) -> None:
        named = [(person.pk, f"{person.name} · {person.email}" if person.email else person.name) for person in people]
        self.choices = [("", _("Choose a person")), *named]


class SubstitutionForm(forms.Form):
    substitute = ColleagueField(label=_("Substitute"))
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, *args: Any, absent: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["substitute"]
        field.offer(colleagues_of(absent))


class KeysField(forms.MultipleChoiceField):
    """Which portions; one that is gone meanwhile is left to the verb."""

    def valid_value(self, _value: str) -> bool:
        return True


class HandOverForm(forms.Form):
    successor = ColleagueField(label=_("Successor"))
    portions = KeysField(required=False)
    reason = plain_text(REASON, label=_("Reason"), rows=2, required=False)
    deactivates = forms.BooleanField(label=_("Deactivate the leaver in the same act"), required=False)

    def __init__(self, *args: Any, leaver: Person, keys: Sequence[str], **kwargs: Any) -> None:
        kwargs["initial"] = {"portions": keys}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        field.offer(colleagues_of(leaver))
