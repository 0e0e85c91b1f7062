"""Giving and ending what people do in a cohort, or in the whole school."""

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from placements.cohorts import rules
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.people.invitations import invite, withdraw_invitation
from placements.people.models import Person
from placements.people.recognising import PersonDetails, make_known
from placements.records.models import Part, WorkItem
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if

GUIDING = frozenset({Role.Kind.CURATOR, Role.Kind.MANAGER})
PART_OF = {Role.Kind.CURATOR: Part.CURATOR, Role.Kind.MANAGER: Part.MANAGER}
ACTIVE = Enrolment.State.ACTIVE


@transaction.atomic
def give_role(who: Person | PersonDetails, kind: str, cohort: Cohort | None, actor: Person) -> Role:
    """Let somebody known, or newly named, be curator, trainer, manager or auditor, and invite him by mail.

    Without a cohort the role is in the whole school. Locks: the cohort, the person.
    Raises: Refused for a role given before, a learner who would guide his own cohort, a missing address.
    """
    if cohort is not None:
        Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    named = who if isinstance(who, PersonDetails) else PersonDetails(who.name, who.email or "", is_same_person=True)
    refuse_if(Refusal("role.email_needed") if not named.email and kind != Role.Kind.TRAINER else None)
    person = _admitted(who, named, actor)
    refuse_if(_own_learner_refusal(person, kind, cohort))
    role = _created(person, kind, cohort)
    invite(person, actor)
    record("role.given", actor=actor, subject_id=person.pk, kind=kind, cohort=cohort.pk if cohort else 0)
    return role


def _admitted(who: Person | PersonDetails, named: PersonDetails, actor: Person) -> Person:
    if isinstance(who, PersonDetails):
        return make_known(named, actor, has_account=bool(named.email))
    person = Person.objects.select_for_update(of=("self",)).get(pk=who.pk)
    refuse_if(None if person.is_active else Refusal("person.inactive", {"name": person.name}))
    if person.email and not person.has_account:
        person.has_account = True
        person.save(update_fields=["has_account"])
    return person


def _own_learner_refusal(person: Person, kind: str, cohort: Cohort | None) -> Refusal | None:
    enrolments = Enrolment.objects.filter(learner=person, state=ACTIVE)
    if cohort is not None:
        enrolments = enrolments.filter(cohort=cohort)
    if kind in GUIDING and enrolments.exists():
        return Refusal("role.own_learner", {"name": person.name})
    return None


def _created(person: Person, kind: str, cohort: Cohort | None) -> Role:
    try:
        with transaction.atomic():
            return Role.objects.create(person=person, kind=kind, cohort=cohort)
    except IntegrityError as error:
        raise Refused(Refusal("role.given_already", {"name": person.name})) from error


@transaction.atomic
def end_role(role: Role, actor: Person) -> None:
    """Let somebody no longer have this role; nothing when it was ended already.

    Locks: all roles of this kind, so that of the last two only one goes; the cohort. Raises: Refused for the last
    curator of learners, the school's last manager, and somebody who has open work in this role.
    """
    locked = Role.objects.select_for_update(of=("self",)).select_related("person").filter(kind=role.kind)
    current = next((each for each in locked.order_by("pk") if each.pk == role.pk), None)
    if current is None:
        return
    if current.cohort_id:
        Cohort.objects.select_for_update(of=("self",)).get(pk=current.cohort_id)
    refuse_if(*_ending_refusals(current))
    person, kind, cohort_id = current.person, current.kind, current.cohort_id or 0
    current.delete()
    if not person.roles.exists() and not person.enrolments.exists():
        withdraw_invitation(person, actor)
    record("role.ended", actor=actor, subject_id=person.pk, kind=kind, cohort=cohort_id)


def _ending_refusals(role: Role) -> list[Refusal | None]:
    if role.kind == Role.Kind.CURATOR:
        return [*_uncurated(role), _open_work(role)]
    if role.kind == Role.Kind.MANAGER:
        others = _same_kind(role).filter(cohort=None)
        return [rules.last_manager_refusal(1 if role.cohort_id else others.count()), _open_work(role)]
    return []


def _same_kind(role: Role) -> QuerySet[Role]:
    return Role.objects.filter(kind=role.kind, person__is_active=True).exclude(pk=role.pk)


def _uncurated(role: Role) -> list[Refusal | None]:
    """A refusal for each cohort with learners that would be left without a curator; two queries."""
    others = _same_kind(role)
    if others.filter(cohort=None).exists():
        return []
    cohorts = Cohort.objects.filter(pk=role.cohort_id) if role.cohort_id else Cohort.objects.all()
    left = cohorts.exclude(Exists(others.filter(cohort=OuterRef("pk"))))
    learners = Count("enrolments", filter=Q(enrolments__state=ACTIVE))
    counted = left.annotate(learners=learners).filter(learners__gt=0).order_by("code")
    return [rules.last_curator_refusal(each.code, each.learners, 0) for each in counted]


def _open_work(role: Role) -> Refusal | None:
    """What this person has open in this role, unless another role of his covers it."""
    mine = _same_kind(role).filter(person=role.person_id)
    if mine.filter(cohort=None).exists():
        return None
    items = WorkItem.objects.open().filter(owner=role.person_id, part=PART_OF[Role.Kind(role.kind)])
    items = items.filter(cohort=role.cohort_id) if role.cohort_id else items.exclude(cohort__in=mine.values("cohort"))
    return rules.open_work_refusal(role.person.name, items.count())
