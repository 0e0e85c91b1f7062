"""What differs between two versions of a data file, as lines for people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from placements import formats
from placements.programmes.labels import CHOICES, COLLECTIONS, LABELS, REPEATED, Collection
from placements.programmes.schema import LANGUAGES
from placements.programmes.words import DEFAULT, Words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NOTHING = "–"
MOST_NAMES = 12
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One line: what it is about, the value before and after, and what else there is to say."""

    label: "str | _StrPromise"
    before: str
    after: str
    note: str = ""


def changes_between(kind: str, former: Content, present: Content) -> list[Change]:
    """The lines of all that differs; limits first, then lists, then how many other texts."""
    before, after = dict(_leaves(former)), dict(_leaves(present))
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    labels, collections = LABELS[kind], COLLECTIONS[kind]
    lines = [
        Change(labels[path], shown(path, before.get(path)), shown(path, after.get(path)))
        for path in labels
        if path in changed
    ]
    lists = [
        _collection_change(each, value_at(former, each.path), value_at(present, each.path)) for each in collections
    ]
    lines += [line for line in lists if line]
    # What repeats another value is told only where nothing else is.
    others = [path for path in _others(kind, changed) if path not in REPEATED or not lines]
    return [*lines, *_counted(others)]


def _others(kind: str, changed: list[str]) -> Iterator[str]:
    lists = tuple(f"{each.path}[" for each in COLLECTIONS[kind])
    yield from (path for path in changed if path not in LABELS[kind] and not path.startswith(lists))


def _counted(others: list[str]) -> Iterator[Change]:
    if others:
        yield Change(_("Other texts and remarks"), "", "", _("changed: {which}").format(which=len(others)))


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Path and value of everything that holds no more parts; a text in three languages is one value."""
    if isinstance(value, dict) and not _is_text(value):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, value


def value_at(content: Content, path: str) -> Any:
    """What stands at this place of a sound file."""
    value: Any = content
    for key in path.split("."):
        value = value[key]
    return value


def _collection_change(collection: Collection, former: list[Any], present: list[Any]) -> Change | None:
    old, new = _by_identity(collection, former), _by_identity(collection, present)
    parts = {
        _("new: {which}"): [key for key in new if key not in old],
        _("left out: {which}"): [key for key in old if key not in new],
        _("changed: {which}"): [key for key in new if key in old and new[key] != old[key]],
    }
    names = {**_names(collection, old), **_names(collection, new)}
    notes = [text.format(which=_listed([names[key] for key in keys])) for text, keys in parts.items() if keys]
    if not notes and former == present:
        return None
    return Change(collection.label, str(len(former)), str(len(present)), "; ".join(notes) or _("in another order"))


def _by_identity(collection: Collection, items: list[Any]) -> dict[Any, Any]:
    return {item[collection.identity] if collection.identity else index: item for index, item in enumerate(items, 1)}


def _names(collection: Collection, items: Mapping[Any, Any]) -> dict[Any, str]:
    """An item's own name; its place in the list where it has none."""
    return {
        key: _("“{name}”").format(name=Words(item[collection.name])) if collection.name else str(place)
        for place, (key, item) in enumerate(items.items(), 1)
    }


def _listed(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


def shown(path: str, value: Any) -> str:
    """A value of a data file in the reader's language, with its unit where its place tells one."""
    language = (get_language() or DEFAULT)[:2]
    if value is None:
        return NOTHING
    if _is_text(value):
        return str(Words(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in CHOICES.get(path, {}):
        return str(CHOICES[path][value])
    if path.endswith("_minutes"):
        return formats.clock_hours(value, language)
    unit = _unit(path, language)
    return formats.whole(value, language) + unit if isinstance(value, int) else str(value)


def _unit(path: str, language: str) -> str:
    if path.endswith("_percent"):
        return formats.PERCENT_SIGN[language]
    return formats.NBSP + formats.ACADEMIC_UNIT[language] if path.startswith("programme.hours.") else ""
