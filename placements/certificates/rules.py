"""May a document be issued, revoked, made again; nothing here knows a table."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from placements.refusals import Refusal

# Whoever prints these words claims what only others may give. Source: domain, section 5.
FORBIDDEN = re.compile(r"\bkutse(?!standard)\w*|\bmikrokvalif\w*|\bEAP\b|\bECTS\b", re.IGNORECASE)
OUTCOMES = ("tunnistus", "toend")
SHORTEST_REASON = 3


def may_issue_refusal(*, stands: bool, outcome: str, is_held: bool) -> Refusal | None:
    """Only a decision that stands, comes to a document, and that no appeal holds. Source: section 9, Decision (5)."""
    if not stands:
        return Refusal("document.decision_superseded")
    if outcome not in OUTCOMES:
        return Refusal("document.no_document")
    return Refusal("document.appeal_hold") if is_held else None


def missing_refusal(fields: Sequence[str]) -> Refusal | None:
    """No document while a mandatory field is empty. fields: their codes. Source: domain, section 5."""
    return Refusal("document.missing", {"fields": list(fields)}) if fields else None


def characters_refusal(characters: str, field: str) -> Refusal | None:
    """No document with a character that the typeface cannot show; field is the code of where it stands."""
    if not characters:
        return None
    return Refusal("document.characters", {"characters": " ".join(characters), "fields": [field]})


def forbidden_refusal(texts: Sequence[str]) -> Refusal | None:
    """Neither a professional qualification nor a micro-credential nor credit points are printed."""
    found = next((match[0] for text in texts if (match := FORBIDDEN.search(text))), "")
    return Refusal("document.forbidden_word", {"word": found}) if found else None


def issued_refusal(number: str) -> Refusal | None:
    """One valid document a learner and course."""
    return Refusal("document.issued", {"number": number}) if number else None


def recheck_refusal(*, is_open: bool) -> Refusal | None:
    """No document while somebody is asked to look again whether the decision or its document still holds."""
    return Refusal("document.recheck_open") if is_open else None


def revoked_refusal(number: str) -> Refusal | None:
    """A revoked document never comes back by itself; number is empty when none was revoked."""
    return Refusal("document.revoked_before", {"number": number}) if number else None


def again_refusal(*, is_revoked: bool, number: str) -> Refusal | None:
    """Only what was revoked is issued again."""
    return None if is_revoked else Refusal("document.not_revoked", {"number": number})


def state_refusal(state: str, number: str) -> Refusal | None:
    """Only a valid document is revoked, made again or corrected."""
    return None if state == "valid" else Refusal("document.not_valid", {"number": number})


def reason_refusal(reason: str) -> Refusal | None:
    """The reason stays in the register."""
    return None if len(reason.strip()) >= SHORTEST_REASON else Refusal("document.reason_needed")


def stored(refusal: Refusal) -> dict[str, Any]:
    """A refusal as it is kept with an item of a batch."""
    return {"code": refusal.code, "values": dict(refusal.values)}


def told_again(kept: Mapping[str, Any]) -> Refusal:
    """The refusal that was kept."""
    code: str = kept["code"]
    return Refusal(code, kept["values"])
