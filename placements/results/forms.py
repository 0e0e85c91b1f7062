"""Fields of a session, an exam and a task, and of the sheets on which results are entered."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from placements import clock, formats
from placements.cohorts.forms import RowField
from placements.cohorts.models import Cohort, Role
from placements.cohorts.selectors import curriculum_of
from placements.people.form_fields import DayField, SeenVersionField, WholeField
from placements.people.models import Person
from placements.records.sheets import RowForm
from placements.results import field_words as words
from placements.results.models import ExamSitting, Session
from placements.results.planning import SessionDetails, SittingDetails, TaskDetails
from placements.results.recording import NOTHING, Line, Values
from placements.results.selectors import SheetLine

YEARS = range(2000, 2101)
OTHER, NONE, YES, NO = "other", "none", "yes", "no"
QUARTER = 15


class CourseDayField(DayField):
    """A day in the times of a school."""

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(value)
        if day is not None and day.year not in YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ClockField(forms.TimeField):
    """Hours and minutes in plain digits."""

    widget = TimeInput

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str) and not value.isascii():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class SessionForm(RowForm):
    """A contact session; its trainer is one of the cohort."""

    plain = ("held_on", "starts_at", "minutes", "topic", "trainer")

    held_on = CourseDayField(label=_("Day"), error_messages=words.DAY)
    starts_at = ClockField(label=_("Begins"), error_messages=words.START)
    minutes = WholeField(
        label=_("Length, minutes"), min_value=1, max_value=720, help_text=_("Without breaks: one academic hour is 45."),
        error_messages=words.LENGTH,
    )  # fmt: skip
    topic = forms.CharField(label=_("Topic"), max_length=200, required=False, error_messages=words.SHORT)
    trainer = RowField(
        label=_("Trainer"), queryset=None, required=False, empty_label=_("Not named"), error_messages=words.TRAINER
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Q(roles__kind=Role.Kind.TRAINER) & (Q(roles__cohort=cohort) | Q(roles__cohort=None))
        trainer: Any = self.fields["trainer"]
        present = Q(pk=self.initial.get("trainer") or 0)
        trainer.queryset = Person.objects.filter(here | present, is_active=True).distinct().order_by("name", "pk")

    def values_of(self, row: Any) -> dict[str, Any]:
        return super().values_of(row) | {"trainer": row.trainer_id}

    def details(self) -> SessionDetails:
        return SessionDetails(**self.chosen())


class SittingForm(RowForm):
    """An exam or a retake."""

    held_on = CourseDayField(label=_("Day"), error_messages=words.DAY)
    held_from = ClockField(label=_("Begins"), error_messages=words.START)
    questions = WholeField(label=_("Number of questions"), min_value=1, max_value=1000, error_messages=words.QUESTIONS)
    place = forms.CharField(label=_("Place"), max_length=200, required=False, error_messages=words.SHORT)
    is_retake = forms.BooleanField(label=_("A retake: learners register for it"), required=False)
    register_until = CourseDayField(
        label=_("Last day of registration"),
        required=False,
        help_text=_("Empty: learners register until the exam begins."),
        error_messages=words.LAST_DAY,
    )

    def values_of(self, row: ExamSitting) -> dict[str, Any]:
        local = row.held_at.astimezone(clock.TALLINN)
        values = {name: getattr(row, name) for name in ("version", "questions", "place", "is_retake")}
        until = clock.local_date(row.register_until) if row.register_until else None
        return values | {"held_on": local.date(), "held_from": local.time(), "register_until": until}

    def details(self) -> SittingDetails:
        data = self.cleaned_data
        held_at, last = clock.instant(data["held_on"], data["held_from"]), data["register_until"]
        until = clock.end_of_day(last) if last else None
        if until and last == data["held_on"]:
            until = held_at
        return SittingDetails(held_at, data["questions"], data["place"], data["is_retake"], until)


class TaskForm(RowForm):
    """A task of the independent work."""

    plain = ("number", "title", "due_on", "is_required")

    number = WholeField(label=_("Number of the task"), min_value=1, max_value=200, error_messages=words.NUMBER)
    title = forms.CharField(label=_("Title"), max_length=200, error_messages=words.TITLE)
    due_on = CourseDayField(label=_("Due on"), error_messages=words.DUE)
    is_required = forms.BooleanField(label=_("Required for the certificate"), required=False, initial=True)

    def details(self) -> TaskDetails:
        return TaskDetails(**self.chosen())


class SheetForm(forms.Form):
    """What is entered for each learner of a session, an exam or a task; field names end with the enrolment."""

    parts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, lines: Sequence[SheetLine], row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.row = lines, row
        for line in lines:
            version = line.result.version if line.result else 0
            self.fields[f"seen-{line.enrolment.pk}"] = SeenVersionField(initial=version, error_messages=words.SEEN)
            for part, made in self.fields_of(line).items():
                self.fields[f"{part}-{line.enrolment.pk}"] = made

    def fields_of(self, line: SheetLine) -> dict[str, forms.Field]:
        """The fields of one learner, by part."""
        return {part: forms.CharField(initial=line.result) for part in self.parts}

    def values_of(self, pk: int) -> Values:
        """What was entered for one learner; nothing where there is no result."""
        return {part: self.cleaned_data[f"{part}-{pk}"] for part in self.parts}

    def typed(self) -> list[Line]:
        """What was entered, once it is valid."""
        ids = [line.enrolment.pk for line in self.lines]
        return [Line(pk, self.values_of(pk), self.cleaned_data[f"seen-{pk}"]) for pk in ids]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each learner's line with its fields, by part."""
        for line in self.lines:
            yield {"line": line} | {part: self[f"{part}-{line.enrolment.pk}"] for part in (*self.parts, "seen")}


class RegisterForm(SheetForm):
    """Attendance: the whole session, less by a usual stretch, none, or so many minutes."""

    parts = ("mark", "minutes", "excused")
    row: Session

    @cached_property
    def quick(self) -> dict[int, Any]:
        """Minutes there, with their labels: all, less what one misses most often by coming late or leaving early, none.

        That is a quarter of an hour, one and two academic hours.
        """
        whole, language = self.row.minutes, (get_language() or "et")[:2]
        hour = curriculum_of(self.row.cohort.programme_version_id).academic_hour_minutes
        missed = {QUARTER: formats.clock_hours(QUARTER, language)}
        missed |= {each: formats.academic(each, hour, language) for each in (hour, 2 * hour)}
        less = {whole - each: f"−{label}" for each, label in missed.items() if each < whole}
        return {whole: _("present")} | less | {0: _("absent")}

    def fields_of(self, line: SheetLine) -> dict[str, forms.Field]:
        quick, result, name = self.quick, line.result, line.enrolment.learner.name
        none = [(NONE, _("not marked"))] if result else []
        choices = [*((str(each), label) for each, label in quick.items()), (OTHER, _("other")), *none]
        known = str(result.minutes) if result and result.minutes in quick else OTHER if result else ""
        minutes = result.minutes if result and known == OTHER else None
        return {
            "mark": forms.ChoiceField(
                choices=choices,
                required=False,
                initial=known,
                widget=forms.RadioSelect,
                label=_("Attendance"),
                error_messages=words.mark_words(name),
            ),
            "minutes": WholeField(
                required=False,
                min_value=0,
                max_value=self.row.minutes,
                initial=minutes,
                label=_("Minutes there"),
                error_messages=words.minutes_words(name, self.row.minutes),
            ),
            "excused": forms.BooleanField(
                required=False, initial=bool(result and result.is_excused), label=_("excused")
            ),
        }

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each learner's line: whole and none at once, the rest (less) where it is so or asked for (is_open)."""
        usual = {str(self.row.minutes), "0"}
        for each in super().rows():
            marks = list(each["mark"])
            less = [mark for mark in marks if mark.data["value"] not in usual]
            is_less = any(mark.data["selected"] for mark in less if mark.data["value"] != NONE)
            is_open = bool(is_less or each["line"].replaced or each["mark"].errors or each["minutes"].errors)
            yield each | {"usual": [mark for mark in marks if mark not in less], "less": less, "is_open": is_open}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for line in self.lines:
            name = f"minutes-{line.enrolment.pk}"
            if data.get(f"mark-{line.enrolment.pk}") == OTHER and name in data and data[name] is None:
                self.add_error(name, self.fields[name].error_messages["required"])
        return data

    def values_of(self, pk: int) -> Values:
        data = self.cleaned_data
        mark, minutes, excused = (data[f"{part}-{pk}"] for part in self.parts)
        if mark == NONE or (not mark and minutes is None and not excused):
            return NOTHING
        there = minutes if mark in {OTHER, ""} else int(mark)
        return {"minutes": there or 0, "is_excused": excused}

    def with_all_present(self) -> list[Line]:
        """What was entered, and for everybody without a mark the whole session."""
        whole: Values = {"minutes": self.row.minutes, "is_excused": False}
        return [each if each.values else Line(each.enrolment_id, whole, each.seen) for each in self.typed()]


class SittingSheetForm(SheetForm):
    """Right answers of an exam; an empty field is no result."""

    parts = ("correct",)
    row: ExamSitting

    def fields_of(self, line: SheetLine) -> dict[str, forms.Field]:
        initial = line.result.correct if line.result else None
        name, most = line.enrolment.learner.name, self.row.questions
        field = WholeField(
            required=False, min_value=0, max_value=most, initial=initial, label=_("Right answers"),
            error_messages=words.answers_words(name, most),
        )  # fmt: skip
        return {"correct": field}

    def values_of(self, pk: int) -> Values:
        correct = self.cleaned_data[f"correct-{pk}"]
        return NOTHING if correct is None else {"correct": correct}


class TaskSheetForm(SheetForm):
    """Whether a task was accepted; neither is no result."""

    parts = ("accepted",)
    CHOICES = ((YES, _("accepted")), (NO, _("not accepted")), (NONE, _("no result")))

    def fields_of(self, line: SheetLine) -> dict[str, forms.Field]:
        initial = (YES if line.result.is_accepted else NO) if line.result else NONE
        field = forms.ChoiceField(
            choices=self.CHOICES, required=False, initial=initial, widget=forms.RadioSelect, label=_("Result"),
            error_messages=words.accepted_words(line.enrolment.learner.name),
        )  # fmt: skip
        return {"accepted": field}

    def values_of(self, pk: int) -> Values:
        answer = self.cleaned_data[f"accepted-{pk}"]
        return {"is_accepted": answer == YES} if answer in {YES, NO} else NOTHING
