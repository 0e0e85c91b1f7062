"""The verb of handing over: all work of somebody who leaves goes to a successor, in one act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from notifications.services import queue_message
from placements import clock
from placements.clock import local_date
from placements.cohorts.models import Role, Substitution
from placements.directory import rules
from placements.directory.curators import curators_now, tell_learners
from placements.directory.leaving import deactivate
from placements.directory.portions import SCHOOL, Portion, desk_items, portions_of
from placements.directory.substituting import candidate_of, end_absences, end_substitution, locked_people, stand_in
from placements.people.models import Person
from placements.records.models import ProviderSettings, WorkItem
from placements.records.querysets import DESK
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if


@dataclass(frozen=True, slots=True)
class HandOver:
    """To whom, which portions (their keys), why, and whether the leaver is deactivated in the same act."""

    successor: Person
    portions: Collection[str]
    reason: str = ""
    deactivates: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the work lies that moves: these cohorts, and what belongs to no cohort."""

    cohorts: Sequence[int] = field(default_factory=list)
    is_school: bool = False

    def where(self) -> Q:
        return Q(cohort__in=self.cohorts) | Q(cohort=None) if self.is_school else Q(cohort__in=self.cohorts)


@dataclass(frozen=True, slots=True)
class Moved:
    """How much changed hands; closed are tasks that the successor had open already."""

    roles: int
    items: int
    closed: int
    learners: int


@transaction.atomic
def hand_over(leaver: Person, plan: HandOver, actor: Person) -> Moved:
    """Move roles, open tasks, signing for the school and substitutions to the successor; tell him and the learners.

    Locks: both people, then the leaver's open tasks. Raises: Refused with every broken rule; nothing is moved then.
    """
    leaver, successor = locked_people(leaver, plan.successor)
    refuse_if(rules.candidate_refusal(candidate_of(successor, leaver)))
    scope = _scope(_chosen(leaver, plan.portions))
    refuse_if(_own_proposal_refusal(leaver, successor, scope))
    before = curators_now()
    roles = _move_roles(leaver, successor, scope)
    roles += len(Role.objects.bulk_create(_roles_for_work(leaver, successor, scope)))
    items, closed = _move_items(leaver, successor, scope, actor)
    if scope.is_school:
        ProviderSettings.objects.filter(signatory=leaver).update(signatory=successor)
        _move_stand_ins(leaver, successor, actor)
    if not leaver.roles.exists():
        end_absences(leaver, actor)
    learners = tell_learners(before, actor)
    moved = Moved(roles, items, closed, learners)
    _record(leaver, successor, moved, plan.reason, actor)
    if plan.deactivates:
        deactivate(leaver, actor, plan.reason)
    return moved


def preview(leaver: Person, plan: HandOver) -> Moved:
    """What hand_over would do now; changes nothing. Raises: Refused like it."""
    refuse_if(rules.candidate_refusal(candidate_of(plan.successor, leaver)))
    chosen = _chosen(leaver, plan.portions)
    refuse_if(_own_proposal_refusal(leaver, plan.successor, _scope(chosen)))
    items = list(desk_items(leaver).filter(_scope(chosen).where()))
    doubles = len(_doubles(items, plan.successor))
    roles, learners = sum(len(each.roles) for each in chosen), sum(each.learners for each in chosen)
    roles += len(_roles_for_work(leaver, plan.successor, _scope(chosen)))
    return Moved(roles, len(items) - doubles, doubles, learners)


def _own_proposal_refusal(leaver: Person, successor: Person, scope: Scope) -> Refusal | None:
    """Nobody is handed what he has proposed himself: a second person must confirm it."""
    own = desk_items(leaver).filter(scope.where(), not_for=successor)
    return Refusal("handover.own_proposal", {"name": successor.name}) if own.exists() else None


def _scope(chosen: Collection[Portion]) -> Scope:
    return Scope([each.cohort.pk for each in chosen if each.cohort], any(each.key == SCHOOL for each in chosen))


def _chosen(leaver: Person, keys: Collection[str]) -> list[Portion]:
    portions = portions_of(leaver)
    refuse_if(None if portions else Refusal("handover.nothing"))
    chosen = [each for each in portions if each.key in keys]
    refuse_if(None if chosen else Refusal("handover.nothing_chosen"))
    return chosen


def _move_roles(leaver: Person, successor: Person, scope: Scope) -> int:
    has = set(Role.objects.filter(person=successor).values_list("cohort", "kind"))
    roles = list(Role.objects.filter(scope.where(), person=leaver).order_by("pk"))
    for role in roles:
        if (role.cohort_id, role.kind) in has:
            role.delete()
        else:
            role.person = successor
            role.save(update_fields=["person"])
    return len(roles)


def _roles_for_work(leaver: Person, successor: Person, scope: Scope) -> list[Role]:
    """What the successor still has to become in a cohort whose tasks the leaver has by a role in the whole school."""
    guiding = Role.objects.filter(Q(person=successor) | Q(scope.where(), person=leaver), kind__in=DESK)
    guided = set(guiding.order_by().values_list("cohort", flat=True).distinct())
    parts = desk_items(leaver).filter(scope.where(), cohort__isnull=False).order_by("cohort", "part")
    needed = parts.values_list("cohort", "part").distinct()
    missing = [(cohort, part) for cohort, part in needed if not {cohort, None} & guided]
    return [Role(person=successor, cohort_id=cohort, kind=part) for cohort, part in missing]


def _key(item: WorkItem) -> tuple[Any, ...]:
    return item.kind, item.practicum_id, item.subject_id


def _doubles(items: Collection[WorkItem], successor: Person) -> list[int]:
    """Those of the items that the successor has open too."""
    open_already = {_key(item) for item in WorkItem.objects.open().filter(owner=successor)}
    return [item.pk for item in items if _key(item) in open_already]


def _move_items(leaver: Person, successor: Person, scope: Scope, actor: Person) -> tuple[int, int]:
    """How many tasks moved, and how many were closed because the successor had the same one open."""
    items = list(desk_items(leaver).filter(scope.where()).select_for_update(of=("self",)).order_by("pk"))
    doubles = _doubles(items, successor)
    WorkItem.objects.filter(pk__in=doubles).update(done_at=clock.now(), done_by=actor)
    moving = WorkItem.objects.filter(pk__in=[item.pk for item in items]).open()
    try:
        with transaction.atomic():
            # What the leaver had put off is news to the successor.
            return moving.update(owner=successor, snoozed_until=None), len(doubles)
    except IntegrityError as error:
        raise Refused(Refusal("handover.changed")) from error


def _move_stand_ins(leaver: Person, successor: Person, actor: Person) -> None:
    today = local_date(clock.now())
    ahead = Substitution.objects.ahead(today).filter(substitute=leaver)
    for each in ahead.select_related("absent").order_by("pk"):
        end_substitution(each, actor)
        if each.absent_id != successor.pk:
            stand_in(each.absent, successor, (max(each.starts_on, today), each.ends_on), actor)


def _record(leaver: Person, successor: Person, moved: Moved, reason: str, actor: Person) -> None:
    acts = [
        record(
            action,
            actor=actor,
            subject_id=person.pk,
            reason=reason,
            other=other.pk,
            roles=moved.roles,
            items=moved.items,
            closed=moved.closed,
            learners=moved.learners,
        )
        for action, person, other in (
            ("person.handed_over", leaver, successor),
            ("person.took_over", successor, leaver),
        )
    ]
    queue_message("took_over", person_id=successor.pk, entry=acts[1].pk)
