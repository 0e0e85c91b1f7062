"""The verbs of leaving: deactivate and activate again, anonymise, delete a row made by mistake."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.deletion import ProtectedError

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.clock import local_date
from placements.cohorts.models import Role, Substitution
from placements.directory import rules
from placements.directory.curators import curators_now, learners_told
from placements.directory.relations import has_history
from placements.directory.rules import Standing
from placements.directory.substituting import end_absences, locked_people
from placements.journal.models import Entry
from placements.people.models import Person
from placements.people.services import anonymise
from placements.records.models import WorkItem
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if


def standing_of(person: Person, actor: Person) -> Standing:
    """What ties this person to running work; eight queries."""
    placements = Placement.objects.filter(Q(mentor=person) | Q(signatory=person)).filter(_may_ask_again())
    names = placements.order_by("practicum__learner__name").values_list("practicum__learner__name", flat=True)
    ahead = Substitution.objects.ahead(local_date(clock.now())).filter(substitute=person).order_by("absent__name")
    return Standing(
        is_self=person.pk == actor.pk,
        open_items=WorkItem.objects.open().filter(owner=person).count(),
        only_curator_of=_only_curator_of(person),
        is_last_manager=_is_last_manager(person),
        has_practicum=Practicum.objects.filter(_may_go_on(), learner=person).exists(),
        trainees=list(dict.fromkeys(names)),
        stands_in_for=list(dict.fromkeys(ahead.values_list("absent__name", flat=True))),
    )


def _may_ask_again() -> Q:
    """Placements whose people may be asked something yet: live ones, and former ones whose days may still come back."""
    unsettled = Entry.objects.unsettled().filter(placement=OuterRef("pk"), practicum__completed_at=None)
    is_former = Q(state=Placement.State.ENDED, practicum__completed_at=None, practicum__ended_at=None)
    return Q(state__in=Placement.LIVE) | is_former | Q(Exists(unsettled))


def _may_go_on() -> Q:
    """Practicums of which a learner may be asked something yet."""
    unsettled = Entry.objects.unsettled().filter(practicum=OuterRef("pk"))
    return Q(completed_at=None) & (Q(ended_at=None) | Q(Exists(unsettled)))


def _only_curator_of(person: Person) -> list[str]:
    """The codes of cohorts with learners that no other active curator guides."""
    curators = Role.objects.filter(kind=Role.Kind.CURATOR, person__is_active=True)
    if not curators.filter(person=person).exists() or curators.filter(cohort=None).exclude(person=person).exists():
        return []
    others = curators.exclude(person=person).values("cohort")
    mine = [key for key, curator in curators_now().items() if curator.pk == person.pk]
    left = Practicum.objects.filter(cohort__in=mine).exclude(cohort__in=others.filter(cohort__isnull=False))
    return sorted(set(left.values_list("cohort__code", flat=True)))


def _is_last_manager(person: Person) -> bool:
    managers = Role.objects.filter(kind=Role.Kind.MANAGER, person__is_active=True)
    return managers.filter(person=person).exists() and not managers.exclude(person=person).exists()


def _present_refusal(person: Person) -> Refusal | None:
    """A row that was merged or anonymised stays as it is."""
    if person.merged_into_id is not None:
        return Refusal("leave.merged")
    return Refusal("leave.anonymised") if person.anonymised_at is not None else None


@transaction.atomic
def deactivate(person: Person, actor: Person, reason: str = "") -> None:
    """Close the account and every link; nothing else changes, and it can be undone.

    Raises: Refused while work would be left lying, naming it.
    """
    (locked,) = locked_people(person)
    refuse_if(_present_refusal(locked), None if locked.is_active else Refusal("leave.inactive"))
    refuse_if(*rules.leaving_refusals(standing_of(locked, actor)))
    end_absences(locked, actor)
    _set_active(locked, actor, reason, is_active=False)


@transaction.atomic
def activate(person: Person, actor: Person, reason: str = "") -> None:
    """Let the person in again. Raises: Refused for a row that was merged or anonymised."""
    (locked,) = locked_people(person)
    refuse_if(_present_refusal(locked) or (Refusal("leave.active") if locked.is_active else None))
    _set_active(locked, actor, reason, is_active=True)


def _set_active(person: Person, actor: Person, reason: str, *, is_active: bool) -> None:
    person.is_active = is_active
    with learners_told(actor):
        person.save(update_fields=["is_active"])
    action = "person.activated" if is_active else "person.deactivated"
    record(action, actor=actor, subject_id=person.pk, reason=reason)


@transaction.atomic
def anonymise_person(person: Person, actor: Person, reason: str) -> None:
    """Remove everything that tells who this is, for good; hours and history stay.

    Raises: Refused without a reason, and while work would be left lying.
    """
    (locked,) = locked_people(person)
    refuse_if(rules.reason_refusal(reason), _present_refusal(locked))
    refuse_if(*rules.leaving_refusals(standing_of(locked, actor)))
    end_absences(locked, actor)
    with learners_told(actor):
        anonymise(locked, actor, reason)


@transaction.atomic
def delete_person(person: Person, actor: Person) -> None:
    """Delete a row that was made by mistake. Raises: Refused when anything at all refers to it."""
    (locked,) = locked_people(person)
    refuse_if(Refusal("leave.self") if locked.pk == actor.pk else None)
    refuse_if(Refusal("delete.history") if has_history(locked) else None)
    try:
        with transaction.atomic():
            locked.delete()
    except ProtectedError as error:
        raise Refused(Refusal("delete.history")) from error
    record("person.deleted", actor=actor, subject_id=person.pk)
