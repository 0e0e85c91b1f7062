"""What a curator enters for a mentor: a verdict on each day, and how the mentor gave it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from placements.agreements.forms import TimeInput
from placements.agreements.step_form import WholeField, plain_text
from placements.clock import ONE_DAY, is_repeated
from placements.journal import field_words as words
from placements.journal.day_errors import DayErrors
from placements.journal.models import Entry
from placements.journal.verdicts import CORRECT, MOST_BREAK, RETURN, RETURN_REASONS, RIGHT, Times, Verdict
from placements.people.form_fields import SeenVersionField
from placements.records.models import Channel

LATER = "later"
VERDICTS = ((RIGHT, _("Right")), (CORRECT, _("Correct")), (RETURN, _("Return")), (LATER, _("Not yet")))
CHANNELS = ((Channel.PAPER, Channel.PAPER.label), (Channel.PHONE, Channel.PHONE.label))
PASSES = (("0", _("first time")), ("1", _("second time")))
TEXT, NOTE = 500, 2000
TIMES = ("starts", "ends", "break_minutes")


class DayForm(forms.Form):
    """What the mentor said of one day; right unless something else is chosen."""

    version = SeenVersionField()
    verdict = forms.ChoiceField(label=_("The mentor's word"), choices=VERDICTS, error_messages=words.VERDICT)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", "–"), *RETURN_REASONS.items()],
        required=False,
        error_messages=words.RETURN,
    )
    text = forms.CharField(label=_("Comment"), max_length=TEXT, required=False, error_messages=words.text_words(TEXT))
    starts = forms.TimeField(label=_("Start"), widget=TimeInput, required=False, error_messages=words.START)
    ends = forms.TimeField(label=_("End"), widget=TimeInput, required=False, error_messages=words.END)
    break_minutes = WholeField(
        label=_("Break, minutes"), min_value=0, max_value=MOST_BREAK, required=False, error_messages=words.BREAK
    )

    def __init__(self, data: Any, *, entry: Entry) -> None:
        self.entry = entry
        names = ("version", *TIMES)
        initial = {name: getattr(entry, name) for name in names} | {"verdict": RIGHT}
        super().__init__(data, prefix=prefix_of(entry.pk), initial=initial)
        for name in (*TIMES, "reason"):
            # Asked only of the verdict that needs it, and then it is not optional.
            self.fields[name].widget.is_needed = True
        if _has_repeated_hour(entry):
            for name, label in (("starts_fold", _("Start in the repeated hour")), ("ends_fold", _("End in it"))):
                choices = [("", "–"), *PASSES]
                self.fields[name] = forms.TypedChoiceField(
                    label=label,
                    choices=choices,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    error_messages=words.PASS,
                )

    def clean(self) -> dict[str, Any]:
        """Other times are whole: start, end and break."""
        data = super().clean() or {}
        if data.get("verdict") == CORRECT:
            for name in TIMES:
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return data

    @property
    def chosen(self) -> str:
        """The verdict that is marked, as typed or as proposed."""
        return str(self["verdict"].value())

    def tell(self, errors: DayErrors) -> None:
        """Say at its fields what was refused of this day."""
        places = ((errors.at or "starts", errors.times), ("reason", errors.reason), ("verdict", errors.day))
        if self.is_valid():
            for name, sentences in places:
                for each in sentences:
                    self.add_error(name, each)

    def verdict_of(self) -> Verdict:
        """What was entered, for the verb."""
        data = self.cleaned_data
        corrects, returns = data["verdict"] == CORRECT, data["verdict"] == RETURN
        return Verdict(
            version=data["version"],
            returns=returns,
            reason=data["reason"] if corrects or returns else "",
            text=data["text"] if corrects or returns else "",
            times=self._times() if corrects else None,
        )

    def _times(self) -> Times:
        names = (*TIMES, "starts_fold", "ends_fold")
        return Times(*(self.cleaned_data.get(name) for name in names))  # type: ignore[arg-type]  # cleaned


def prefix_of(pk: int) -> str:
    """The prefix of this entry's fields."""
    return f"d{pk}"


def _has_repeated_hour(entry: Entry) -> bool:
    """Whether the day or the night after it holds the hour that autumn repeats."""
    return any(is_repeated(day, time(3)) for day in (entry.day, entry.day + ONE_DAY))


class BehalfForm(forms.Form):
    """How the mentor said it, why not himself, and what shows it."""

    channel = forms.ChoiceField(
        label=_("How did the mentor confirm?"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages=words.CHANNEL,
    )
    reason = forms.CharField(
        label=_("Why does the mentor not confirm by himself?"),
        max_length=TEXT,
        error_messages=words.text_words(TEXT, _("Write why the mentor does not confirm by himself.")),
    )
    evidence = forms.FileField(
        label=_("Evidence"), required=False, help_text=_("The signed sheet as PDF, JPG or PNG; needed for paper.")
    )
    note = plain_text(
        NOTE,
        label=_("Phone call: whom you phoned, when, and what was said"),
        rows=3,
        required=False,
        words=words.text_words(NOTE),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("evidence", "note"):
            # One of them is needed, by the channel.
            self.fields[name].widget.is_needed = True


class BehalfForms:
    """The form of the whole page: how it was said, and a day form for each day that was shown."""

    def __init__(self, entries: Iterable[Entry], data: QueryDict | None = None, files: Any = None) -> None:
        self.main = BehalfForm(data, files or MultiValueDict()) if data is not None else BehalfForm()
        self.days = [DayForm(data if _was_shown(data, each) else None, entry=each) for each in entries]

    def is_valid(self) -> bool:
        """Whether every field that was sent makes sense."""
        return all([self.main.is_valid(), *(each.is_valid() for each in self._sent())])

    def _sent(self) -> Iterator[DayForm]:
        return (each for each in self.days if each.is_bound)

    def tell(self, errors: Mapping[int, DayErrors]) -> None:
        """Say at each day what was refused of it."""
        for day in self._sent():
            if day.entry.pk in errors:
                day.tell(errors[day.entry.pk])

    def verdicts(self) -> dict[int, Verdict]:
        """By entry; a day that was not shown, or of which the mentor said nothing yet, is not judged."""
        return {each.entry.pk: each.verdict_of() for each in self._sent() if each.cleaned_data["verdict"] != LATER}


def _was_shown(data: QueryDict | None, entry: Entry) -> bool:
    return data is not None and f"{prefix_of(entry.pk)}-version" in data
