"""Two who change the school's settings at once: what one typed beside what stands now."""

from placements.records.models import ProviderSettings
from placements.records.rules import number_of
from placements.records.services import PATTERNS, PROVIDER_FIELDS
from placements.setup.forms import ProviderForm


def differences(form: ProviderForm, present: ProviderSettings) -> list[tuple[str, str, str]]:
    """Label, what was typed and what stands now, for each field where they differ; the form is valid."""
    pairs = [(name, form.cleaned_data[name], getattr(present, name)) for name in PROVIDER_FIELDS]
    return [(str(form.fields[name].label), _shown(typed), _shown(now)) for name, typed, now in pairs if typed != now]


def _shown(value: object) -> str:
    return "–" if value in (None, "") else str(value)


def typed_again(form: ProviderForm, present: ProviderSettings) -> ProviderForm:
    """The same form with all that was typed, ready to be saved over what stands now."""
    return ProviderForm({**dict(form.data.items()), "version": str(present.version)})


def examples(provider: ProviderSettings, year: int) -> list[str]:
    """The first number of each kind of document in this year, by the patterns that stand now."""
    return [number_of(getattr(provider, name), year, 1) for name in PATTERNS]
