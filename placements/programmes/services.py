"""Loading data files: the same content is the same version, other content is the next one."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from placements.programmes.consistency import policy_problems, programme_problems
from placements.programmes.curriculum import Curriculum
from placements.programmes.models import Occupation, PolicyVersion, Programme
from placements.programmes.reading import BadFile, read_file
from placements.programmes.schema import Problem
from placements.programmes.shapes import OCCUPATION_FILE, POLICY_FILE, PROGRAMME_FILE

Content = dict[str, Any]
LONGEST_CODE = 80
# Tells apart a version that has the very content of an earlier one: what is loaded twice is one version otherwise.
AGAIN = "source_again"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The version that holds the file's content, whether it was made now, and the file's provider."""

    version: Any
    is_new: bool
    provider: Content = field(default_factory=dict)


def digest_of(content: Content) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _store(versions: Any, content: Content) -> tuple[Any, bool]:
    digest = digest_of(content)
    known = versions.filter(digest=digest).first()
    if known is not None:
        return known, False
    last = versions.order_by("-number").first()
    number = last.number + 1 if last else 1
    return versions.create(number=number, digest=digest, content=content), True


def read_programme(raw: bytes) -> Content:
    """The content of a sound programme file. Raises: BadFile."""
    content = read_file(raw, PROGRAMME_FILE)
    problems = list(programme_problems(content))
    if problems:
        raise BadFile(problems)
    return content


def read_occupation(raw: bytes) -> Content:
    """The content of a sound occupation file. Raises: BadFile."""
    content = read_file(raw, OCCUPATION_FILE)
    if not occupation_code(content):
        raise BadFile([Problem("occupation.code", "file.code")])
    return content


def read_policy(raw: bytes) -> Content:
    """The content of a policy file that fits its programme; two queries. Raises: BadFile."""
    content = read_file(raw, POLICY_FILE)
    _fitting(content, Programme.objects.filter(code=content["programme_code"]).first())
    return content


def _fitting(content: Content, programme: Programme | None) -> Programme:
    if programme is None:
        raise BadFile([Problem("programme_code", "file.programme", {"value": content["programme_code"]})])
    latest = programme.versions.order_by("-number")[0]
    outcomes = {outcome.number for outcome in Curriculum.from_content(latest.content).outcomes}
    problems = list(policy_problems(content, outcomes))
    if problems:
        raise BadFile(problems)
    return programme


def occupation_code(content: Content) -> str:
    """The occupation's code, else one made of its English title; empty when that gives none."""
    occupation = content["occupation"]
    return str(occupation.get("code") or slugify(occupation["title"]["en"])[:LONGEST_CODE].rstrip("-"))


@transaction.atomic
def load_programme(raw: bytes) -> Loaded:
    """Load a programme file. Raises: BadFile, and then nothing is stored."""
    content = read_programme(raw)
    Programme.objects.get_or_create(code=content["programme"]["code"])
    programme = Programme.objects.select_for_update().get(code=content["programme"]["code"])
    version, is_new = _store(programme.versions, content)
    return Loaded(version, is_new, content["programme"]["provider"])


@transaction.atomic
def load_occupation(raw: bytes) -> Loaded:
    """Load an occupation file. Raises: BadFile, and then nothing is stored."""
    content = read_occupation(raw)
    Occupation.objects.get_or_create(code=occupation_code(content))
    locked = Occupation.objects.select_for_update().get(code=occupation_code(content))
    return Loaded(*_store(locked.versions, content))


@transaction.atomic
def load_policy(raw: bytes) -> Loaded:
    """Load the practicum policy of a programme that is loaded already. Raises: BadFile, and nothing is stored."""
    content = read_file(raw, POLICY_FILE)
    locked = Programme.objects.select_for_update().filter(code=content["programme_code"]).first()
    programme = _fitting(content, locked)
    return Loaded(*_store(programme.policies, content))


def store_policy(programme: Programme, latest: PolicyVersion | None, content: Content) -> PolicyVersion:
    """The next policy version of a locked programme with this content; the latest one where it has the very same.

    Raises: BadFile. The content of an earlier version makes a new one too, which says whose it is.
    """
    problems = list(POLICY_FILE.problems(content, ""))
    if problems:
        raise BadFile(problems)
    _fitting(content, programme)
    if latest is not None and digest_of(content) in (latest.digest, digest_of(without_again(latest.content))):
        return latest
    known = programme.policies.filter(digest=digest_of(content)).first()
    if known is not None and latest is not None:
        content = content | {AGAIN: f"version {latest.number + 1} as version {known.number}"}
    version: PolicyVersion = _store(programme.policies, content)[0]
    return version


def without_again(content: Content) -> Content:
    """The content without the remark that tells a repeated version apart."""
    return {key: value for key, value in content.items() if key != AGAIN}
