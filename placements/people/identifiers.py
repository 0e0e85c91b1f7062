"""Personal codes and registry codes: their check digits and dates."""

from datetime import date

from placements.refusals import Refusal

PERSONAL_WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 1), (3, 4, 5, 6, 7, 8, 9, 1, 2, 3))
REGISTRY_WEIGHTS = ((1, 2, 3, 4, 5, 6, 7), (3, 4, 5, 6, 7, 8, 9))
PERSONAL_LENGTH, REGISTRY_LENGTH = 11, 8
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000, "7": 2100, "8": 2100}
USUAL_FIRST_DIGITS = "1789"


def compact(code: str) -> str:
    """Without blanks around and between."""
    return "".join(code.split())


def _is_digits(code: str, length: int) -> bool:
    # str.isdigit accepts full-width and Arabic digits; these are refused.
    return len(code) == length and code.isascii() and code.isdigit()


def _check_digit(digits: str, weights: tuple[tuple[int, ...], ...]) -> int:
    for row in weights:
        rest = sum(int(digit) * weight for digit, weight in zip(digits, row, strict=True)) % 11
        if rest < 10:
            return rest
    return 0


def birth_date_of(code: str) -> date | None:
    """The date inside a personal code of eleven digits, None when there is no such date."""
    try:
        return date(CENTURIES[code[0]] + int(code[1:3]), int(code[3:5]), int(code[5:7]))
    except (KeyError, ValueError):
        return None


def personal_code_refusal(code: str, today: date) -> Refusal | None:
    """Whether a compacted personal code is false. Source: domain, section 6; RRS § 37."""
    if not code.isascii():
        return Refusal("code.digits")
    born = birth_date_of(code) if _is_digits(code, PERSONAL_LENGTH) else None
    if born is None or born > today or _check_digit(code[:-1], PERSONAL_WEIGHTS) != int(code[-1]):
        return Refusal("code.personal")
    return None


def registry_code_refusal(code: str) -> Refusal | None:
    """Whether a compacted registry code is false. Source: domain, section 6."""
    if not code.isascii():
        return Refusal("code.digits")
    if not _is_digits(code, REGISTRY_LENGTH) or _check_digit(code[:-1], REGISTRY_WEIGHTS) != int(code[-1]):
        return Refusal("code.registry", {"value": code})
    return None


def is_unusual_registry_code(code: str) -> bool:
    """Whether the first digit is one that companies seldom have: a warning only."""
    return code[:1] not in USUAL_FIRST_DIGITS
