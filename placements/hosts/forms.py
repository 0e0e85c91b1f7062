"""Fields of a company, its places, its people and its papers."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from placements.hosts.accessibility import ATTRIBUTES, as_choice
from placements.hosts.contacting import ContactCard
from placements.hosts.fields import accessibility_fields
from placements.hosts.models import HostPaper
from placements.hosts.services import HostDetails, PaperDetails, PlaceDetails
from placements.people.form_fields import WholeField
from placements.people.identifiers import compact, registry_code_refusal
from placements.programmes.models import Occupation
from placements.programmes.occupation_profile import OccupationProfile
from placements.records.sheets import RowForm
from placements.sentences import sentence

TEXT, MOST_TRAINEES = 2000, 500


class HostForm(RowForm):
    plain = ("name", "registry_code", "address", "phone", "activity", "capacity", "is_listed")

    name = forms.CharField(label=_("Company's name"), max_length=200)
    registry_code = forms.CharField(label=_("Registry code"), max_length=20, help_text=_("8 digits"))
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    activity = forms.CharField(label=_("Field of activity"), max_length=200, required=False)
    capacity = WholeField(label=_("How many trainees at once, in all"), min_value=1, max_value=MOST_TRAINEES, initial=3)
    is_listed = forms.BooleanField(
        label=_("On the school's list: learners may ask for its places"), required=False, initial=True
    )

    def clean_registry_code(self) -> str:
        code = compact(str(self.cleaned_data["registry_code"]))
        refusal = registry_code_refusal(code)
        if refusal:
            raise forms.ValidationError(sentence(refusal))
        return code

    def details(self) -> HostDetails:
        return HostDetails(**self.chosen())


class OccupationField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """An occupation by the title of its latest version."""

    def label_from_instance(self, obj: Any) -> str:
        versions = list(obj.versions.all())
        return str(OccupationProfile.from_content(versions[-1].content).title) if versions else str(obj)


class PlaceForm(RowForm):
    plain = ("title", "occupation", "tasks", "address", "capacity", "hours_note", "remote_percent")

    title = forms.CharField(label=_("What the trainee does there"), max_length=120, help_text=_("For example the job"))
    occupation = OccupationField(
        label=_("Occupation"),
        queryset=Occupation.objects.prefetch_related("versions").order_by("code"),
        required=False,
        empty_label=_("Not chosen"),
    )
    tasks = forms.CharField(label=_("Tasks"), max_length=TEXT, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    address = forms.CharField(
        label=_("Address of the place"), max_length=200, required=False, help_text=_("Empty: the company's address")
    )
    capacity = WholeField(label=_("How many trainees at once"), min_value=1, max_value=MOST_TRAINEES, initial=1)
    hours_note = forms.CharField(label=_("Weekdays and hours"), max_length=200, required=False)
    remote_percent = WholeField(label=_("Remote work, percent"), min_value=0, max_value=100, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= accessibility_fields()

    def values_of(self, row: Any) -> dict[str, Any]:
        return super().values_of(row) | {name: as_choice(getattr(row, name)) for name in ATTRIBUTES}

    @property
    def accessibility(self) -> list[forms.BoundField]:
        return [self[name] for name in ATTRIBUTES]

    def details(self) -> PlaceDetails:
        answers = {name: self.cleaned_data[name] for name in ATTRIBUTES}
        return PlaceDetails(**self.chosen(), accessibility=answers)


class ContactForm(RowForm):
    PARTS = (("mentor", _("mentor")), ("signatory", _("signatory")))

    name = forms.CharField(label=_("Name"), max_length=120)
    parts = forms.MultipleChoiceField(
        label=_("What the person does"), choices=PARTS, widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("A mentor without one is reached by phone or on paper; who signs needs one."),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    job_title = forms.CharField(label=_("Job title"), max_length=80, required=False)

    def values_of(self, row: Any) -> dict[str, Any]:
        parts = [name for name, has in (("mentor", row.is_mentor), ("signatory", row.is_signatory)) if has]
        person = {name: getattr(row.person, name) for name in ("name", "email", "phone", "language")}
        return {"version": row.version, "job_title": row.job_title, "parts": parts} | person

    def details(self) -> ContactCard:
        data, parts = self.cleaned_data, self.cleaned_data["parts"]
        words = {name: data[name] for name in ("name", "email", "phone", "language", "job_title")}
        return ContactCard(**words, is_mentor="mentor" in parts, is_signatory="signatory" in parts)


class PaperForm(RowForm):
    plain = ("kind", "valid_until", "note")

    kind = forms.ChoiceField(label=_("Paper"), choices=HostPaper.Kind.choices)
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: without an end"),
    )
    note = forms.CharField(label=_("Note, for example its number"), max_length=200, required=False)

    def details(self) -> PaperDetails:
        return PaperDetails(**self.chosen())
