"""Other rules for running cohorts: a new policy version from a day on, never backwards."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.cohorts import rules
from placements.cohorts.models import Cohort, PolicyChange
from placements.cohorts.selectors import curriculum_of, people_with
from placements.people.models import Person
from placements.programmes.models import PolicyVersion, Programme
from placements.programmes.policy import Policy
from placements.programmes.services import store_policy
from placements.records.models import Channel
from placements.records.services import record
from placements.refusals import Refusal, refuse_if

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PolicyProposal:
    """A policy as somebody wants it; seen is the digest of the version it was made from, empty for the default one."""

    content: Content
    valid_from: date
    cohort_ids: Collection[int]
    reason: str
    seen: str

    def digest(self) -> str:
        """SHA-256 of what the look at the effect was about: content, day and cohorts."""
        canonical = json.dumps([self.content, self.valid_from.isoformat(), sorted(self.cohort_ids)], sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()


def digest_seen(latest: PolicyVersion | None) -> str:
    """What a proposal made from this version names as seen."""
    return latest.digest if latest else ""


@transaction.atomic
def change_policy(programme: Programme, proposal: PolicyProposal, actor: Person) -> PolicyVersion:
    """Make the next policy version, and let the chosen cohorts run by it from a day on; their curators get a mail.

    What was decided, and the decision rules that learners began with, stay. Locks: the programme, then the cohorts.
    Raises: Refused with every broken rule, or when the policy was changed since it was read; BadFile for a content
    that does not hang together. Source: domain, section 9, Decision (11).
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    latest = locked.policies.order_by("-number").first()
    refuse_if(rules.policy_seen_refusal(digest_seen(latest), proposal.seen))
    cohorts = _locked_cohorts(locked, proposal.cohort_ids)
    refuse_if(*_refusals(cohorts, proposal, clock.local_date(clock.now())))
    version = store_policy(locked, latest, proposal.content)
    running = [each for each in cohorts if each.policy_version_id != version.pk]
    refuse_if(None if running or version != latest else Refusal("policy.nothing"))
    _plan(running, version, proposal, actor)
    return version


def _locked_cohorts(programme: Programme, ids: Collection[int]) -> list[Cohort]:
    cohorts = Cohort.objects.select_for_update(of=("self",)).filter(programme_version__programme=programme, pk__in=ids)
    return list(cohorts.order_by("pk"))


def _refusals(cohorts: Sequence[Cohort], proposal: PolicyProposal, today: date) -> Iterator[Refusal | None]:
    yield rules.policy_day_refusal(proposal.valid_from, today)
    yield None if proposal.reason.strip() else Refusal("policy.reason")
    policy = Policy.from_content(proposal.content)
    named = {number for chip in policy.task_chips for number in chip.outcomes}
    for cohort in cohorts:
        curriculum = curriculum_of(cohort.programme_version_id)
        foreign = named - {outcome.number for outcome in curriculum.outcomes}
        yield rules.policy_outcomes_refusal(cohort.code, foreign)
        daily = policy.hours.daily_cap_minutes
        yield rules.policy_room_refusal(
            cohort.code, (cohort.practicum_from, cohort.practicum_until), daily, curriculum.practicum_minutes
        )
    ahead = PolicyChange.objects.filter(cohort__in=cohorts, applied_at=None, valid_from__gt=proposal.valid_from)
    for change in ahead.select_related("cohort", "policy_version").order_by("pk"):
        yield rules.policy_ahead_refusal(change.cohort.code, change.policy_version.number, change.valid_from)


def _plan(cohorts: Sequence[Cohort], version: PolicyVersion, proposal: PolicyProposal, actor: Person) -> None:
    day = proposal.valid_from
    shared = {"policy_version": version, "valid_from": day, "reason": proposal.reason, "made_by": actor}
    PolicyChange.objects.bulk_create(PolicyChange(cohort=cohort, **shared) for cohort in cohorts)
    codes = ",".join(cohort.code for cohort in cohorts)
    record(
        "policy.changed", actor=actor, subject_id=version.pk, reason=proposal.reason,
        number=version.number, digest=version.digest, day=day.isoformat(), cohorts=codes,
    )  # fmt: skip
    told = {person.pk for cohort in cohorts for person in people_with("curator", cohort) if person.email}
    for person_id in sorted(told - {actor.pk}):
        queue_message("policy_change", person_id=person_id, version=version.pk, day=day.isoformat())


def apply_policy_changes(now: datetime) -> int:
    """Let every change whose day has come hold; returns how many. Late or twice it comes to the same."""
    due = PolicyChange.objects.filter(applied_at=None, valid_from__lte=clock.local_date(now))
    return sum(_apply(pk) for pk in list(due.order_by("valid_from", "pk").values_list("pk", flat=True)))


@transaction.atomic
def _apply(change_id: int) -> bool:
    """Locks: the cohort, then the change. Nothing when another worker was here first."""
    cohort = Cohort.objects.select_for_update(of=("self",)).get(policy_changes=change_id)
    change = PolicyChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    if change.applied_at is not None:
        return False
    former = cohort.policy_version_id or 0
    cohort.policy_version_id, cohort.version = change.policy_version_id, cohort.version + 1
    cohort.save(update_fields=["policy_version", "version"])
    change.applied_at = clock.now()
    change.save(update_fields=["applied_at"])
    record(
        "policy.applied", actor=None, subject_id=cohort.pk, channel=Channel.SYSTEM,
        former=former, version=change.policy_version_id, change=change.pk,
    )  # fmt: skip
    return True
