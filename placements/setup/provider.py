"""Two who change the school's settings at once: what one changed beside what stands now."""

from typing import Any

from placements.records.models import ProviderSettings
from placements.records.rules import number_of
from placements.records.services import PATTERNS, PROVIDER_FIELDS
from placements.setup.forms import ProviderForm


def differences(form: ProviderForm, present: ProviderSettings) -> list[tuple[str, str, str]]:
    """Label, what was typed and what stands now, for each field that was changed otherwise meanwhile."""
    pairs = [(name, form.cleaned_data[name], getattr(present, name)) for name in form.changed_data if name != "version"]
    return [(str(form.fields[name].label), _shown(typed), _shown(now)) for name, typed, now in pairs if typed != now]


def _shown(value: object) -> str:
    return "–" if value in (None, "") else str(value)


def merged(form: ProviderForm, present: ProviderSettings) -> ProviderForm:
    """The form over what stands now: fields this person changed as typed, all others as they are now."""
    data: dict[str, Any] = {"version": present.version}
    for name in PROVIDER_FIELDS:
        field = form.fields[name]
        now = field.prepare_value(getattr(present, name))
        data[name] = form.data.get(name, "") if name in form.changed_data else now
        data[form[name].html_initial_name] = now
    return ProviderForm({name: "" if value is None else str(value) for name, value in data.items()})


def examples(provider: ProviderSettings, year: int) -> list[str]:
    """The first number of each kind of document in this year, by the patterns that stand now."""
    return [number_of(getattr(provider, name), year, 1) for name in PATTERNS]
