"""What may not be decided, and why not. Pure: no table, no clock."""

from collections.abc import Iterable, Sequence

from placements.decisions import rules
from placements.refusals import Refusal


def named(code: str, names: Sequence[str]) -> Refusal | None:
    """The refusal that names these people; none when there are none."""
    return Refusal(code, {"names": list(names)}) if names else None


def not_final_refusal(outcome: str, name: str) -> Refusal | None:
    """Unknown data hold every decision back, and what is pending is not decided by the rules yet. Source: (1), (2)."""
    if outcome == rules.Outcome.UNKNOWN:
        return Refusal("decision.unknown", {"names": [name]})
    return Refusal("decision.pending", {"names": [name]}) if outcome == rules.Outcome.PENDING else None


def own_refusal(actor_id: int, learners: Iterable[int]) -> Refusal | None:
    """Nobody decides about himself."""
    return Refusal("decision.own") if actor_id in set(learners) else None


def reason_refusal(reason: str) -> Refusal | None:
    """What goes another way than the rules says why."""
    return None if reason.strip() else Refusal("decision.reason_needed")


def override_refusal(
    wanted: str, snapshot: rules.Snapshot, limits: rules.Thresholds, proposal: rules.Proposal, *, stands: bool = False
) -> Refusal | None:
    """What two people cannot decide: the same as the rules, without the data, a certificate without exam or practicum,
    a document without participation. Source: domain, section 4 and section 9, Decision (2), (3) and (7).

    stands: whether the learner is decided on; then two people may take a certificate back though data are missing.
    """
    if wanted == proposal.outcome:
        return Refusal("override.same")
    if proposal.outcome == rules.Outcome.UNKNOWN and (wanted == rules.Outcome.CERTIFICATE or not stands):
        return Refusal("override.unknown")
    lacking = [each.name for each in proposal.conditions if each.standing != rules.Standing.MET]
    if wanted == rules.Outcome.CERTIFICATE and rules.NEVER_OVERRIDDEN.intersection(lacking):
        return Refusal("override.forbidden")
    if wanted != rules.Outcome.NONE and rules.fallback(snapshot, limits) == rules.Outcome.NONE:
        return Refusal("override.no_participation")
    return None


def decided_refusal(actor_id: int, deciders: Iterable[int | None]) -> Refusal | None:
    """An objection is answered by somebody who neither decided nor confirmed. Source: section 9, Decision (5)."""
    return Refusal("appeal.same_person") if actor_id in set(deciders) else None


def asking_refusal(policy: str, *, is_studying: bool, has_asked: bool) -> Refusal | None:
    """Only who has left asks for an attestation, once, where the policy gives it on request. Source: (4)."""
    if is_studying:
        return Refusal("attestation.studying")
    if policy != "on_request":
        return Refusal("attestation.not_on_request")
    return Refusal("attestation.asked") if has_asked else None
