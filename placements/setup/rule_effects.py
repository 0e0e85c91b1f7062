"""Whom a change of the rules concerns, reckoned before it is saved."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from placements.clock import local_date
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.cohorts.selectors import policy_of
from placements.decisions.models import Decision
from placements.overview.wording import WORDING
from placements.programmes.policy import Policy
from placements.records.models import WorkItem
from placements.setup.late_days import LateLearner, late_learners

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# The work items that a deadline of the policy is given to; those that are open keep the day they have.
ITEMS_OF: dict[str, tuple[str, ...]] = {
    "request": ("request",),
    "review": ("review",),
    "host_answer": ("host_answer",),
    "signature": (
        "learner_signature", "school_signature", "host_signature", "learner_amendment", "school_amendment",
        "host_amendment",
    ),
    "safety_briefing": ("safety_briefing", "briefing_acknowledgement"),
    "evaluation": ("evaluation", "former_evaluation"),
    "report": ("report",),
    "report_review": ("report_review",),
    "contest": ("contested_day",),
    "question": ("question",),
    "decision": ("decision", "decision_override", "decision_recheck", "second_opinion"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeadlineEffect:
    """Open items of a kind: how many, whose, and the working days that new ones get, before and after."""

    title: "_StrPromise"
    count: int
    names: list[str]
    before: int
    after: int

    @property
    def is_earlier(self) -> bool:
        return self.after < self.before

    @property
    def days(self) -> int:
        return abs(self.after - self.before)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does: learners and codes of the cohorts, who is late now, deadlines, and what stays.

    Learners are named, in the order of their names.
    """

    learners: list[str]
    codes: list[str]
    need_reason: list[LateLearner]
    need_opening: list[LateLearner]
    deadlines: list[DeadlineEffect]
    keep_decision_rules: list[str]
    decisions: list[str]
    curators: list[str]


def effect_of(cohorts: Sequence[Cohort], present: Policy, now: datetime) -> Effect:
    """Ten queries at most, however many cohorts and learners there are."""
    former = {cohort: policy_of(cohort) for cohort in cohorts}
    active = Enrolment.objects.filter(cohort__in=cohorts, state=Enrolment.State.ACTIVE).order_by("learner__name", "pk")
    hours = {cohort: policy.hours for cohort, policy in former.items()}
    late = late_learners(hours, present.hours, local_date(now))
    learners = list(active.values_list("cohort", "learner__name"))
    keeping = {cohort.pk for cohort, policy in former.items() if policy.decision != present.decision}
    decided = Decision.objects.standing().filter(cohort__in=cohorts).order_by("learner__name", "pk")
    return Effect(
        learners=[name for _cohort, name in learners],
        codes=[cohort.code for cohort in cohorts],
        need_reason=[each for each in late if not each.is_closed],
        need_opening=[each for each in late if each.is_closed],
        deadlines=list(_deadlines(former, present)),
        keep_decision_rules=[name for cohort, name in learners if cohort in keeping],
        decisions=list(decided.values_list("learner__name", flat=True)),
        curators=_curators(cohorts),
    )


def _deadlines(former: Mapping[Cohort, Policy], present: Policy) -> Iterator[DeadlineEffect]:
    """By kind of deadline and what stood before; one query."""
    opened = _open_items(former)
    groups: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    titles: dict[str, _StrPromise] = {}
    for name, kinds in ITEMS_OF.items():
        titles[name] = WORDING[kinds[0]].title
        for cohort, policy in former.items():
            before, after = (each.deadlines_working_days[name] for each in (policy, present))
            if before != after:
                groups[name, before, after] += [name for kind in kinds for name in opened[cohort.pk, kind]]
    for (name, *days), names in groups.items():
        if names:
            yield DeadlineEffect(titles[name], len(names), sorted(set(names) - {""}), *days)


def _open_items(cohorts: Mapping[Cohort, Policy]) -> Mapping[tuple[int, str], list[str]]:
    """The learner of each open item, by cohort and kind; empty where the item is of no single practicum."""
    items = WorkItem.objects.open().filter(cohort__in=list(cohorts)).order_by("pk")
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for cohort, kind, name in items.values_list("cohort", "kind", "practicum__learner__name"):
        found[cohort, kind].append(name or "")
    return found


def _curators(cohorts: Sequence[Cohort]) -> list[str]:
    if not cohorts:
        return []
    here = Q(cohort__in=cohorts) | Q(cohort=None)
    roles = Role.objects.filter(here, kind=Role.Kind.CURATOR, person__is_active=True)
    return sorted(set(roles.values_list("person__name", flat=True)))
