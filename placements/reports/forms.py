"""Fields of the evaluation, the report and its review, made from the policy's prompts and scale."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.agreements.selectors import live_placement
from placements.agreements.step_form import StepForm, plain_text
from placements.cohorts.selectors import policy_of, profile_of
from placements.programmes.policy import ReportPrompt
from placements.reports.selectors import report_of

NOT_OBSERVED = "none"


def _level(value: str) -> int | None:
    return None if value == NOT_OBSERVED else int(value)


def rating_fields(practicum: Any, placement_id: int = 0) -> dict[str, forms.Field]:
    """One choice per competence of that placement, else of the one that runs, by field name `rating_<code>`."""
    policy, profile = policy_of(practicum.cohort), profile_of(practicum.cohort)
    named = practicum.placements.filter(pk=placement_id).first() if placement_id else None
    placement = named or live_placement(practicum)
    levels = [(str(level.value), str(level.label)) for level in policy.evaluation.scale]
    choices = [*levels, (NOT_OBSERVED, str(policy.evaluation.not_observed))]
    codes = placement.competences if placement and profile else []
    return {
        f"rating_{code}": forms.TypedChoiceField(
            label=str(profile.competence(code)), choices=choices, coerce=_level, widget=forms.RadioSelect
        )
        for code in codes
        if profile
    }


def _ratings(data: dict[str, Any]) -> dict[str, int | None]:
    return {name.removeprefix("rating_"): value for name, value in data.items() if name.startswith("rating_")}


class EvaluationForm(StepForm):
    def prepare(self) -> None:
        policy = policy_of(self.practicum.cohort)
        self.fields.update(rating_fields(self.practicum, self.subject_id))
        for text in policy.evaluation.texts:
            self.fields[f"text_{text.code}"] = plain_text(policy.limits.note_characters)
            self.fields[f"text_{text.code}"].label = str(text.prompt)
        self.fields["aim_achieved"] = forms.TypedChoiceField(
            label=str(policy.evaluation.overall),
            choices=(("yes", _("Yes")), ("no", _("No"))),
            coerce=lambda value: value == "yes",
            widget=forms.RadioSelect,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        texts = {name.removeprefix("text_"): value for name, value in data.items() if name.startswith("text_")}
        return {"ratings": _ratings(data), "texts": texts, "aim_achieved": data.get("aim_achieved")}


@dataclass(frozen=True, slots=True)
class PromptFields:
    """One prompt of the report: its wording, the words it needs, its code, and its fields."""

    code: str
    wording: str
    minimum_words: int
    fields: list[forms.BoundField]


class ReportForm(StepForm):
    @property
    def prompts(self) -> list[PromptFields]:
        """The fields prompt by prompt; the self-assessment's are the competences."""
        ratings = [self[name] for name in self.fields if name.startswith("rating_")]
        return [
            PromptFields(
                prompt.code,
                str(prompt.prompt),
                prompt.minimum_words,
                ratings if prompt.self_assessment else [self[f"answer_{prompt.code}"]],
            )
            for prompt in policy_of(self.practicum.cohort).report_prompts
        ]

    def prepare(self) -> None:
        policy, report = policy_of(self.practicum.cohort), report_of(self.practicum)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=report.draft_version)
        for prompt in policy.report_prompts:
            if prompt.self_assessment:
                self.fields.update(rating_fields(self.practicum))
                continue
            field = plain_text(policy.limits.report_prompt_characters, rows=8, required=False)
            field.label = str(prompt.prompt)
            self.fields[f"answer_{prompt.code}"] = field
        for name in self.fields:
            if name != "version":
                self.fields[name].required = False
                self.need(name)
                self.initial.setdefault(name, _shown(name, report.draft))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        answers = {name.removeprefix("answer_"): value for name, value in data.items() if name.startswith("answer_")}
        ratings = {name: value for name, value in data.items() if name.startswith("rating_") and value != ""}
        return {"version": data.get("version"), "answers": answers | ratings}


def _shown(name: str, draft: dict[str, Any]) -> Any:
    """A drafted answer, or a drafted level, of which None means not observed."""
    value = draft.get(name.removeprefix("answer_"), "")
    return NOT_OBSERVED if value is None else value


class ReviewReportForm(StepForm):
    approves = forms.TypedChoiceField(
        label=_("Verdict"),
        choices=(("yes", _("Approve the report")), ("no", _("Return"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def prepare(self) -> None:
        policy = policy_of(self.practicum.cohort)
        for prompt in policy.report_prompts:
            field = plain_text(policy.limits.note_characters, rows=2, required=False)
            field.label = _("Remark")
            self.fields[f"remark_{prompt.code}"] = field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        remarks = {name.removeprefix("remark_"): text for name, text in data.items() if name.startswith("remark_")}
        return {"approves": data.get("approves"), "remarks": remarks}

    @property
    def remark_fields(self) -> list[tuple[ReportPrompt, forms.BoundField]]:
        """Each prompt with the field of its remark."""
        return [(prompt, self[f"remark_{prompt.code}"]) for prompt in policy_of(self.practicum.cohort).report_prompts]
