"""What the tables say about a school that is being set up, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from notifications.models import OutboxMessage
from placements.agreements.models import Placement, Practicum
from placements.clock import local_date
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.hosts.models import Contact, Host
from placements.people.trial_mail import last_trial_mail
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion
from placements.records.models import HistoryEntry, ProviderSettings
from placements.records.selectors import missing_for_documents, provider_settings

# Somebody to stand in: two who act on the same work.
ENOUGH_CURATORS = 2


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest version of a kind of data file."""

    code: str
    number: int
    loaded_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the page of what is missing is reckoned from; cohorts are those that have not ended."""

    now: datetime
    provider: ProviderSettings
    lacks_for_documents: Mapping[str, object]
    changed_on: Mapping[str, date]
    mail: OutboxMessage | None
    mails_stay_here: bool
    programme: Latest | None
    occupation: Latest | None
    policy: Latest | None
    cohorts: list[Any]
    everywhere: Mapping[str, int]
    # Somebody stands in, or will, for a curator of the whole school.
    has_school_stand_in: bool
    hosts: int
    ready_hosts: int
    stages: Mapping[str, int]
    running: int

    def cohorts_without(self, kind: str, least: int = 1) -> list[Any]:
        """Cohorts with fewer people of this role than that, those of the whole school counted in."""
        everywhere = self.everywhere.get(kind, 0)
        return [each for each in self.cohorts if getattr(each, f"{kind}s") + everywhere < least]

    def cohorts_without_stand_in(self) -> list[Any]:
        """Cohorts with neither a second curator nor an appointed substitute of one."""
        alone = self.cohorts_without("curator", ENOUGH_CURATORS)
        return [] if self.has_school_stand_in else [each for each in alone if not each.stand_ins]


def facts_at(now: datetime) -> Facts:
    """The school's state at this instant; thirteen queries."""
    provider = provider_settings()
    return Facts(
        now=now,
        provider=provider,
        lacks_for_documents=missing_for_documents(provider),
        changed_on=_changed_on(),
        mail=last_trial_mail(),
        mails_stay_here=settings.MAILBOX,
        programme=_latest(ProgrammeVersion.objects.all(), "programme__code"),
        occupation=_latest(OccupationVersion.objects.all(), "occupation__code"),
        policy=_latest(PolicyVersion.objects.all(), "programme__code"),
        cohorts=_cohorts(local_date(now)),
        everywhere=_roles_everywhere(),
        has_school_stand_in=_has_school_stand_in(local_date(now)),
        hosts=Host.objects.count(),
        ready_hosts=_ready_hosts().count(),
        stages=dict(Practicum.objects.order_by().values_list("stage").annotate(Count("pk"))),
        running=Placement.objects.exclude(in_force_on=None).count(),
    )


def _changed_on() -> dict[str, date]:
    """On which day each field of the settings was last changed; one query."""
    changes = HistoryEntry.objects.filter(action="provider.changed").order_by("pk").values_list("details", "at")
    return {name: local_date(at) for details, at in changes for name in details["fields"].split(",")}


def _latest(versions: "QuerySet[Any]", code: str) -> Latest | None:
    found = versions.order_by("-loaded_at", "-pk").values_list(code, "number", "loaded_at").first()
    return Latest(found[0], found[1], local_date(found[2])) if found else None


def _cohorts(today: date) -> list[Any]:
    roles = {
        f"{kind}s": Count("roles", filter=Q(roles__kind=kind, roles__person__is_active=True), distinct=True)
        for kind in (Role.Kind.CURATOR, Role.Kind.TRAINER)
    }
    absences = Q(roles__kind=Role.Kind.CURATOR, roles__person__absences__ends_on__gte=today)
    stand_ins = Count("roles__person__absences", filter=absences, distinct=True)
    learners = Count("enrolments", filter=Q(enrolments__state=Enrolment.State.ACTIVE), distinct=True)
    current = Cohort.objects.filter(Q(ends_on__gte=today) | Q(practicum_until__gte=today))
    return list(current.annotate(**roles, learners=learners, stand_ins=stand_ins).order_by("starts_on", "code"))


def _roles_everywhere() -> dict[str, int]:
    roles = Role.objects.filter(cohort=None, person__is_active=True)
    return dict(roles.order_by().values_list("kind").annotate(Count("pk")))


def _has_school_stand_in(today: date) -> bool:
    absences = Q(kind=Role.Kind.CURATOR, person__absences__ends_on__gte=today)
    return Role.objects.filter(absences, cohort=None, person__is_active=True).exists()


def _ready_hosts() -> "QuerySet[Host]":
    """Companies with a mentor and with somebody who signs."""
    people = Contact.objects.filter(host=OuterRef("pk"), person__is_active=True)
    return Host.objects.filter(Exists(people.filter(is_mentor=True)), Exists(people.filter(is_signatory=True)))
