"""Forms of the curator's acts on a journal: contests, absences, calls, opening a day."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from placements import formats
from placements.agreements.step_form import StepForm, plain_text
from placements.journal import field_words as words
from placements.journal.contesting import AGAIN, LEARNER, MENTOR
from placements.journal.models import Absence
from placements.people.form_fields import DayField

REASON = 500
DECISIONS = (
    (MENTOR, _("The mentor's times hold")),
    (LEARNER, _("The learner's times hold")),
    (AGAIN, _("The learner writes the day again")),
)
EXCUSED, UNEXCUSED = "yes", "no"


class SettleForm(StepForm):
    """Whose times hold; both people read the reason."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose times hold.")},
    )
    reason = plain_text(
        REASON,
        label=_("Reason; the learner and the mentor read it"),
        words=words.text_words(REASON, _("A decision needs a reason, the learner and the mentor read it: write one.")),
    )


class AbsencesForm(StepForm):
    """Each absence that nobody has judged yet, excused or not; withdrawn ones fall out by themselves."""

    reason = plain_text(REASON, label=_("Reason, needed when an absence is not excused"), rows=2, required=False)

    def prepare(self) -> None:
        self.absences = list(Absence.objects.unjudged().filter(practicum=self.practicum).order_by("day", "pk"))
        answers = ((EXCUSED, _("Excused")), (UNEXCUSED, _("Not excused")))
        language = (get_language() or "et")[:2]
        judged = {
            _name(each): forms.ChoiceField(
                label=formats.weekday_date(each.day, language),
                help_text=": ".join(filter(None, [each.get_reason_display(), each.text])),
                choices=answers,
                widget=forms.RadioSelect,
            )
            for each in self.absences
        }
        self.fields = judged | self.fields
        self.need("reason")

    def clean(self) -> dict[str, Any]:
        """Which are excused and which are not; the latter need a reason."""
        data = super().clean() or {}
        excused = {each.pk for each in self.absences if data.get(_name(each)) == EXCUSED}
        unexcused = {each.pk for each in self.absences if data.get(_name(each)) == UNEXCUSED}
        if unexcused and not data.get("reason"):
            self.add_error("reason", _("Write why the absence is not excused: the learner reads it."))
        return {"excused": excused, "unexcused": unexcused, "reason": data.get("reason", "")}


def _name(absence: Absence) -> str:
    return f"absence_{absence.pk}"


class CallForm(StepForm):
    """What was agreed on the phone with a mentor who did not answer."""

    agreed = plain_text(
        REASON,
        label=_("What was agreed"),
        words=words.text_words(REASON, _("Write what was agreed on the phone, or why nobody was reached.")),
    )


class OpenDayForm(forms.Form):
    """A day whose time is over, to be logged all the same."""

    day = DayField(label=_("Day to open"), error_messages=words.DAY)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        error_messages=words.text_words(REASON, _("Write why the day is opened: the reason stays beside it.")),
    )
