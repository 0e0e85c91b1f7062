"""Who is asked to decide: the manager of a cohort, once something in it can be decided."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from placements.agreements.models import Practicum
from placements.clock import deadline
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.cohorts.selectors import people_with, policy_of
from placements.decisions.confirming import waits_for_request
from placements.decisions.facts import Case, snapshots_of
from placements.decisions.models import AttestationRequest, Decision
from placements.people.models import Person
from placements.records.models import Part, WorkItem
from placements.records.services import close_items, open_item

KIND = "decision"


def manager_of(cohort: Cohort, but: Iterable[int | None] = ()) -> Person | None:
    """Who decides in this cohort: a manager, else a curator; somebody else than these where there is somebody."""
    found: list[Person] = []
    for kind in (Role.Kind.MANAGER, Role.Kind.CURATOR):
        people = people_with(kind, cohort)
        found += people
        other = next((each for each in people if each.pk not in set(but)), None)
        if other is not None:
            return other
    return next(iter(found), None)


def due_of(cohort: Cohort, now: datetime) -> datetime:
    """Until when the school decides, looks again or answers. Source: domain, section 3 and the policy."""
    return deadline(now, policy_of(cohort).deadlines_working_days["decision"])


def practicum_of(enrolment: Enrolment) -> Practicum | None:
    """The latest practicum of the studies, beside which its work is listed; one query."""
    found: Practicum | None = enrolment.practicums.order_by("pk").last()
    return found


def undecided(cohort: Cohort) -> list[Enrolment]:
    """The learners of a cohort who were never decided on, with whether they asked for an attestation; one query."""
    rows = cohort.enrolments.filter(~Exists(Decision.objects.filter(enrolment=OuterRef("pk"))))
    asked = Exists(AttestationRequest.objects.filter(enrolment=OuterRef("pk")))
    return list(rows.select_related("cohort", "learner").annotate(has_asked=asked).order_by("pk"))


def decidable(cases: Iterable[Case]) -> list[Case]:
    """Those of the undecided whose proposal is final and does not wait for a request."""
    return [each for each in cases if each.is_final and not waits_for_request(each, has_asked=_has_asked(each))]


def _has_asked(case: Case) -> bool:
    return bool(getattr(case.enrolment, "has_asked", False))


@transaction.atomic
def check_cohort(cohort: Cohort, now: datetime) -> None:
    """Ask the manager to decide when something can be decided, and ask no more when nothing can."""
    if decidable(snapshots_of(undecided(cohort), now).values()):
        ask_to_decide(cohort, now)
    else:
        close_items(KIND, practicum_id=None, by=None, subject_id=cohort.pk)


def ask_to_decide(cohort: Cohort, now: datetime) -> None:
    """Open the manager's work item of this cohort, once. Locks: the cohort."""
    Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    owner = manager_of(cohort)
    if owner is None or WorkItem.objects.open().filter(kind=KIND, subject_id=cohort.pk).exists():
        return
    open_item(
        KIND, part=Part.MANAGER, owner=owner, due_at=due_of(cohort, now), subject_id=cohort.pk, cohort_id=cohort.pk
    )


def ask_for_decisions(now: datetime) -> None:
    """Look into every cohort with somebody undecided."""
    waiting = Enrolment.objects.filter(~Exists(Decision.objects.filter(enrolment=OuterRef("pk"))))
    items = WorkItem.objects.open().filter(kind=KIND)
    for cohort in Cohort.objects.filter(pk__in=waiting.values("cohort")) | Cohort.objects.filter(
        pk__in=items.values("cohort")
    ):
        check_cohort(cohort, now)
