"""What a data file would bring: which programme, which version, what is in it, what it changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from placements.programmes.changes import Change, changes_between, shown, value_at
from placements.programmes.labels import COLLECTIONS, PROGRAMME
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion
from placements.programmes.reading import BadFile, read_json
from placements.programmes.schema import Problem
from placements.programmes.services import (
    Loaded,
    digest_of,
    load_occupation,
    load_policy,
    load_programme,
    occupation_code,
    read_occupation,
    read_policy,
    read_programme,
)
from placements.programmes.words import Words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Content = dict[str, Any]
HOURS = [f"programme.hours.{name}" for name in ("total", "contact", "practicum", "independent")]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of data file: the key that tells it, how it is read and loaded, its code, and where its versions are."""

    key: str
    read: Callable[[bytes], Content]
    load: Callable[[bytes], Loaded]
    code_of: Callable[[Content], str]
    versions_of: Callable[[str], Any]


KINDS = {
    "programme": Kind(
        "programme",
        read_programme,
        load_programme,
        lambda content: str(content["programme"]["code"]),
        lambda code: ProgrammeVersion.objects.filter(programme__code=code),
    ),
    "occupation": Kind(
        "occupation",
        read_occupation,
        load_occupation,
        occupation_code,
        lambda code: OccupationVersion.objects.filter(occupation__code=code),
    ),
    "policy": Kind(
        "programme_code",
        read_policy,
        load_policy,
        lambda content: str(content["programme_code"]),
        lambda code: PolicyVersion.objects.filter(programme__code=code),
    ),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is loaded: the number that its version has or will have, the latest version, and the lines."""

    kind: str
    code: str
    title: str
    number: int
    is_known: bool
    latest: Any
    facts: "list[tuple[str | _StrPromise, str]]"
    changes: list[Change]


def kind_of(raw: bytes) -> str:
    """Which kind of data file this is. Raises: BadFile."""
    content = read_json(raw)
    if not isinstance(content, dict):
        raise BadFile([Problem("", "file.object")])
    found = next((name for name, kind in KINDS.items() if kind.key in content), "")
    if not found:
        raise BadFile([Problem("", "file.kind")])
    return found


def preview_of(kind: str, raw: bytes) -> Preview:
    """What loading this file would do; at most four queries. Raises: BadFile, with every problem of the file."""
    content = KINDS[kind].read(raw)
    code = KINDS[kind].code_of(content)
    versions = KINDS[kind].versions_of(code).order_by("-number")
    known, latest = versions.filter(digest=digest_of(content)).first(), versions.first()
    return Preview(
        kind=kind,
        code=code,
        title=_title(content, code),
        number=known.number if known else latest.number + 1 if latest else 1,
        is_known=known is not None,
        latest=latest,
        facts=list(_facts(kind, content)),
        changes=changes_between(kind, latest.content, content) if latest and not known else [],
    )


def _title(content: Content, code: str) -> str:
    holder = content.get("programme") or content.get("occupation")  # a policy has no title
    return str(Words(holder["title"])) if holder else code


def _facts(kind: str, content: Content) -> "Iterator[tuple[str | _StrPromise, str]]":
    for path in HOURS if kind == "programme" else ():
        yield PROGRAMME[path], shown(path, value_at(content, path))
    for collection in COLLECTIONS[kind]:
        yield collection.label, str(len(value_at(content, collection.path)))
    if kind == "occupation":
        yield _("Competences"), str(sum(len(group["items"]) for group in content["occupation"]["competences"]))
