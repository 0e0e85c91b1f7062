"""Loaders: whose decisions this person may read, make or confirm, or nothing."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from placements.cohorts.loaders import MANAGERS, cohorts_of, may
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.cohorts.selectors import kinds_of
from placements.decisions.models import Appeal, Decision, Override
from placements.decisions.selectors import asked_enrolments
from placements.people.models import Person

READERS = (Role.Kind.CURATOR, Role.Kind.MANAGER, Role.Kind.AUDITOR)


def read_cohorts(person: Person) -> QuerySet[Cohort]:
    """The cohorts whose decisions this person reads. Raises: Http404 for who has no such role anywhere."""
    if not person.roles_today.filter(kind__in=READERS).exists():
        raise Http404
    return cohorts_of(person, READERS).select_related("programme_version")


def read_cohort(person: Person, code: str) -> Cohort:
    """A cohort whose decisions this person reads. Raises: Http404."""
    return get_object_or_404(read_cohorts(person), code=code)


def decided_cohort(person: Person, code: str) -> Cohort:
    """A cohort in which this person decides. Raises: Http404."""
    return get_object_or_404(cohorts_of(person, MANAGERS), code=code)


def read_enrolment(person: Person, enrolment_id: int) -> tuple[Enrolment, frozenset[str]]:
    """Another one's enrolment whose decision this person reads, and what this person is in that cohort; two queries.

    Raises: Http404.
    """
    enrolment: Enrolment = get_object_or_404(asked_enrolments().exclude(learner=person), pk=enrolment_id)
    kinds = kinds_of(person, enrolment.cohort)
    if not kinds.intersection(READERS):
        raise Http404
    return enrolment, kinds


def own_enrolment(person: Person) -> Enrolment:
    """The learner's latest studies. Raises: Http404."""
    found: Enrolment | None = asked_enrolments().filter(learner=person).order_by("-pk").first()
    if found is None:
        raise Http404
    return found


def decides(person: Person, cohort: Cohort) -> bool:
    """Whether this person decides in the cohort; at most two queries."""
    return may(person, cohort, MANAGERS)


def standing_decision(enrolment: Enrolment) -> Decision:
    """The decision that stands. Raises: Http404."""
    rows = Decision.objects.standing().select_related("learner", "decided_by", "second")
    found: Decision = get_object_or_404(rows, enrolment=enrolment)
    return found


def last_appeal(enrolment: Enrolment) -> Appeal:
    """The latest objection to any decision about this learner. Raises: Http404."""
    rows = Appeal.objects.filter(decision__enrolment=enrolment).select_related("decision__learner")
    found = rows.order_by("pk").last()
    if found is None:
        raise Http404
    return found


def last_override(enrolment: Enrolment) -> Override:
    """The latest proposal against the rules. Raises: Http404."""
    found = Override.objects.filter(enrolment=enrolment).select_related("enrolment__learner").order_by("pk").last()
    if found is None:
        raise Http404
    return found
