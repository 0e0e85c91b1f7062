"""What a corrected document would say otherwise: field by field, the old beside the new."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from placements import clock, formats
from placements.certificates.content import Content, content_of
from placements.certificates.fields import LABELS
from placements.certificates.hours import PARTS, done_amount
from placements.certificates.issuing import RELATED
from placements.certificates.models import IssuedDocument, Kind
from placements.certificates.printing import heading_of
from placements.certificates.register import content_kept
from placements.certificates.rules import OUTCOMES
from placements.decisions.models import Decision

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OTHERS: "dict[str, _StrPromise]" = {
    "kind": _("kind of document"),
    "issued_on": _("date of issue"),
    "course": _("course"),
    "modules": _("content of the programme"),
    "web_page": _("school's web page"),
}
CALLED = LABELS | OTHERS
TOO_LONG = ("outcomes", "assessment", "standard", "modules")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as it stands on the document and as a new one would say it; both empty for one too long to show."""

    label: "str | _StrPromise"
    old: str = ""
    new: str = ""


def differences_of(document: IssuedDocument) -> list[Difference] | None:
    """What a corrected document would say otherwise if it were made now; None when no document could be made."""
    decisions = Decision.objects.standing().select_related(*RELATED)
    standing = decisions.filter(enrolment=document.enrolment_id, outcome__in=OUTCOMES).first()
    if standing is None:
        return None
    return list(_differences(content_kept(document), content_of(standing, clock.now())))


def _differences(old: Content, new: Content) -> Iterator[Difference]:
    language = (get_language() or "et")[:2]
    for code, said in _shown(language).items():
        before, after = said(old), said(new)
        if before != after:
            yield Difference(CALLED[code], before, after)
    for code in TOO_LONG:
        if old[code] != new[code]:
            yield Difference(CALLED[code])
    # A personal code is not shown on this page.
    if old["holder"]["identity"] != new["holder"]["identity"]:
        yield Difference(LABELS["holder_identity"])


def _shown(language: str) -> Mapping[str, Callable[[Content], str]]:
    """How each field that is short enough is shown, by its code."""

    def hours(part: str) -> Callable[[Content], str]:
        return lambda content: _hours(content, part, language)

    return {
        "kind": lambda content: heading_of(content["kind"]),
        "holder_name": lambda content: content["holder"]["name"],
        "programme": lambda content: content["programme"][language],
        "course": lambda content: content["course"][language],
        "dates": _dates,
        **{f"hours_{part}": hours(part) for part in PARTS},
        "volume": lambda content: str(content["total_hours"] or ""),
        "trainers": lambda content: ", ".join(content["trainers"]),
        "provider_name": lambda content: content["provider"]["name"],
        "provider_code": lambda content: content["provider"]["registry_code"],
        "ehis": lambda content: content["provider"]["activity_notice_number"],
        "web_page": lambda content: content["provider"]["web_page"],
        "signatory": lambda content: ", ".join(filter(None, content["signatory"].values())),
        "place": lambda content: content["place_of_issue"],
        "issued_on": lambda content: formats.day(date.fromisoformat(content["issued_on"])),
    }


def _dates(content: Content) -> str:
    days = (formats.day(date.fromisoformat(content["dates"][name])) for name in ("starts_on", "ends_on"))
    return formats.DASH.join(days)


def _hours(content: Content, part: str, language: str) -> str:
    """Only an attestation says what was really done."""
    is_said = content["kind"] == Kind.ATTESTATION and content["minutes"][part] is not None
    return done_amount(content, part, language) if is_said else ""
