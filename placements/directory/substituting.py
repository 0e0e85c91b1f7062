"""The verbs of standing in: somebody does an absent person's work for a time."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.clock import local_date
from placements.cohorts.models import Enrolment, Role, Substitution
from placements.cohorts.querysets import SubstitutionQuerySet
from placements.directory import rules
from placements.directory.rules import Candidate, Engagement
from placements.people.models import Person
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if

Days = tuple[date, date]


def locked_people(*people: Person) -> list[Person]:
    """The rows of these people read again, in the order given. Locks: all of them, by primary key."""
    ids = [person.pk for person in people]
    # NO KEY: whoever only refers to a person, as every new work item does, need not wait.
    rows = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    by_id = {person.pk: person for person in rows}
    return [by_id[pk] for pk in ids]


def candidate_of(person: Person, absent: Person) -> Candidate:
    """What counts when this person is to do the other one's work; two queries."""
    return Candidate(
        name=person.name,
        is_same=person.pk == absent.pk,
        is_active=person.is_active,
        has_account=person.has_account,
        studies=Enrolment.objects.filter(learner=person, state=Enrolment.State.ACTIVE).exists(),
        audits=Role.objects.filter(person=person, kind=Role.Kind.AUDITOR).exists(),
    )


@transaction.atomic
def stand_in(absent: Person, substitute: Person, days: Days, actor: Person) -> Substitution:
    """Let the substitute do all that the absent person could, from the first day to the last, both inclusive.

    Locks: both people. Raises: Refused with every broken rule.
    """
    absent, substitute = locked_people(absent, substitute)
    refuse_if(
        rules.candidate_refusal(candidate_of(substitute, absent)),
        rules.days_refusal(*days, local_date(clock.now())),
        None if absent.roles.exists() else Refusal("substitution.no_work"),
        rules.engagement_refusal(_engagement(absent, substitute, days)),
    )
    made = Substitution.objects.create(
        absent=absent, substitute=substitute, starts_on=days[0], ends_on=days[1], made_by=actor
    )
    record("person.substituted", actor=actor, subject_id=absent.pk, other=substitute.pk, substitution=made.pk)
    record("person.stands_in", actor=actor, subject_id=substitute.pk, other=absent.pk, substitution=made.pk)
    queue_message("substitution", person_id=substitute.pk, substitution=made.pk)
    return made


def _engagement(absent: Person, substitute: Person, days: Days) -> Engagement | None:
    kinds: Iterable[tuple[str, SubstitutionQuerySet, str]] = (
        ("overlap", Substitution.objects.filter(absent=absent), "substitute"),
        ("away", Substitution.objects.filter(absent=substitute), "absent"),
        ("stands_in", Substitution.objects.filter(substitute=absent), "absent"),
    )
    for kind, substitutions, named in kinds:
        found = substitutions.meeting(*days).select_related(named).first()
        if found is not None:
            return Engagement(kind, getattr(found, named).name, found.starts_on, found.ends_on)
    return None


@transaction.atomic
def end_substitution(substitution: Substitution, actor: Person) -> None:
    """End it now, or take it back before it begins. Raises: Refused when it is over already."""
    running = Substitution.objects.ahead(local_date(clock.now())).filter(pk=substitution.pk)
    if not running.update(ended_at=clock.now()):
        raise Refused(Refusal("substitution.ended"))
    for person_id in (substitution.absent_id, substitution.substitute_id):
        record("person.substitution_ended", actor=actor, subject_id=person_id, substitution=substitution.pk)


def end_absences(person: Person, actor: Person) -> None:
    """Who has no work any more needs no substitute: end what runs or lies ahead."""
    for each in Substitution.objects.ahead(local_date(clock.now())).filter(absent=person).order_by("pk"):
        end_substitution(each, actor)
