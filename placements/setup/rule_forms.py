"""The numbers of a policy as a form: from content to typed values and back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from placements.cohorts.models import Cohort
from placements.cohorts.policy_changes import PolicyProposal
from placements.people.form_fields import DayField
from placements.programmes.changes import shown
from placements.programmes.policy import ANSWER_DAYS
from placements.programmes.rewriting import value_of, with_values
from placements.setup.rule_fields import CHOICE, FIELDS, GROUPS, HOURS, SHARE, RuleField, RuleGroup

Content = dict[str, Any]
ALL, WHOLE_SHARE = "all", 100
LONGEST_REASON = 2000


def typed_value(rule: RuleField, content: Content) -> Any:
    """What stands in the policy as it is typed: hours, days, a percentage, a choice; None where nothing stands."""
    value = value_of(content, rule.path, _default(rule))
    if rule.kind == HOURS:
        return Decimal(value) / 60
    if rule.kind == SHARE:
        return WHOLE_SHARE if value == ALL else int(value.removesuffix("%"))
    return value


def _default(rule: RuleField) -> int | None:
    return ANSWER_DAYS if rule.path == "confirmation.answer_days" else None


def _stored_value(rule: RuleField, typed: Any) -> Any:
    if rule.kind == HOURS:
        return int(typed * 60)
    if rule.kind == SHARE:
        return ALL if typed == WHOLE_SHARE else f"{typed}%"
    return typed


def _field(rule: RuleField) -> forms.Field:
    numeric = {"inputmode": "numeric", "autocomplete": "off"}
    if rule.kind == CHOICE:
        return forms.ChoiceField(choices=rule.choices, label=rule.label)
    bounds: dict[str, Any] = {"min_value": rule.least, "max_value": rule.most, "label": rule.label}
    if rule.kind == HOURS:
        widget = forms.TextInput(attrs=numeric | {"inputmode": "decimal"})
        return forms.DecimalField(**bounds, widget=widget, max_digits=6, decimal_places=4, localize=True)
    return forms.IntegerField(**bounds, widget=forms.TextInput(attrs=numeric))


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A number on the page: its form field, and what stands now where another value was typed."""

    rule: RuleField
    field: BoundField
    before: str = ""


class RulesForm(forms.Form):
    """Every number of the policy, for which groups, from when, and why."""

    use_required_attribute = False
    valid_from = DayField(label=_("Valid from"), help_text=_("Tomorrow at the earliest. Rules never change backwards."))
    cohorts = forms.MultipleChoiceField(
        label=_("For the groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("New groups are opened with the newest version in any case."),
    )
    reason = forms.CharField(
        label=_("Why do the rules change?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The curators of these groups read it."),
    )

    def __init__(self, content: Content, cohorts: Iterable[Cohort], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        # A list of reminders may be shorter in a file of one's own.
        self.rules = [rule for rule in FIELDS if typed_value_or_none(rule, content) is not None]
        for rule in self.rules:
            self.fields[rule.name] = _field(rule)
            self.initial.setdefault(rule.name, typed_value(rule, content))
        choice: Any = self.fields["cohorts"]
        choice.choices = [(str(cohort.pk), cohort.code) for cohort in cohorts]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for rule in self.rules:
            typed = data.get(rule.name)
            if rule.kind == HOURS and typed is not None and typed * 60 != int(typed * 60):
                self.add_error(rule.name, ValidationError(_("Whole minutes are needed here: correct the value.")))
        self._compare(data, "hours__backdate_free_days", "hours__backdate_with_reason_days")
        self._compare(data, "confirmation__reminder_working_days__0", "confirmation__reminder_working_days__1")
        self._compare(data, "hours__daily_cap_minutes", "hours__weekly_cap_minutes")
        return data

    def _compare(self, data: dict[str, Any], smaller: str, larger: str) -> None:
        if data.get(smaller) is not None and data.get(larger) is not None and data[larger] < data[smaller]:
            label = self.fields[smaller].label
            self.add_error(larger, _("This must not be less than “{other}”.").format(other=label))

    def changed_values(self) -> dict[str, Any]:
        """By place in the policy what was typed and differs from what stands; only of a form without errors."""
        return {
            rule.path: _stored_value(rule, self.cleaned_data[rule.name])
            for rule in self.rules
            if self.cleaned_data[rule.name] != typed_value(rule, self.content)
        }

    def proposal(self, seen: str) -> PolicyProposal:
        """What was typed, as the verb takes it."""
        data = self.cleaned_data
        day: date = data["valid_from"]
        ids = [int(each) for each in data["cohorts"]]
        return PolicyProposal(with_values(self.content, self.changed_values()), day, ids, data["reason"], seen)

    def groups(self) -> list[tuple[RuleGroup, list[RuleLine]]]:
        """The cards of the page with their lines."""
        return [(group, list(self._lines(group))) for group in GROUPS]

    def _lines(self, group: RuleGroup) -> Iterator[RuleLine]:
        changed = self.changed_values() if self.is_bound and self.is_valid() else {}
        for rule in group.fields:
            if rule.name in self.fields:
                stands = value_of(self.content, rule.path, _default(rule))
                yield RuleLine(rule, self[rule.name], shown(rule.path, stands) if rule.path in changed else "")


def typed_value_or_none(rule: RuleField, content: Content) -> Any:
    """The typed value, or None where the policy has no such number."""
    return None if value_of(content, rule.path, _default(rule)) is None else typed_value(rule, content)
