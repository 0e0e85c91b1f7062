"""A text in all languages, and how content becomes objects."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

DEFAULT = "et"


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in Estonian, Russian and English; as a string it is in the reader's language."""

    texts: Mapping[str, str]

    def in_language(self, language: str) -> str:
        return self.texts.get(language) or self.texts[DEFAULT]

    def as_dict(self) -> dict[str, str]:
        return dict(self.texts)

    def __str__(self) -> str:
        return self.in_language((get_language() or DEFAULT)[:2])
