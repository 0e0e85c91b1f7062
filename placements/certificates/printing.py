"""A document as it is printed: from what was kept to formatted texts in one language, and to PDF."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from placements import formats
from placements.certificates.addresses import verification_address
from placements.certificates.fields import texts_of
from placements.certificates.hours import PARTS, counted, counted_total, done_amount
from placements.certificates.printing_words import printing_words, title_in
from placements.typesetting import UnknownCharacters, typeset

Row = dict[str, Any]
QUOTES = {"et": "„{}“", "ru": "«{}»", "en": "“{}”"}
ANY_PERCENT = re.compile(rf"(?<=\d)[ {formats.NBSP}]*%")


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a duplicate from the original: the day on which it was made."""

    made_on: date | None = None

    def __str__(self) -> str:
        """In the active language; empty for anything but a duplicate."""
        return _("Duplicate · {day}").format(day=formats.day(self.made_on)) if self.made_on else ""


ORIGINAL = Mark()


def document_paper(content: Mapping[str, Any], language: str, mark: Mark = ORIGINAL) -> Row:
    """All that the paper says in this language. content: with number and public_id."""
    with translation.override(language):
        return _paper(content, language, mark)


def document_pdf(content: Mapping[str, Any], language: str, mark: Mark = ORIGINAL) -> bytes:
    """The paper as PDF/A-2a and PDF/UA-1; the same content gives the same bytes. Raises: UnknownCharacters."""
    paper = document_paper(content, language, mark)
    with translation.override(language):
        words = printing_words(content["kind"], language, content["hour_minutes"])
    return typeset("certificate", paper, words, address=paper["address"])


def unknown_characters(content: Mapping[str, Any]) -> str:
    """The characters of this content that a typeface cannot show; empty when all can be shown. Takes some 5 ms."""
    words = sorted({word for text in texts_of(content) for word in text.split()})
    try:
        typeset("characters", {"text": " ".join(words)}, {}, address="-")
    except UnknownCharacters as unknown:
        return unknown.characters
    return ""


def heading_of(kind: str) -> str:
    """How the document is called, in the active language."""
    return {"tunnistus": _("Certificate of completion"), "toend": _("Attestation of participation")}[kind]


def _paper(content: Mapping[str, Any], language: str, mark: Mark) -> Row:
    heading, provider = heading_of(content["kind"]), content["provider"]
    address = verification_address(content["public_id"])
    made_on = mark.made_on or date.fromisoformat(content["issued_on"])
    of_kind = _certificate if content["kind"] == "tunnistus" else _attestation
    return {
        "kind": content["kind"],
        "language": language,
        "title": f"{heading} {content['number']}",
        "school": provider["name"],
        "made_on": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
        "foot": _foot(provider),
        "heading": heading,
        "number": content["number"],
        "kicker": _("Continuing education{original} · No. {number}").format(
            original=_original_name(content["kind"], language), number=content["number"]
        ),
        "mark": str(mark),
        "name": content["holder"]["name"],
        "identity": _identity(content["holder"]),
        "programme": content["programme"][language],
        "course": content["course"][language],
        "signatory": content["signatory"]["name"],
        "signatory_title": title_in(language, content["signatory"]["title"]),
        "trainers": content["trainers"],
        "address": address,
        "address_lines": address.rstrip("/").partition("://")[2].replace("/", "\n/", 1).split("\n"),
        "planned": _whole_hours(content["planned"], content["hour_minutes"]),
        **of_kind(content, language),
    }


def _original_name(kind: str, language: str) -> str:
    """In English the document's legal name beside its translation."""
    name = {"tunnistus": "tunnistus", "toend": "tõend"}[kind]
    return f" ({name})" if language == "en" else ""


def _foot(provider: Mapping[str, str]) -> str:
    return _("{school} · registry code {code} · notice of economic activities (EHIS) {notice}").format(
        school=provider["name"], code=provider["registry_code"], notice=provider["activity_notice_number"]
    )


def _identity(holder: Mapping[str, str]) -> str:
    if holder["identity_kind"] == "personal_code":
        return _("Personal code {code}").format(code=holder["identity"])
    return _("Date of birth {day}").format(day=formats.day(date.fromisoformat(holder["identity"])))


def _whole_hours(minutes: Mapping[str, int], hour_minutes: int) -> dict[str, int]:
    """Rays of the flower: whole academic hours, cut."""
    return {part: minutes[part] // hour_minutes for part in PARTS}


def _dates(content: Mapping[str, Any]) -> str:
    days = (date.fromisoformat(content["dates"][name]) for name in ("starts_on", "ends_on"))
    return formats.DASH.join(formats.day(each) for each in days)


def _amount(content: Mapping[str, Any], minutes: int, language: str) -> str:
    return formats.academic(minutes, content["hour_minutes"], language)


def _total(content: Mapping[str, Any], language: str) -> str:
    return _amount(content, content["total_hours"] * content["hour_minutes"], language)


def _standard(content: Mapping[str, Any], language: str) -> str:
    """The standard under its own name, which is Estonian."""
    names = (f"{each['name']}, tase {each['level']}" for each in content["standard"])
    return ", ".join(QUOTES[language].format(name) for name in names)


def _certificate(content: Mapping[str, Any], language: str) -> Row:
    hour, issued_on = content["hour_minutes"], formats.day(date.fromisoformat(content["issued_on"]))
    numbers = {part: formats.academic_number(content["planned"][part], hour, language) for part in PARTS}
    parts = _("{contact} contact, {practicum} practicum, {independent} independent work").format(**numbers)
    return {
        "facts": [
            [_("Training period"), _dates(content), ""],
            # A number and its word stay on one line.
            [_("Volume"), _total(content, language), re.sub(r"(?<=\d) ", formats.NBSP, parts)],
            [_("Basis: standard"), _standard(content, language), ""],
            [_("Issued"), content["place_of_issue"], issued_on],
        ],
        "outcomes": [each["text"][language] for each in content["outcomes"]],
        # Curricula write shares as they like; a document writes them as its language does.
        "assessment": ANY_PERCENT.sub(formats.PERCENT_SIGN[language], content["assessment"][language]),
        "modules": [
            [str(each["number"]), each["title"][language], _amount(content, each["hours"] * hour, language)]
            for each in content["modules"]
        ],
        "independent": _amount(content, content["planned"]["independent"], language),
        "total": _total(content, language),
    }


def _attestation(content: Mapping[str, Any], language: str) -> Row:
    planned = content["planned"]
    labels = {
        "contact": _("Contact learning"),
        "practicum": _("Practicum in a company"),
        "independent": _("Independent work"),
    }
    return {
        "facts": [
            [_("Training period"), _dates(content), ""],
            [_("Place of issue"), content["place_of_issue"], ""],
            [_("Date of issue"), formats.day(date.fromisoformat(content["issued_on"])), ""],
        ],
        "done": _whole_hours(counted(content), content["hour_minutes"]),
        "rows": [
            [labels[part], done_amount(content, part, language), _amount(content, planned[part], language)]
            for part in PARTS
        ],
        "total_done": _amount(content, counted_total(content), language),
        "recognised": _recognised(content, language),
        "total": _total(content, language),
    }


def _recognised(content: Mapping[str, Any], language: str) -> str:
    """What earlier work was recognised, which nobody did here; empty for nothing."""
    minutes = content.get("recognised_minutes", 0)
    text = _("Earlier work recognised as practicum (VÕTA): {amount}. It is not among the hours listed.")
    return text.format(amount=_amount(content, minutes, language)) if minutes else ""
