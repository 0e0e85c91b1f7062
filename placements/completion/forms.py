"""Fields of the waiver, of every turning, and of a second person's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements import clock, formats
from placements.agreements.forms import DayInput
from placements.agreements.models import Placement, Practicum
from placements.agreements.step_form import StepForm, WholeField, plain_text
from placements.clock import ONE_DAY, local_date
from placements.completion.selectors import last_logged_on

REASON = 500
# More than any practicum requires; what is too much for this one is the verb's to say.
MOST_HOURS = 9_999


class WaiverForm(StepForm):
    reason = plain_text(REASON)

    def prepare(self) -> None:
        self.fields["reason"].label = _("Reason for not waiting")


class ReasonForm(StepForm):
    """A turning that needs no more than its reason."""

    reason = plain_text(REASON, label=_("Reason"))


def _last_logged(practicum: Practicum) -> str:
    """Up to which day something is logged: nothing ends before it."""
    last = last_logged_on(practicum)
    return _("Today or an earlier day. The last logged day is {day}.").format(day=formats.day(last)) if last else ""


class DatedForm(StepForm):
    """A turning that happens on a day."""

    on = forms.DateField(label=_("Date"), widget=DayInput)
    reason = plain_text(REASON, label=_("Reason"))

    def prepare(self) -> None:
        self.initial.setdefault("on", local_date(clock.now()))
        self.fields["on"].help_text = _last_logged(self.practicum) if self.practicum.is_open else ""


class SuspendForm(StepForm):
    from_on = forms.DateField(
        label=_("First day without practicum"), widget=DayInput, help_text=_("Today or an earlier day without hours.")
    )
    planned_until = forms.DateField(
        label=_("Planned first day back"), widget=DayInput, required=False, help_text=_("You are reminded on this day.")
    )
    reason = plain_text(REASON, label=_("Reason"))

    def prepare(self) -> None:
        self.initial.setdefault("from_on", local_date(clock.now()))


class ResumeForm(StepForm):
    resumed_on = forms.DateField(
        label=_("First day back"), widget=DayInput, help_text=_("From this day on hours can be logged again.")
    )

    def prepare(self) -> None:
        self.initial.setdefault("resumed_on", local_date(clock.now()))


class ExtendForm(StepForm):
    ends_on = forms.DateField(label=_("New last day of the agreement"), widget=DayInput)
    reason = plain_text(REASON, label=_("Reason"))

    def prepare(self) -> None:
        placement = self.practicum.placements.filter(state=Placement.State.IN_FORCE).first()
        if placement is not None:
            self.initial.setdefault("ends_on", placement.ends_on + ONE_DAY)
            self.fields["ends_on"].help_text = _(
                "Now it holds until {end}. The group's window ends on {window}."
            ).format(end=formats.day(placement.ends_on), window=formats.day(self.practicum.cohort.practicum_until))


class ChangeHostForm(StepForm):
    last_on = forms.DateField(
        label=_("Last day at the present placement"),
        widget=DayInput,
        help_text=_("Days up to it are still logged with the present company and confirmed by its mentor."),
    )
    reason = plain_text(REASON, label=_("Reason"))

    def prepare(self) -> None:
        self.initial.setdefault("last_on", local_date(clock.now()))


class RecognitionForm(StepForm):
    """How much earlier learning or work counts, what it was, and the evidence."""

    academic_hours = WholeField(label=_("Academic hours to recognise"), min_value=1, max_value=MOST_HOURS)
    basis = plain_text(REASON, label=_("Which earlier learning or work?"))
    evidence = forms.FileField(
        label=_("Evidence"), required=False, help_text=_("PDF, JPG or PNG: a certificate, a contract, a reference.")
    )
    reason = plain_text(REASON, label=_("Why does it match the practicum's outcomes?"))

    def prepare(self) -> None:
        self.initial.setdefault("academic_hours", self._most)

    @property
    def _most(self) -> int:
        return self.practicum.required_minutes // self.practicum.academic_hour_minutes

    def clean(self) -> dict[str, Any]:
        """Academic hours become minutes here, once."""
        data = super().clean() or {}
        return data | {"minutes": (data.get("academic_hours") or 0) * self.practicum.academic_hour_minutes}


class SecondAnswerForm(forms.Form):
    """What a second person answers to a proposal of the first."""

    confirms = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=(("yes", _("I confirm")), ("no", _("I refuse"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = plain_text(REASON, label=_("Reason, needed when you refuse"), required=False)


class AnswerProposalForm(SecondAnswerForm, StepForm):
    """The same as a step of the process."""
