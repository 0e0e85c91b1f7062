"""What a data file may hold: small checks that name the place of every fault."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

LANGUAGES = ("et", "ru", "en")
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, its code, and the values of its sentence."""

    place: str
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Check(Protocol):
    def problems(self, value: Any, place: str) -> Iterable[Problem]: ...


def is_remark(key: str) -> bool:
    """Keys that end in _note or begin with source are remarks. Source: domain, introduction."""
    return key.endswith("_note") or key.startswith("source")


def has_odd_characters(text: str) -> bool:
    """Whether it holds NUL or half of a pair: no database takes these."""
    return any(ord(c) == 0 or 0xD800 <= ord(c) < 0xE000 for c in text)


def _is_sound(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_TEXT and not has_odd_characters(text)


@dataclass(frozen=True, slots=True)
class Line:
    """A text in no particular language."""

    choices: Sequence[str] = ()
    longest: int = LONGEST_TEXT

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        if not isinstance(value, str) or not _is_sound(value):
            yield Problem(place, "file.text")
        elif len(value) > self.longest:
            yield Problem(place, "file.long", {"longest": self.longest})
        elif self.choices and value not in self.choices:
            yield Problem(place, "file.choice", {"expected": ", ".join(self.choices)})


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in all three languages."""

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        if not isinstance(value, dict):
            yield Problem(place, "file.languages")
            return
        for language in LANGUAGES:
            if language not in value:
                yield Problem(place, "file.language", {"language": language})
            else:
                yield from Line().problems(value[language], f"{place}.{language}")
        for key in value.keys() - set(LANGUAGES):
            yield Problem(f"{place}.{key}", "file.unknown_key")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both inclusive."""

    least: int = 0
    most: int = 1_000_000

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        if type(value) is not int:
            yield Problem(place, "file.whole")
        elif not self.least <= value <= self.most:
            yield Problem(place, "file.range", {"least": self.least, "most": self.most})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is only printed; what is reckoned with is whole."""

    most: int = 1_000_000

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        if type(value) not in (int, float):
            yield Problem(place, "file.number")
        elif not 0 <= value <= self.most:
            yield Problem(place, "file.range", {"least": 0, "most": self.most})


@dataclass(frozen=True, slots=True)
class Flag:
    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        if type(value) is not bool:
            yield Problem(place, "file.flag")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as 22:00."""

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        hour, _, minute = value.partition(":") if isinstance(value, str) else ("", "", "")
        is_time = all(part.isascii() and part.isdigit() and len(part) == 2 for part in (hour, minute))
        if not is_time or int(hour) > 23 or int(minute) > 59:
            yield Problem(place, "file.time")


@dataclass(frozen=True, slots=True)
class Share:
    """All of something, or a part of it: "all", or a percentage from 1 to 100 as "80" or "80%"."""

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        number = value.removesuffix("%") if isinstance(value, str) else ""
        is_percent = number.isascii() and number.isdigit() and len(number) <= 3 and 1 <= int(number) <= 100
        if value != "all" and not is_percent:
            yield Problem(place, "file.share")


@dataclass(frozen=True, slots=True)
class Maybe:
    """The same check, or null."""

    check: Check

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        return () if value is None else self.check.problems(value, place)


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `unique` names the key whose values may not repeat."""

    check: Check
    least: int = 0
    unique: Sequence[str] = ()

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        if not isinstance(value, list):
            yield Problem(place, "file.list")
            return
        if len(value) < self.least:
            yield Problem(place, "file.too_few", {"least": self.least})
        for index, item in enumerate(value):
            yield from self.check.problems(item, f"{place}[{index}]")
        for key in self.unique:
            yield from self._repeated(value, place, key)

    def _repeated(self, value: list[Any], place: str, key: str) -> Iterable[Problem]:
        seen: set[Any] = set()
        for index, item in enumerate(value):
            number = item.get(key) if isinstance(item, dict) else None
            if isinstance(number, int | str) and number in seen:
                yield Problem(f"{place}[{index}].{key}", "file.repeated", {"value": number})
            elif isinstance(number, int | str):
                seen.add(number)


@dataclass(frozen=True, slots=True)
class Keys:
    """An object with exactly these keys; remarks are left alone."""

    needed: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)

    def problems(self, value: Any, place: str) -> Iterable[Problem]:
        if not isinstance(value, dict):
            yield Problem(place, "file.object")
            return
        inside = f"{place}." if place else ""
        yield from (Problem(f"{inside}{key}", "file.missing_key") for key in self.needed if key not in value)
        known = {**self.needed, **self.optional}
        for key, item in value.items():
            if key in known:
                yield from known[key].problems(item, f"{inside}{key}")
            elif not is_remark(key):
                yield Problem(f"{inside}{key}", "file.unknown_key")
