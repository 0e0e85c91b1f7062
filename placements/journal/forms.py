"""Fields of a day in the journal."""

import json
import uuid
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from placements.agreements.forms import DayInput, TimeInput
from placements.agreements.models import Placement, Practicum
from placements.agreements.step_form import WholeField, plain_text
from placements.clock import is_repeated
from placements.cohorts.selectors import curriculum_of, policy_of
from placements.journal import field_words as words
from placements.journal.models import Absence, Entry
from placements.journal.rules import Stretch
from placements.journal.verdicts import MOST_BREAK

LONGEST_TEXT, LONGEST_REASON = 2000, 500
FOLDS = (("0", _("the first time")), ("1", _("the second time")))
# Only days of this age can be reckoned with; the verb refuses the others.
YEARS = range(2000, 2100)


class DeviceMoment(forms.DateTimeField):
    """What the phone's clock says: worth keeping, never worth refusing a day for."""

    def clean(self, value: Any) -> datetime | None:
        try:
            said = super().clean(value)
        except (ValidationError, OverflowError):
            return None
        return said if isinstance(said, datetime) and said.year in YEARS else None


def _fold() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=FOLDS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages=words.PASS,
    )


def _text() -> forms.CharField:
    return plain_text(LONGEST_TEXT, rows=2, required=False, words=words.text_words(LONGEST_TEXT))


class EntryForm(forms.Form):
    """One stretch of work. Nothing that the learner did is chosen beforehand; times are, from the last usual day."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    device_at = DeviceMoment(widget=forms.HiddenInput, required=False)
    day = forms.DateField(label=_("Day"), widget=DayInput, error_messages=words.DAY)
    starts = forms.TimeField(label=_("Start"), widget=TimeInput, error_messages=words.START)
    ends = forms.TimeField(label=_("End"), widget=TimeInput, error_messages=words.END)
    starts_fold, ends_fold = _fold(), _fold()
    break_minutes = WholeField(label=_("Break, minutes"), min_value=0, max_value=MOST_BREAK, error_messages=words.BREAK)
    chips = forms.MultipleChoiceField(
        label=_("What did you do today?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=words.TASKS,
    )
    outcomes = forms.TypedMultipleChoiceField(
        label=_("Outcomes"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=words.OUTCOMES,
    )
    text, learned = _text(), _text()
    late_reason = forms.CharField(
        label=_("Reason for logging it late"),
        required=False,
        max_length=LONGEST_REASON,
        error_messages=words.text_words(LONGEST_REASON),
    )

    def __init__(self, *args: Any, practicum: Practicum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy, self.hour_minutes = policy_of(practicum.cohort), practicum.academic_hour_minutes
        # What was typed and read as a value; a refusal takes it out of cleaned_data.
        self.said: dict[str, Any] = dict(self.initial)
        curriculum = curriculum_of(practicum.enrolment.programme_version_id)
        chips: Any = self.fields["chips"]
        chips.choices = [(chip.code, str(chip.label)) for chip in self.policy.task_chips]
        outcomes: Any = self.fields["outcomes"]
        outcomes.choices = [(each.number, f"{each.number}. {each.text}") for each in curriculum.outcomes]
        self.fields["text"].label = _("Describe it in a sentence")
        self.fields["text"].help_text = _("Do not write customers' names or data. The word “customer” is enough.")
        self.fields["learned"].label = _("What I learned")
        self._ask_folds()

    def _ask_folds(self) -> None:
        for name, time_name in (("starts_fold", "starts"), ("ends_fold", "ends")):
            label = _("That night the clocks went back and the hour came twice. {end}: which one do you mean?")
            self.fields[name].label = label.format(end=self.fields[time_name].label)
            # A day that needs the answer is refused without it: it is not called optional.
            self.fields[name].widget.is_needed = True

    def _stretch(self) -> Stretch | None:
        """The times that the form shows, where they are times."""
        day, starts, ends = (self.said.get(name) for name in ("day", "starts", "ends"))
        if not (isinstance(day, date) and isinstance(starts, time) and isinstance(ends, time) and day.year in YEARS):
            return None
        pause = self.said.get("break_minutes")
        return Stretch(day, starts, ends, pause if isinstance(pause, int) else 0)

    @property
    def fold_fields(self) -> list[BoundField]:
        """The questions of the repeated autumn hour, for those ends that lie in it."""
        stretch = self._stretch()
        if stretch is None:
            return []
        asked = {"starts_fold": (stretch.day, stretch.starts), "ends_fold": (stretch.end_day, stretch.ends)}
        return [self[name] for name, (on, clock) in asked.items() if is_repeated(on, clock)]

    @property
    def minutes(self) -> int:
        """Net minutes of the times that the form shows; 0 when they make none."""
        stretch = self._stretch()
        return max(stretch.minutes, 0) if stretch else 0

    @property
    def outcomes_by_chip(self) -> str:
        """Which outcomes each task suggests, for the script that shows it at once."""
        return json.dumps({chip.code: list(chip.outcomes) for chip in self.policy.task_chips})

    def clean(self) -> dict[str, Any]:
        """Outcomes that were not chosen follow from the tasks."""
        data = super().clean() or {}
        if not data.get("outcomes"):
            chosen = [chip for chip in self.policy.task_chips if chip.code in data.get("chips", [])]
            data["outcomes"] = sorted({number for chip in chosen for number in chip.outcomes})
        self.said = dict(data)
        return data


def usual_values(day: date, usual: Entry | None, placement: Placement) -> dict[str, Any]:
    """What the form of a new day begins with: the times of the last usual day, else the agreement's plan."""
    times = {
        "starts": usual.starts if usual else placement.day_starts,
        "ends": usual.ends if usual else placement.day_ends,
        "break_minutes": usual.break_minutes if usual else placement.break_minutes,
    }
    return {"client_id": uuid.uuid4(), "day": day, **times}


SHOWN = (
    "day", "starts", "ends", "starts_fold", "ends_fold", "break_minutes", "chips", "outcomes", "text", "learned",
    "late_reason",
)  # fmt: skip


def values_of(entry: Entry) -> dict[str, Any]:
    """What the form of an existing entry begins with."""
    return {name: getattr(entry, name) for name in (*SHOWN, "version")}


class AbsenceForm(forms.Form):
    """A whole day without practicum, past or ahead."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"), widget=DayInput, error_messages=words.DAY)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=Absence.Reason.choices,
        widget=forms.RadioSelect,
        error_messages=words.ABSENCE,
    )
    text = forms.CharField(
        label=_("More about it"),
        required=False,
        max_length=LONGEST_REASON,
        error_messages=words.text_words(LONGEST_REASON),
    )


class ContestForm(forms.Form):
    """Why the mentor's times are wrong."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = plain_text(LONGEST_TEXT, rows=3, required=False, words=words.text_words(LONGEST_TEXT))


class AddressForm(forms.Form):
    """The mentor's address as the learner knows it; seen stands for the address that was shown."""

    email = forms.EmailField(label=_("The mentor's e-mail address"), max_length=254, error_messages=words.ADDRESS)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
