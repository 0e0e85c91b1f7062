"""Opening and changing cohorts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from placements import clock
from placements.cohorts import rules
from placements.cohorts.models import Cohort, Enrolment
from placements.cohorts.rules import CohortDates
from placements.cohorts.selectors import curriculum_of, policy_of
from placements.people.models import Person
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if

VERSIONS = rules.VERSIONS
DATES = ("starts_on", "ends_on", "practicum_from", "practicum_until", "decision_on")
FIELDS = ("code", *VERSIONS, "language", *DATES)
RUNNING = ("offered", "agreed", "in_force")


@dataclass(frozen=True, slots=True)
class CohortDetails:
    """A cohort as somebody wants it; version is the one he saw, 0 for a new cohort."""

    code: str
    programme_version: ProgrammeVersion
    policy_version: PolicyVersion | None
    occupation_version: OccupationVersion | None
    language: str
    dates: CohortDates
    version: int = 0

    def values(self) -> dict[str, Any]:
        """The cohort's columns."""
        own = {name: getattr(self, name) for name in ("code", *VERSIONS, "language")}
        return own | {name: getattr(self.dates, name) for name in DATES}


@transaction.atomic
def open_cohort(details: CohortDetails, actor: Person) -> Cohort:
    """Open a cohort without learners and people of its own.

    Raises: Refused with every broken rule.
    """
    cohort = Cohort(**details.values())
    refuse_if(*_refusals(cohort, details))
    _save(cohort)
    record("cohort.opened", actor=actor, subject_id=cohort.pk, **_recorded(cohort, FIELDS))
    return cohort


@transaction.atomic
def change_cohort(cohort: Cohort, details: CohortDetails, actor: Person) -> Cohort:
    """Change a cohort; its code and versions only while nobody is enrolled. Nothing changed is nothing recorded.

    Locks: the cohort. Raises: Refused with every broken rule, or when it was changed since it was read.
    """
    locked: Cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    refuse_if(rules.stale_refusal(locked.version, details.version))
    former, values = CohortDates(*(getattr(locked, name) for name in DATES)), details.values()
    changed = [name for name in FIELDS if getattr(locked, name) != values[name]]
    if not changed:
        return locked
    learners = Enrolment.objects.filter(cohort=locked).count()
    for name in changed:
        setattr(locked, name, values[name])
    kept = rules.kept_refusals(changed, learners)
    refuse_if(*kept, *_refusals(locked, details), rules.placements_refusal(_outside(locked, former)))
    locked.version += 1
    _save(locked)
    record("cohort.changed", actor=actor, subject_id=locked.pk, **_recorded(locked, changed))
    return locked


def _refusals(cohort: Cohort, details: CohortDetails) -> list[Refusal | None]:
    programme, policy = details.programme_version, details.policy_version
    curriculum, limits = curriculum_of(programme.pk), policy_of(cohort)
    foreign = {number for chip in limits.task_chips for number in chip.outcomes}
    foreign -= {outcome.number for outcome in curriculum.outcomes}
    daily = limits.hours.daily_cap_minutes
    return [
        rules.code_refusal(cohort.code),
        rules.policy_refusal(programme.programme_id, policy.programme_id if policy else None, foreign),
        *rules.date_refusals(details.dates, clock.local_date(clock.now())),
        rules.room_refusal(details.dates.window, daily, curriculum.practicum_minutes),
    ]


def _outside(cohort: Cohort, former: CohortDates) -> list[str]:
    """Names of learners whose running placement the new window cuts off; those it left out before stay as they are."""
    cut = Q()
    if cohort.practicum_from > former.practicum_from:
        cut |= Q(placements__starts_on__lt=cohort.practicum_from)
    if cohort.practicum_until < former.practicum_until:
        cut |= Q(placements__ends_on__gt=cohort.practicum_until)
    if not cut:
        return []
    running = cohort.practicums.filter(cut, placements__state__in=RUNNING)
    return list(running.order_by("learner__name").values_list("learner__name", flat=True).distinct())


def _save(cohort: Cohort) -> None:
    # Asked of the database, not beforehand: of two at once one gets this answer.
    try:
        with transaction.atomic():
            cohort.save()
    except IntegrityError as error:
        raise Refused(Refusal("cohort.code_used", {"value": cohort.code})) from error


def _recorded(cohort: Cohort, names: Iterable[str]) -> dict[str, Any]:
    """Columns as history keeps them: ids, codes, days."""
    return {name: _plain(getattr(cohort, name)) for name in names}


def _plain(value: Any) -> int | str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else getattr(value, "pk", 0)
