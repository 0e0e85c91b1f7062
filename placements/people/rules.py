"""What a person's name may be."""

from placements.refusals import Refusal

LONGEST_NAME = 120


def name_refusal(name: str) -> Refusal | None:
    """Whether a normalised name is empty or too long."""
    return None if 1 <= len(name) <= LONGEST_NAME else Refusal("person.name", {"longest": LONGEST_NAME})
