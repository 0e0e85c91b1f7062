"""Who does what in a cohort, and by which curriculum and policy it runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import F, Q, QuerySet

from placements.cohorts.models import Cohort, Enrolment, Role
from placements.people.invitation_states import InvitationState, invitation_states
from placements.people.models import Person
from placements.programmes.curriculum import Curriculum
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion
from placements.programmes.occupation_profile import OccupationProfile
from placements.programmes.policy import DecisionRules, Policy, default_policy
from placements.records.models import ProviderSettings


@lru_cache(maxsize=32)
def _curriculum(version_id: int) -> Curriculum:
    return Curriculum.from_content(ProgrammeVersion.objects.get(pk=version_id).content)


@lru_cache(maxsize=32)
def _policy(version_id: int) -> Policy:
    return Policy.from_content(PolicyVersion.objects.get(pk=version_id).content)


@lru_cache(maxsize=32)
def _profile(version_id: int) -> OccupationProfile:
    return OccupationProfile.from_content(OccupationVersion.objects.get(pk=version_id).content)


def curriculum_of(version_id: int) -> Curriculum:
    """The curriculum of a programme version; versions never change, so it is read once a process."""
    return _curriculum(version_id)


def policy_of(cohort: Cohort) -> Policy:
    """The cohort's practicum policy, or the default one over its curriculum."""
    if cohort.policy_version_id:
        return _policy(cohort.policy_version_id)
    return default_policy(curriculum_of(cohort.programme_version_id))


def decision_rules_of(enrolment: Enrolment) -> DecisionRules:
    """The decision rules that the enrolment began with, or the default ones. Source: section 9, Decision (11)."""
    if enrolment.policy_version_id:
        return _policy(enrolment.policy_version_id).decision
    return default_policy(curriculum_of(enrolment.programme_version_id)).decision


def profile_of(cohort: Cohort) -> OccupationProfile | None:
    """The occupation profile that places of this cohort are offered under."""
    return _profile(cohort.occupation_version_id) if cohort.occupation_version_id else None


def people_with(kind: str, cohort: Cohort) -> list[Person]:
    """Those with this role in the cohort, then those with it in the whole school; active ones."""
    roles = Role.objects.filter(Q(cohort=cohort) | Q(cohort=None), kind=kind, person__is_active=True)
    return [role.person for role in roles.select_related("person").order_by(F("cohort").asc(nulls_last=True), "pk")]


def kinds_of(person: Person, cohort: Cohort) -> frozenset[str]:
    """The kinds of role that a person exercises in this cohort, the school-wide ones among them; one query."""
    roles = person.roles_today.filter(Q(cohort=cohort) | Q(cohort=None))
    return frozenset(roles.order_by().values_list("kind", flat=True).distinct())


def curator_of(cohort: Cohort) -> Person:
    """Whom the learners of this cohort turn to; the manager while there is no curator."""
    people = people_with(Role.Kind.CURATOR, cohort) or people_with(Role.Kind.MANAGER, cohort)
    if not people:
        raise LookupError(f"cohort {cohort.pk} has neither curator nor manager")
    return people[0]


def school_signatory_of(cohort: Cohort) -> Person:
    """Who signs for the school: the provider's signatory, else the cohort's manager, else its curator."""
    provider = ProviderSettings.objects.select_related("signatory").filter(signatory__is_active=True).first()
    if provider and provider.signatory:
        return provider.signatory
    managers = people_with(Role.Kind.MANAGER, cohort)
    return managers[0] if managers else curator_of(cohort)


def curators_of(cohort_ids: Iterable[int]) -> dict[int, Person]:
    """For each of these cohorts whom curator_of names; cohorts with nobody are left out; one query."""
    ids = set(cohort_ids)
    kinds = [Role.Kind.CURATOR, Role.Kind.MANAGER]
    roles = Role.objects.filter(Q(cohort__in=ids) | Q(cohort=None), kind__in=kinds, person__is_active=True)
    ordered = list(roles.select_related("person").order_by("kind", F("cohort").asc(nulls_last=True), "pk"))
    found: dict[int, Person] = {}
    for role in ordered:
        for cohort_id in ids if role.cohort_id is None else {role.cohort_id}:
            found.setdefault(cohort_id, role.person)
    return found


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Somebody's part in a cohort, and whether the invitation was followed."""

    role: Role
    state: InvitationState


def role_rows(cohort: Cohort, now: datetime) -> list[RoleRow]:
    """Who does what in the cohort, those of the whole school too, in the order of people_with; three queries."""
    order = {kind: place for place, kind in enumerate(Role.Kind.values)}
    found = Role.objects.filter(Q(cohort=cohort) | Q(cohort=None)).select_related("person")
    roles = sorted(found, key=lambda role: (order[role.kind], role.cohort_id is None, role.pk))
    states = invitation_states([role.person for role in roles], now)
    return [RoleRow(role, states[role.person_id]) for role in roles]


def reached_people(cohort: Cohort, *, with_school: bool) -> QuerySet[Person]:
    """Learners and people of the cohort, with those of the whole school where asked for."""
    here = Q(enrolments__cohort=cohort) | Q(roles__cohort=cohort)
    everywhere = Q(roles__isnull=False, roles__cohort=None)
    return Person.objects.filter(here | everywhere if with_school else here)
