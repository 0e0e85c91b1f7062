"""A curriculum, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from placements.programmes.words import Words


@dataclass(frozen=True, slots=True)
class Outcome:
    number: int
    code: str
    text: Words


@dataclass(frozen=True, slots=True)
class Module:
    number: int
    title: Words
    hours: int
    kind: str


@dataclass(frozen=True, slots=True)
class Curriculum:
    """What the product needs of a programme; hours are academic ones, minutes are minutes."""

    code: str
    title: Words
    course_name: Words
    academic_hour_minutes: int
    total_hours: int
    contact_hours: int
    practicum_hours: int
    independent_hours: int
    practicum_minutes: int
    outcomes: tuple[Outcome, ...]
    modules: tuple[Module, ...]
    attendance_min_percent: int
    exam_min_percent: int

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read the content of a checked programme file."""
        programme = content["programme"]
        hours, rules = programme["hours"], programme["rules"]
        return cls(
            code=programme["code"],
            title=Words(programme["title"]),
            course_name=Words(programme["course_name"]),
            academic_hour_minutes=hours["academic_hour_minutes"],
            total_hours=hours["total"],
            contact_hours=hours["contact"],
            practicum_hours=hours["practicum"],
            independent_hours=hours["independent"],
            practicum_minutes=hours["practicum_minutes"],
            outcomes=tuple(
                Outcome(each["no"], each["code"], Words(each["text"])) for each in programme["learning_outcomes"]
            ),
            modules=tuple(
                Module(each["no"], Words(each["title"]), each["hours"], each["kind"]) for each in programme["modules"]
            ),
            attendance_min_percent=rules["attendance_min_percent"],
            exam_min_percent=rules["exam_min_percent"],
        )
