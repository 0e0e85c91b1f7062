"""The school's settings, and what they lack."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from placements.records.models import ProviderSettings

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Source: domain, section 5. Trainers and the decision date belong to cohorts, outcomes and standard to programmes.
NEEDED_ON_DOCUMENTS = {
    "name": _("School's name"),
    "registry_code": _("School's registry code"),
    "activity_notice_number": _("EHIS notice number"),
    "signatory": _("Signatory"),
    "place_of_issue": _("Place of issue"),
}


def provider_settings() -> ProviderSettings:
    """The school's settings, empty ones while there are none; one query."""
    found = ProviderSettings.objects.select_related("signatory").filter(pk=1).first()
    return found or ProviderSettings(pk=1)


def missing_for_documents(provider: ProviderSettings | None = None) -> "dict[str, _StrPromise]":
    """The settings without which no document is issued: field and label. Blank counts as missing. At most one query.

    Source: domain, section 5.
    """
    settings = provider or provider_settings()
    return {name: label for name, label in NEEDED_ON_DOCUMENTS.items() if not _is_given(settings, name)}


def _is_given(provider: ProviderSettings, name: str) -> bool:
    if name == "signatory":
        return provider.signatory is not None and provider.signatory.is_active
    return bool(str(getattr(provider, name)).strip())
