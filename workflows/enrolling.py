"""Enrolling a learner: the one verb behind the form and the file."""

from collections.abc import Iterable

from django.db import transaction

from placements import clock
from placements.agreements.models import Practicum
from placements.agreements.services import open_practicum
from placements.cohorts import rules
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.cohorts.selectors import people_with
from placements.people.invitations import invite
from placements.people.models import Person
from placements.people.recognising import PersonDetails, make_known
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if
from workflows.engine import begin

# Stages in which a practicum no longer runs, so that another one may begin.
ENDED = (Practicum.Stage.COMPLETED, *Practicum.ENDED)


class AlreadyEnrolled(Refused):
    """The person is in the cohort already; the practicum is his present one there."""

    def __init__(self, practicum: Practicum | None, name: str) -> None:
        super().__init__(Refusal("enrol.already", {"name": name}))
        self.practicum = practicum


@transaction.atomic
def enrol(cohort: Cohort, details: PersonDetails, actor: Person) -> Practicum:
    """Enrol a learner, begin the practicum's process and invite the learner by mail, all of it or nothing.

    Locks: the cohort, the person. Raises: AlreadyEnrolled; Refused with what stands against it.
    """
    locked = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    refuse_if(*cohort_refusals(locked))
    return _enrol(locked, details, actor)


@transaction.atomic
def enrol_all(cohort: Cohort, named: Iterable[PersonDetails], actor: Person) -> list[Practicum]:
    """Enrol several learners, all of them or none. Locks: the cohort, the people. Raises: as enrol."""
    locked = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    refuse_if(*cohort_refusals(locked))
    return [_enrol(locked, details, actor) for details in named]


def cohort_refusals(cohort: Cohort) -> list[Refusal | None]:
    """Whether practicums can begin in this cohort: somebody guides it, and its window is not over. Two queries."""
    guided = people_with(Role.Kind.CURATOR, cohort) or people_with(Role.Kind.MANAGER, cohort)
    return [
        None if guided else Refusal("enrol.nobody_guides"),
        rules.window_over_refusal(cohort.practicum_until, clock.local_date(clock.now())),
    ]


def _enrol(cohort: Cohort, details: PersonDetails, actor: Person) -> Practicum:
    learner = make_known(details, actor)
    refuse_twice(cohort, learner)
    refuse_if(_guides_refusal(cohort, learner), _elsewhere_refusal(cohort, learner))
    enrolment = Enrolment.objects.create(
        cohort=cohort,
        learner=learner,
        programme_version=cohort.programme_version,
        policy_version=cohort.policy_version,
        enrolled_on=clock.local_date(clock.now()),
    )
    invite(learner, actor)
    practicum = open_practicum(enrolment, actor)
    begin(practicum)
    record("enrolment.made", actor=actor, practicum_id=practicum.pk, subject_id=enrolment.pk, cohort=cohort.pk)
    practicum.refresh_from_db()
    return practicum


def refuse_twice(cohort: Cohort, learner: Person) -> None:
    """Raises: AlreadyEnrolled for somebody who is in the cohort, whatever became of it."""
    if Enrolment.objects.filter(cohort=cohort, learner=learner).exists():
        present = Practicum.objects.filter(cohort=cohort, learner=learner).order_by("-pk").first()
        raise AlreadyEnrolled(present, learner.name)


def _guides_refusal(cohort: Cohort, person: Person) -> Refusal | None:
    roles = person.roles.filter(kind__in=[Role.Kind.CURATOR, Role.Kind.MANAGER])
    guides = any(role.cohort_id in (None, cohort.pk) for role in roles)
    return Refusal("enrol.guides_it", {"name": person.name}) if guides else None


def _elsewhere_refusal(cohort: Cohort, person: Person) -> Refusal | None:
    """Two practicums at once would be kept apart by nobody: the learner's pages show one."""
    running = Practicum.objects.filter(learner=person).exclude(cohort=cohort).exclude(stage__in=ENDED)
    other = running.select_related("cohort").first()
    return Refusal("enrol.elsewhere", {"name": person.name, "cohort": other.cohort.code}) if other else None
