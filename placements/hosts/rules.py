"""May this company, place or contact be kept so, and may somebody be sent to that place."""

from datetime import date, timedelta

from placements.refusals import Refusal

LONGEST_NAME = 200
SOON = timedelta(days=30)
EXPIRED, EXPIRES_SOON, VALID = "expired", "soon", "valid"


def name_refusal(name: str) -> Refusal | None:
    """A company has a name of 1 to 200 characters."""
    return None if 1 <= len(name) <= LONGEST_NAME else Refusal("host.name", {"most": LONGEST_NAME})


def version_refusal(seen: int, present: int) -> Refusal | None:
    """What was changed elsewhere since a form was opened is not overwritten unseen."""
    return None if seen == present else Refusal("host.changed")


def offer_refusal(offered: int, most: int) -> Refusal | None:
    """The places that a company offers take no more trainees than the company does."""
    return None if offered <= most else Refusal("host.too_many_places", {"n": offered, "most": most})


def title_refusal(title: str) -> Refusal | None:
    """A place says what the trainee does there."""
    return None if title.strip() else Refusal("place.title")


def place_refusal(trainees: int, capacity: int, title: str, *, is_offered: bool) -> Refusal | None:
    """A place takes so many trainees at once, and only while it is offered."""
    if not is_offered:
        return Refusal("place.not_offered", {"title": title})
    return None if trainees < capacity else Refusal("place.full", {"title": title, "n": capacity})


def part_refusal(*, is_mentor: bool, is_signatory: bool) -> Refusal | None:
    """Whoever is named at a company does something there."""
    return None if is_mentor or is_signatory else Refusal("contact.no_part")


def reach_refusal(email: str, phone: str, *, is_signatory: bool) -> Refusal | None:
    """A signing code needs an address; a mentor may be reached by phone alone. Source: domain, section 8."""
    if is_signatory and not email:
        return Refusal("contact.signatory_email")
    return None if email or phone else Refusal("contact.unreachable")


def busy_refusal(running: int, name: str) -> Refusal | None:
    """Who mentors or signs a running placement stays named at the company."""
    return Refusal("contact.busy", {"n": running, "name": name}) if running else None


def validity(valid_until: date | None, today: date) -> str:
    """Whether a paper has expired, expires within a month, or is valid; its last day counts."""
    if valid_until is None:
        return VALID
    if valid_until < today:
        return EXPIRED
    return EXPIRES_SOON if valid_until - today <= SOON else VALID
