"""An occupation profile, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from placements.programmes.words import Words

DEFAULT_PER_GROUP = 2


@dataclass(frozen=True, slots=True)
class CompetenceGroup:
    title: Words
    competences: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class OccupationProfile:
    """Competences carry the code `<group>.<number>`, both counted from 1."""

    title: Words
    groups: tuple[CompetenceGroup, ...]

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read the content of a checked occupation file."""
        occupation = content["occupation"]
        groups = tuple(
            CompetenceGroup(
                Words(group["group"]),
                {f"{number}.{place}": Words(item) for place, item in enumerate(group["items"], 1)},
            )
            for number, group in enumerate(occupation["competences"], 1)
        )
        return cls(Words(occupation["title"]), groups)

    def competence(self, code: str) -> Words:
        """The competence of this code. Raises: KeyError."""
        return next(group.competences[code] for group in self.groups if code in group.competences)

    def default_competences(self, most: int) -> list[str]:
        """The first two of each group, at most so many. Source: domain, section 3 (evaluation)."""
        firsts = [code for group in self.groups for code in list(group.competences)[:DEFAULT_PER_GROUP]]
        return firsts[:most]
