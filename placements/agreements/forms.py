"""Fields of the request, its review, the host's answer, a signature, the safety briefing."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from placements.agreements.models import Placement, PlacementRequest
from placements.agreements.places import offer_values, present_accessibility
from placements.agreements.selectors import live_placement
from placements.agreements.step_form import StepForm, WholeField, plain_text
from placements.cohorts.selectors import curriculum_of, policy_of
from placements.hosts.accessibility import ATTRIBUTES, as_choice
from placements.hosts.fields import PlaceField, accessibility_fields
from placements.hosts.models import Host
from placements.hosts.selectors import PlaceCard, offered_cards
from placements.people.identifiers import compact, registry_code_refusal
from placements.sentences import sentence

TEXT = 2000


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


NEEDED = (
    "host_name", "registry_code", "mentor_name", "mentor_email", "signatory_name", "signatory_email", "starts_on",
    "ends_on", "weekdays", "day_starts", "day_ends", "tasks", "outcomes", "place", "wishes",
)  # fmt: skip


class RequestForm(StepForm):
    """What the learner types; which of the fields are needed depends on the source and is the verb's to say."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.ChoiceField(
        label=_("Which place do you ask for?"), choices=PlacementRequest.Source.choices, widget=forms.RadioSelect
    )
    # The page offers places; a company alone is what is sent where no place is meant.
    host = forms.ModelChoiceField(queryset=Host.objects.filter(is_listed=True), required=False)
    place = PlaceField(label=_("Place from the school's list"))
    host_name = forms.CharField(label=_("Company"), max_length=200, required=False)
    registry_code = forms.CharField(
        label=_("Registry code"), max_length=20, required=False, help_text=_("8 digits, from the company's web page")
    )
    host_address = forms.CharField(label=_("Address"), max_length=200, required=False)
    mentor_name = forms.CharField(label=_("Mentor's name"), max_length=120, required=False)
    mentor_email = forms.EmailField(label=_("Mentor's e-mail address"), required=False)
    mentor_phone = forms.CharField(label=_("Mentor's phone"), max_length=40, required=False)
    mentor_language = forms.ChoiceField(label=_("Mentor's language"), choices=settings.LANGUAGES)
    signatory_name = forms.CharField(label=_("Signatory's name"), max_length=120, required=False)
    signatory_email = forms.EmailField(label=_("Signatory's e-mail address"), required=False)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput, required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day_starts = forms.TimeField(label=_("Day begins"), widget=TimeInput, required=False)
    day_ends = forms.TimeField(label=_("Day ends"), widget=TimeInput, required=False)
    break_minutes = WholeField(label=_("Break, minutes"), min_value=0, max_value=240, initial=30)
    tasks = plain_text(TEXT, required=False)
    outcomes = forms.TypedMultipleChoiceField(
        label=_("Outcomes that the tasks cover"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    remote_percent = WholeField(label=_("Remote work, percent"), min_value=0, max_value=100, initial=0)
    is_own_employee = forms.BooleanField(label=_("I work at this company already"), required=False)
    wishes = plain_text(TEXT, required=False)

    def prepare(self) -> None:
        curriculum = curriculum_of(self.practicum.enrolment.programme_version_id)
        outcomes: Any = self.fields["outcomes"]
        outcomes.choices = [(outcome.number, f"{outcome.number}. {outcome.text}") for outcome in curriculum.outcomes]
        outcomes.help_text = _("At least {n}").format(n=policy_of(self.practicum.cohort).request.minimum_outcomes)
        self.fields["tasks"].label = _("Tasks")
        self.fields["wishes"].label = _("What would you like to do?")
        self.need(*NEEDED)
        for name in self.fields:
            self.initial.setdefault(name, getattr(self.practicum.request, name))

    @property
    def left(self) -> Placement | None:
        """The company that was left, when that is why the learner asks again; one query."""
        latest = self.practicum.placements.select_related("host", "mentor").order_by("pk").last()
        return latest if latest is not None and latest.state == Placement.State.ENDED else None

    def _bound(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def company_fields(self) -> list[forms.BoundField]:
        return self._bound("host_name", "registry_code", "host_address")

    @property
    def people_fields(self) -> list[forms.BoundField]:
        mentor = self._bound("mentor_name", "mentor_email", "mentor_phone", "mentor_language")
        return mentor + self._bound("signatory_name", "signatory_email")

    @property
    def time_fields(self) -> list[forms.BoundField]:
        days = self._bound("starts_on", "ends_on", "weekdays")
        return days + self._bound("day_starts", "day_ends", "break_minutes", "remote_percent")

    def clean_registry_code(self) -> str:
        code = compact(str(self.cleaned_data["registry_code"]))
        refusal = registry_code_refusal(code) if code else None
        if refusal:
            raise forms.ValidationError(sentence(refusal))
        return code

    def clean(self) -> dict[str, Any]:
        """A place from the list brings its company's details and people; what the learner typed of tasks stays."""
        data = super().clean() or {}
        place = data.get("place")
        host = place.host if place else data.get("host")
        if data.get("source") != PlacementRequest.Source.LISTED:
            return data | {"host": None, "place": None}
        if host is None:
            if "draft" not in self.data:
                self.add_error("place", _("Choose a place from the list."))
            return data
        data |= offer_values(host, place)
        data["tasks"] = data.get("tasks") or (place.tasks if place else "")
        return data

    @property
    def cards(self) -> list[PlaceCard]:
        """The places of the list with what is known of them."""
        return offered_cards()


class ReviewForm(StepForm):
    """The curator's verdict."""

    VERDICTS = (("approve", _("Approve the placement")), ("return", _("Return")), ("propose", _("Propose a placement")))

    verdict = forms.ChoiceField(choices=VERDICTS, widget=forms.RadioSelect, label=_("Verdict"))
    reason = plain_text(TEXT, required=False)
    host = forms.ModelChoiceField(queryset=Host.objects.filter(is_listed=True), required=False)
    place = PlaceField(label=_("Proposed place"))

    def prepare(self) -> None:
        self.fields["reason"].label = _("Reason, the learner sees it")
        self.need("reason", "place")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        place = data.get("place")
        data["host"] = place.host if place else data.get("host")
        if data.get("verdict") == "propose" and not data["host"]:
            self.add_error("place", _("Choose the place that you propose."))
        return data


class HostAnswerForm(StepForm):
    """The company's answer."""

    accepts = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=(("yes", _("I accept the trainee")), ("no", _("I cannot accept"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    safety_contact = forms.CharField(label=_("Who instructs the trainee on safety?"), max_length=160, required=False)
    conditions = plain_text(TEXT, required=False)
    reason = plain_text(TEXT, required=False)

    def prepare(self) -> None:
        self.fields["conditions"].label = _("Conditions at the workplace")
        self.fields["reason"].label = _("Reason, if you cannot accept")
        self.need("safety_contact", "reason")
        placement = live_placement(self.practicum)
        known = present_accessibility(placement) if placement else {}
        if placement:
            self.initial.setdefault("safety_contact", placement.mentor.name)
        self.fields |= accessibility_fields()
        for name in ATTRIBUTES:
            self.initial.setdefault(name, as_choice(known.get(name)))

    @property
    def accessibility(self) -> list[forms.BoundField]:
        return [self[name] for name in ATTRIBUTES]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["accessibility"] = {name: data.get(name) for name in ATTRIBUTES}
        if data.get("accepts") and not data.get("safety_contact"):
            self.add_error("safety_contact", _("Name the person who instructs the trainee on safety."))
        return data


class SignForm(StepForm):
    """The mailed code, typed under exactly the terms that were shown."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    code = forms.RegexField(
        r"^[0-9]{6}$",
        label=_("Code from the e-mail"),
        error_messages={"invalid": _("The code has 6 digits: type them from the e-mail.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "inp otp"}),
    )


class BriefingForm(StepForm):
    """When the safety briefing was held, and on what."""

    held_on = forms.DateField(label=_("Date of the safety briefing"), widget=DayInput)
    topics = plain_text(TEXT)

    def prepare(self) -> None:
        self.fields["topics"].label = _("Topics")


class AcknowledgementForm(StepForm):
    """No fields: pressing the button says it."""
