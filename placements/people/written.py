"""How people write what identifies them: names, phones, days, languages. Pure; each answers None or a Refusal."""

import re
from datetime import date

from placements.records.formulas import is_formula
from placements.refusals import Refusal

FEWEST_DIGITS, MOST_DIGITS, LONGEST_PHONE = 5, 15, 40
PHONE = re.compile(r"\+?[0-9 ()./-]+")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
DOTTED_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
OLDEST_YEARS = 120
NO_NAME = re.compile(r"[\d_=@<>{}\[\]|\\;:!?%#*&\"/\ufffd]")


def written_name_refusal(name: str) -> Refusal | None:
    """Whether a normalised name holds what no name holds: digits, signs of formulas and of markup, or no letter."""
    if name and (is_formula(name) or NO_NAME.search(name) or not any(each.isalpha() for each in name)):
        return Refusal("person.written_name")
    return None


def phone_refusal(phone: str) -> Refusal | None:
    """Whether a phone number, where there is one, is written in plain digits and long enough."""
    digits = sum(each.isdigit() for each in phone)
    if not phone or (len(phone) <= LONGEST_PHONE and PHONE.fullmatch(phone) and FEWEST_DIGITS <= digits <= MOST_DIGITS):
        return None
    return Refusal("person.phone")


def read_day(text: str) -> date | None:
    """The day of 2026-11-20 or 20.11.2026 in plain digits, None for anything else."""
    iso, dotted = ISO_DAY.fullmatch(text), DOTTED_DAY.fullmatch(text)
    parts = iso.groups() if iso else tuple(reversed(dotted.groups())) if dotted else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def birth_date_refusal(born: date, today: date) -> Refusal | None:
    """Whether nobody alive can be born on that day."""
    if born >= today or born.year < today.year - OLDEST_YEARS:
        return Refusal("person.birth_date", {"date": born})
    return None
