"""Fields of a day in the journal."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.agreements.forms import DayInput, TimeInput
from placements.agreements.models import Placement, Practicum
from placements.agreements.step_form import WholeField, plain_text
from placements.cohorts.selectors import curriculum_of, policy_of
from placements.journal.models import Entry
from placements.journal.rules import Stretch

MOST_BREAK = 720


class EntryForm(forms.Form):
    """One stretch of work. Nothing that the learner did is chosen beforehand; times are, from the last usual day."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = forms.DateField(label=_("Day"), widget=DayInput)
    starts = forms.TimeField(label=_("Start"), widget=TimeInput)
    ends = forms.TimeField(label=_("End"), widget=TimeInput)
    break_minutes = WholeField(label=_("Break, minutes"), min_value=0, max_value=MOST_BREAK)
    chips = forms.MultipleChoiceField(
        label=_("What did you do today?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one task you did.")},
    )
    outcomes = forms.TypedMultipleChoiceField(
        label=_("Outcomes"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    text = plain_text(2000, rows=2, required=False)
    learned = plain_text(2000, rows=2, required=False)
    late_reason = forms.CharField(label=_("Reason for logging it late"), required=False, max_length=500)

    def __init__(self, *args: Any, practicum: Practicum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy = policy_of(practicum.cohort)
        curriculum = curriculum_of(practicum.enrolment.programme_version_id)
        chips: Any = self.fields["chips"]
        chips.choices = [(chip.code, str(chip.label)) for chip in self.policy.task_chips]
        outcomes: Any = self.fields["outcomes"]
        outcomes.choices = [(each.number, f"{each.number}. {each.text}") for each in curriculum.outcomes]
        self.fields["text"].label = _("Describe it in a sentence")
        self.fields["text"].help_text = _("Do not write customers' names or data. The word “customer” is enough.")
        self.fields["learned"].label = _("What I learned")

    @property
    def usual_minutes(self) -> int:
        """Net minutes of the times that the form begins with; 0 when it begins with none."""
        if not {"day", "starts", "ends", "break_minutes"} <= self.initial.keys():
            return 0
        names = ("day", "starts", "ends", "break_minutes")
        return max(Stretch(*(self.initial[name] for name in names)).minutes, 0)

    def clean(self) -> dict[str, Any]:
        """Outcomes that were not chosen follow from the tasks."""
        data = super().clean() or {}
        if not data.get("outcomes"):
            chosen = [chip for chip in self.policy.task_chips if chip.code in data.get("chips", [])]
            data["outcomes"] = sorted({number for chip in chosen for number in chip.outcomes})
        return data


def usual_values(day: date, usual: Entry | None, placement: Placement) -> dict[str, Any]:
    """What the form of a new day begins with: the times of the last usual day, else the agreement's plan."""
    times = {
        "starts": usual.starts if usual else placement.day_starts,
        "ends": usual.ends if usual else placement.day_ends,
        "break_minutes": usual.break_minutes if usual else placement.break_minutes,
    }
    return {"client_id": uuid.uuid4(), "day": day, **times}


def values_of(entry: Entry) -> dict[str, Any]:
    """What the form of an existing entry begins with."""
    names = ("day", "starts", "ends", "break_minutes", "chips", "outcomes", "text", "learned", "late_reason", "version")
    return {name: getattr(entry, name) for name in names}
