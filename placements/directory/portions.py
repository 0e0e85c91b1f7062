"""What somebody's work at the school consists of: by cohort, and what belongs to the whole school."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from placements import clock
from placements.agreements.models import Practicum
from placements.clock import local_date
from placements.cohorts.models import Cohort, Role, Substitution
from placements.cohorts.selectors import curators_of
from placements.people.models import Person
from placements.records.models import ProviderSettings, WorkItem
from placements.records.querysets import DESK, WorkItemQuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SCHOOL = "school"
CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Portion:
    """One part of somebody's work: a cohort, or the whole school when cohort is None. Learners are told by mail."""

    key: str
    cohort: Cohort | None
    roles: "list[str | _StrPromise]"
    items: int
    meetings: int
    learners: int
    signs: bool = False
    stand_ins: int = 0


def desk_items(person: Person) -> WorkItemQuerySet:
    """The person's open items of the school's desk."""
    return WorkItem.objects.open().filter(owner=person, part__in=DESK)


def learners_of(cohort_ids: Iterable[int] | None = None) -> Counter[int]:
    """Running practicums by cohort: of these cohorts, or of all; one query."""
    practicums = Practicum.objects.unfinished()
    if cohort_ids is not None:
        practicums = practicums.filter(cohort__in=list(cohort_ids))
    return Counter(dict(practicums.order_by().values_list("cohort").annotate(Count("pk"))))


def portions_of(person: Person) -> list[Portion]:
    """All portions, the cohorts by code, the whole school last; seven queries however much work there is."""
    roles: defaultdict[int | None, list[str]] = defaultdict(list)
    for cohort_id, kind in Role.objects.filter(person=person).order_by("kind").values_list("cohort", "kind"):
        roles[cohort_id].append(kind)
    items, meetings = _counts(desk_items(person)), _counts(desk_items(person).filter(kind=CHECK_IN))
    learners = _told(person, {key for key, kinds in roles.items() if set(kinds) & set(DESK)})
    cohorts = Cohort.objects.filter(pk__in={key for key in {*roles, *items} if key}).order_by("code")
    portions = [
        Portion(str(each.pk), each, _labels(roles[each.pk]), items[each.pk], meetings[each.pk], learners[each.pk])
        for each in cohorts
    ]
    signs = ProviderSettings.objects.filter(signatory=person).exists()
    stand_ins = Substitution.objects.ahead(local_date(clock.now())).filter(substitute=person).count()
    if roles[None] or items[None] or signs or stand_ins:
        labels = _labels(roles[None])
        portions.append(Portion(SCHOOL, None, labels, items[None], 0, learners[None], signs, stand_ins))
    return portions


def _labels(kinds: Iterable[str]) -> "list[str | _StrPromise]":
    return [Role.Kind(kind).label for kind in kinds]


def _counts(items: WorkItemQuerySet) -> Counter[int | None]:
    return Counter(dict(items.order_by().values_list("cohort").annotate(Count("pk"))))


def _told(person: Person, own: set[int | None]) -> Counter[int | None]:
    """Learners whose curator this person is: under his cohort, or under None where his role is in the whole school."""
    running = learners_of()
    told: Counter[int | None] = Counter()
    for cohort_id, curator in curators_of(running).items():
        if curator.pk == person.pk:
            told[cohort_id if cohort_id in own else None] += running[cohort_id]
    return told
