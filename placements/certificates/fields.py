"""The mandatory fields of a document, and which of them are empty. Source: domain, section 5."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Code: what people call it, and where in the content it stands.
ALWAYS: dict[str, tuple["_StrPromise", str]] = {
    "holder_name": (_("holder's name"), "holder.name"),
    "holder_identity": (_("personal code or date of birth"), "holder.identity"),
    "provider_name": (_("school's name"), "provider.name"),
    "provider_code": (_("school's registry code"), "provider.registry_code"),
    "ehis": (_("EHIS notice number"), "provider.activity_notice_number"),
    "signatory": (_("signatory"), "signatory.name"),
    "programme": (_("programme title"), "programme"),
    "dates": (_("dates of the course"), "dates"),
    "volume": (_("volume of the course"), "total_hours"),
    "place": (_("place of issue"), "place_of_issue"),
    "trainers": (_("names of the trainers"), "trainers"),
}
OF_CERTIFICATE: dict[str, tuple["_StrPromise", str]] = {
    "outcomes": (_("learning outcomes reached"), "outcomes"),
    "assessment": (_("assessment methods"), "assessment"),
    "standard": (_("standard that the programme rests on"), "standard"),
}
OF_ATTESTATION: dict[str, tuple["_StrPromise", str]] = {
    "hours_contact": (_("contact hours really attended"), "minutes.contact"),
    "hours_practicum": (_("practicum hours really done"), "minutes.practicum"),
    "hours_independent": (_("independent work really done"), "minutes.independent"),
}
BY_KIND = {"tunnistus": ALWAYS | OF_CERTIFICATE, "toend": ALWAYS | OF_ATTESTATION}
LABELS = {code: label for code, (label, _path) in (ALWAYS | OF_CERTIFICATE | OF_ATTESTATION).items()}


def missing_codes(content: Mapping[str, Any]) -> list[str]:
    """The codes of mandatory fields that are empty or blank, in the order of the form."""
    return [code for code, (_label, path) in BY_KIND[content["kind"]].items() if _is_blank(_at(content, path))]


def labels_of(codes: Iterable[str]) -> list[str]:
    """The fields as they are called in the reader's language."""
    return [str(LABELS[code]) for code in codes]


def field_with(content: Mapping[str, Any], characters: str) -> str:
    """The code of the first field in which one of these characters stands; the holder's name if it is in none."""
    for code, (_label, path) in BY_KIND[content["kind"]].items():
        if any(each in text for each in characters for text in texts_of(_at(content, path))):
            return code
    return "holder_name"


def texts_of(value: Any) -> list[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = list(value.values())
    return [text for each in value for text in texts_of(each)] if isinstance(value, list | tuple) else []


def _at(content: Mapping[str, Any], path: str) -> Any:
    value: Any = content
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _is_blank(value: Any) -> bool:
    """Zero is a value; a list with a blank in it is not filled in."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return not value or any(_is_blank(each) for each in value.values())
    if isinstance(value, list | tuple):
        return not value or any(_is_blank(each) for each in value)
    return value is None
