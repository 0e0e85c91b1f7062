"""Fields of a cohort, and of somebody's part in it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from placements.cohorts.models import Role
from placements.cohorts.rules import CohortDates
from placements.cohorts.services import FIELDS, CohortDetails
from placements.people.form_fields import AddressField, DayField, NameField, PhoneField, SeenVersionField
from placements.people.models import Person
from placements.people.recognising import PersonDetails
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion
from placements.programmes.words import Words


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]  # of several models
    """A row of the list. What Python reads as a number though it is none (1_0, Arabic digits) is refused."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value and not (value.isascii() and value.isdigit()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return super().to_python(value)


class VersionField(RowField):
    """A version of programme, policy or occupation, named with its title; its content is not loaded."""

    def label_from_instance(self, obj: Any) -> str:
        title = Words(obj.title).in_language((get_language() or "et")[:2])
        return gettext("{title}, version {number}").format(title=title, number=obj.number)


def versions() -> dict[str, Any]:
    """What may be chosen for each field, the newest first, each with its title in all languages."""
    latest = ProgrammeVersion.objects.filter(programme=OuterRef("programme")).order_by("-number")
    of_programme = Subquery(latest.values("content__programme__title")[:1])
    return {
        "programme_version": _titled(ProgrammeVersion.objects, F("content__programme__title")),
        "policy_version": _titled(PolicyVersion.objects, of_programme),
        "occupation_version": _titled(OccupationVersion.objects, F("content__occupation__title")),
    }


def _titled(rows: Any, title: Any) -> Any:
    return rows.defer("content").annotate(title=title).order_by("-loaded_at", "-pk")


def newest() -> dict[str, int | None]:
    """The newest programme, its newest policy, the newest occupation; three queries."""
    listed = versions()
    programme = listed["programme_version"].first()
    own = listed["policy_version"].filter(programme=programme.programme_id).first() if programme else None
    occupation = listed["occupation_version"].first()
    found = {"programme_version": programme, "policy_version": own, "occupation_version": occupation}
    return {name: version.pk if version else None for name, version in found.items()}


class CohortForm(forms.Form):
    """A cohort; initial is the cohort's own, or the newest versions."""

    version = SeenVersionField()
    code = forms.SlugField(
        label=_("Code"),
        max_length=30,
        help_text=_("Short, for lists and letters: letters a–z, digits, hyphens"),
        error_messages={"invalid": _("Write the code with letters a–z, digits and hyphens only, without spaces.")},
    )
    programme_version = VersionField(label=_("Programme"), queryset=None, empty_label=None)
    policy_version = VersionField(
        label=_("Practicum policy"), queryset=None, required=False, empty_label=_("Without one: the usual limits")
    )
    occupation_version = VersionField(
        label=_("Occupation profile"), queryset=None, required=False, empty_label=_("Without one")
    )
    language = forms.ChoiceField(
        label=_("Language of the cohort"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        initial="et",
        help_text=_("Agreements are drawn up in this language. Everybody reads the pages in a language of their own."),
    )
    starts_on = DayField(label=_("Course begins"))
    ends_on = DayField(label=_("Course ends"))
    practicum_from = DayField(label=_("Practicum window begins"))
    practicum_until = DayField(label=_("Practicum window ends"))
    decision_on = DayField(
        label=_("Day of the decision"), required=False, help_text=_("From this day on what lacks is final.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, queryset in versions().items():
            field: Any = self.fields[name]
            field.queryset = queryset

    @property
    def details(self) -> CohortDetails:
        """What was typed, once it is valid."""
        data = self.cleaned_data
        dates = CohortDates(*(data[name] for name in CohortDates.__dataclass_fields__))
        rest = {name: data[name] for name in FIELDS if name not in CohortDates.__dataclass_fields__}
        return CohortDetails(**rest, dates=dates, version=data["version"])


class RoleForm(forms.Form):
    """Who does what, in this cohort or in the whole school: somebody known here, or somebody new."""

    HERE, EVERYWHERE = "cohort", "school"

    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices, widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=_("Where"), widget=forms.RadioSelect, initial=HERE)
    person = RowField(
        label=_("Somebody of the school"),
        queryset=None,
        required=False,
        empty_label=_("Somebody new, named below"),
    )
    name = NameField(required=False)
    email = AddressField(required=False, help_text=_("A letter goes to this address, and every sign-in code."))
    phone = PhoneField()
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Person.Language.choices, initial="et")
    is_same_person = forms.BooleanField(label=_("Yes, this is the same person"), required=False)

    def __init__(self, *args: Any, may_everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person, scope = (self.fields[name] for name in ("person", "scope"))  # type: Any, Any
        for needed in ("person", "name", "email"):
            self.fields[needed].widget.is_needed = True
        person.queryset = Person.objects.filter(roles__isnull=False, is_active=True).distinct().order_by("name", "pk")
        scope.choices = [(self.HERE, _("In this cohort"))]
        if may_everywhere:
            scope.choices = [*scope.choices, (self.EVERYWHERE, _("In the whole school"))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Choose somebody above, or enter a name."))
        return data

    @property
    def who(self) -> Person | PersonDetails:
        """The chosen person, or the one named."""
        data = self.cleaned_data
        chosen: Person | None = data["person"]
        names = ("name", "email", "phone", "language", "is_same_person")
        return chosen or PersonDetails(**{name: data[name] for name in names})
