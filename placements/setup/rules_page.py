"""What the pages of the rules show: programmes, the policy that stands, its versions, changes to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from placements.clock import local_date
from placements.cohorts.models import Cohort, PolicyChange
from placements.cohorts.selectors import curriculum_of
from placements.programmes.changes import Change, changes_between
from placements.programmes.curriculum import Curriculum
from placements.programmes.models import PolicyVersion, Programme, ProgrammeVersion
from placements.programmes.rewriting import content_of
from placements.records.models import HistoryEntry

MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Ruled:
    """A programme with its curriculum, the newest policy version or None, and its groups that run."""

    programme: Programme
    curriculum: Curriculum
    latest: PolicyVersion | None
    cohorts: list[Cohort]
    ahead: list[PolicyChange]

    @property
    def content(self) -> dict[str, Any]:
        return content_of(self.latest, self.curriculum)

    @property
    def next_number(self) -> int:
        return self.latest.number + 1 if self.latest else 1


def ruled_programme(code: str, now: datetime) -> Ruled | None:
    """The programme of this code; six queries at most."""
    programme = Programme.objects.filter(code=code).first()
    version = programme.versions.order_by("-number").first() if programme else None
    if programme is None or version is None:
        return None
    ahead = PolicyChange.objects.filter(cohort__programme_version__programme=programme, applied_at=None)
    return Ruled(
        programme,
        curriculum_of(version.pk),
        programme.policies.order_by("-number").first(),
        list(_running(local_date(now)).filter(programme_version__programme=programme)),
        list(ahead.select_related("cohort", "policy_version").order_by("valid_from", "pk")),
    )


def _running(today: date) -> Any:
    """Groups whose course or practicum window is not over."""
    cohorts = Cohort.objects.filter(Q(ends_on__gte=today) | Q(practicum_until__gte=today))
    return cohorts.select_related("policy_version").defer("policy_version__content").order_by("code")


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A line of the list of programmes."""

    code: str
    title: str
    number: int | None
    cohorts: int


def programme_rows(now: datetime) -> list[ProgrammeRow]:
    """Every loaded programme; three queries, and one for each curriculum that this process has not read yet."""
    latest = ProgrammeVersion.objects.order_by("programme", "number").values_list("programme", "pk", "programme__code")
    newest = {programme: (pk, code) for programme, pk, code in latest}
    numbers = dict(PolicyVersion.objects.order_by("number").values_list("programme", "number"))
    running = _running(local_date(now)).order_by().values_list("programme_version__programme")
    groups = dict(running.annotate(Count("pk")))
    return [
        ProgrammeRow(code, str(curriculum_of(pk).title), numbers.get(programme), groups.get(programme, 0))
        for programme, (pk, code) in sorted(newest.items(), key=lambda each: each[1][1])
    ]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version: who made it and why, for which groups from when, and what differs from the one before."""

    version: PolicyVersion
    made: HistoryEntry | None
    plans: list[PolicyChange]
    changes: list[Change]


def version_rows(programme: Programme) -> list[VersionRow]:
    """The latest versions, the newest first; three queries."""
    versions = list(programme.policies.order_by("-number")[: MOST_VERSIONS + 1])
    keys = [version.pk for version in versions]
    entries = HistoryEntry.objects.filter(action__in=["policy.changed", "policy.loaded"], subject_id__in=keys)
    made = {entry.subject_id: entry for entry in entries.select_related("actor").order_by("-at", "-pk")}
    plans = PolicyChange.objects.filter(policy_version__in=keys).select_related("cohort").order_by("valid_from", "pk")
    by_version: dict[int, list[PolicyChange]] = {}
    for plan in plans:
        by_version.setdefault(plan.policy_version_id, []).append(plan)
    return list(_rows(versions, made, by_version))


def _rows(
    versions: list[PolicyVersion], made: dict[Any, HistoryEntry], plans: dict[int, list[PolicyChange]]
) -> Iterator[VersionRow]:
    for version, former in zip(versions[:MOST_VERSIONS], [*versions[1:], None], strict=False):
        changes = changes_between("policy", former.content, version.content) if former else []
        yield VersionRow(version, made.get(version.pk), plans.get(version.pk, []), changes)
