"""What the school's settings may be."""

import re
from collections.abc import Collection

from placements.refusals import Refusal

# Source: domain, section 5 (retention at least 3 years).
LEAST_YEARS, MOST_YEARS = 3, 100
YEAR, NUMBER = "{year}", "{number}"
PLAIN = re.compile(r"[A-Za-z0-9ÕÄÖÜŠŽõäöüšž./-]*")
DIGITS = 4


def number_of(pattern: str, year: int, number: int) -> str:
    """A document's number by its pattern, with four digits or more: T-2026-0001."""
    return pattern.replace(YEAR, str(year)).replace(NUMBER, f"{number:0{DIGITS}}")


def retention_refusal(years: int) -> Refusal | None:
    """Documents are kept for at least three years. Source: domain, section 5."""
    if LEAST_YEARS <= years <= MOST_YEARS:
        return None
    return Refusal("provider.retention", {"least": LEAST_YEARS, "most": MOST_YEARS})


def pattern_refusal(pattern: str) -> Refusal | None:
    """A pattern names year and number once each: numbers begin anew every year, and none may come twice."""
    rest = pattern.replace(YEAR, "", 1).replace(NUMBER, "", 1)
    is_sound = YEAR in pattern and NUMBER in pattern and PLAIN.fullmatch(rest)
    return None if is_sound else Refusal("provider.pattern", {"pattern": pattern})


def patterns_refusal(patterns: Collection[str]) -> Refusal | None:
    """Two kinds of documents never share a number."""
    return None if len(set(patterns)) == len(patterns) else Refusal("provider.patterns_equal")
