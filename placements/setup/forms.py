"""Fields of the school's settings and of the first manager."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from placements.cohorts.models import Role
from placements.people.identifiers import compact, registry_code_refusal
from placements.people.models import Person
from placements.people.rules import LONGEST_NAME
from placements.records.models import ProviderSettings
from placements.records.rules import LEAST_YEARS
from placements.records.selectors import NEEDED_ON_DOCUMENTS
from placements.records.services import PROVIDER_FIELDS
from placements.sentences import sentence

NUMERIC = {"inputmode": "numeric"}
MARKS = _("{year} and {number} are filled in when a document is issued")


def line(longest: int, label: Any, help_text: Any = "", **attrs: str) -> forms.CharField:
    """One line of text that may stay empty."""
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(max_length=longest, label=label, help_text=help_text, required=False, widget=widget)


class ProviderForm(forms.Form):
    """The school's settings; may be saved half-filled, for the page says what is still missing."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    name = line(200, _("School's name"), autocomplete="organization")
    legal_form = line(40, _("Legal form"))
    registry_code = line(20, _("School's registry code"), _("8 digits"), **NUMERIC)
    activity_notice_number = line(
        40, _("EHIS notice number"), _("Number of the notice of economic activities, or of the licence")
    )
    address = line(200, _("Address"), autocomplete="street-address")
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = line(40, _("Phone"), autocomplete="tel")
    web_page = forms.URLField(label=_("Web page"), required=False, assume_scheme="https", max_length=200)
    signatory = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Signatory"),
        required=False,
        empty_label=_("nobody yet"),
        help_text=_("Signs agreements and documents for the school"),
    )
    signatory_title = line(80, _("Signatory's job title"))
    place_of_issue = line(80, _("Place of issue"), _("Town that stands on documents"))
    certificate_pattern = forms.CharField(max_length=30, label=_("Numbers of certificates"), help_text=MARKS)
    attestation_pattern = forms.CharField(max_length=30, label=_("Numbers of attestations"), help_text=MARKS)
    agreement_pattern = forms.CharField(max_length=30, label=_("Numbers of agreements"), help_text=MARKS)
    retention_years = forms.IntegerField(
        label=_("Documents are kept for, years"), help_text=_("At least 3"), min_value=LEAST_YEARS, max_value=100
    )
    data_protection_contact = line(200, _("Data protection contact"), _("Name and e-mail address or phone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            # What a field held when the page was opened tells what this person changed.
            field.show_hidden_initial = name != "version"
            field.widget.is_needed = name in NEEDED_ON_DOCUMENTS
        self.fields["retention_years"].widget.attrs.update(NUMERIC)
        choice = self.fields["signatory"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = signatories()

    def clean_registry_code(self) -> str:
        """Compacted, with its check digit right, or empty."""
        code = compact(self.cleaned_data["registry_code"])
        refusal = registry_code_refusal(code) if code else None
        if refusal:
            raise forms.ValidationError(sentence(refusal), code=refusal.code)
        return code

    def opened_with(self) -> SafeString:
        """Hidden fields with what stood when the page was opened."""
        fields = [self[name] for name in PROVIDER_FIELDS]
        return format_html_join("", "{}", ((field.as_hidden(only_initial=True),) for field in fields))

    @classmethod
    def of(cls, provider: ProviderSettings) -> "ProviderForm":
        """The form with what stands now."""
        return cls(initial={name: getattr(provider, name) for name in ("version", *PROVIDER_FIELDS)})


def signatories() -> Any:
    """People of the school's desk who may sign for it."""
    desk = Q(roles__kind__in=[Role.Kind.MANAGER, Role.Kind.CURATOR])
    return Person.objects.filter(desk, is_active=True).distinct().order_by("name", "pk")


class FirstManagerForm(forms.Form):
    """The school's name, and who manages it; the code comes with the link."""

    code = forms.CharField(
        label=_("Set-up code"),
        help_text=_("It stands in the link on the terminal on which the service was started"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    school = forms.CharField(label=_("School's name"), max_length=200)
    name = forms.CharField(label=_("Your name"), max_length=LONGEST_NAME)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The sign-in code is sent there"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Person.Language.choices, widget=forms.RadioSelect)


class UploadForm(forms.Form):
    """One data file."""

    file = forms.FileField(
        label=_("Programme, occupation profile or practicum policy"),
        help_text=_("A JSON file, up to 5 MB. It is shown to you first and loaded only when you confirm."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        max_length=1000,
    )
