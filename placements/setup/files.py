"""The data files that are loaded, and who runs by them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, QuerySet
from django.utils.text import slugify

from placements.cohorts.models import Cohort, Enrolment
from placements.programmes.labels import KINDS
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

VERSIONS: dict[str, Any] = {"programme": ProgrammeVersion, "occupation": OccupationVersion, "policy": PolicyVersion}
# The field of a cohort that names its version of this kind.
COHORT_FIELDS = {"programme": "programme_version", "occupation": "occupation_version", "policy": "policy_version"}


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of data file, and its loaded versions, newest first, with code and number of cohorts."""

    kind: str
    label: "str | _StrPromise"
    versions: list[Any]


@dataclass(frozen=True, slots=True)
class Usage:
    """How many cohorts and learners run by a version."""

    cohorts: int
    learners: int


def versions_of(kind: str) -> "QuerySet[Any]":
    """The versions of a kind with their code; their content is not read."""
    owner = "occupation" if kind == "occupation" else "programme"
    versions: QuerySet[Any] = VERSIONS[kind].objects.defer("content").annotate(code=F(f"{owner}__code"))
    return versions


def cards() -> list[Card]:
    """Every kind with all its versions; three queries."""
    return [
        Card(kind, label, list(versions_of(kind).annotate(groups=Count("cohorts")).order_by("code", "-number")))
        for kind, label in KINDS.items()
    ]


def usage_of(kind: str, version: Any) -> Usage:
    """Who runs by this version; two queries. Learners keep the programme version that they began with."""
    cohorts = Cohort.objects.filter(**{COHORT_FIELDS[kind]: version})
    learners = Enrolment.objects.filter(state=Enrolment.State.ACTIVE)
    way = "programme_version" if kind == "programme" else f"cohort__{COHORT_FIELDS[kind]}"
    return Usage(cohorts.count(), learners.filter(**{way: version}).count())


def file_name(kind: str, version: Any) -> str:
    """What a downloaded version is called: programme-ktj-186-v1.json."""
    return f"{kind}-{slugify(version.code) or version.pk}-v{version.number}.json"
