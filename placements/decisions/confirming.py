"""A manager confirms what the rules propose: one learner or a whole cohort, in one act."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Exists, OuterRef

from placements import clock
from placements.cohorts.models import Enrolment
from placements.decisions import refusing, rules
from placements.decisions.deciding import Act, decide, one_decision
from placements.decisions.facts import Case, snapshots_of
from placements.decisions.models import AttestationRequest, Decision
from placements.people.models import Person
from placements.refusals import Refusal, Refused, refuse_if

Seen = Mapping[int, str]


def confirm(enrolments: Collection[int], actor: Person, seen: Seen) -> int:
    """Decide these learners as the rules propose, all of them or nobody; returns how many.

    seen: by enrolment the digest of the proposal that the page showed. Eleven statements whatever the number.
    Locks: the enrolments, by their numbers. Raises: Refused, naming those who were decided on or whose data changed
    meanwhile, whose data are missing, who may still mend what is lacking, or who have not asked for an attestation.
    """
    if not enrolments:
        raise Refused(Refusal("decision.nobody"))
    with one_decision():
        rows = _locked(enrolments)
        cases = list(snapshots_of(rows, clock.now()).values())
        _refuse_any(cases, rows, actor, seen)
        decide(cases, Act(actor))
    return len(cases)


def _locked(enrolments: Collection[int]) -> list[Enrolment]:
    """With whether each is decided on, and whether an attestation was asked for; one query."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "learner")
    annotated = rows.annotate(
        is_decided=Exists(Decision.objects.filter(enrolment=OuterRef("pk"))),
        has_asked=Exists(AttestationRequest.objects.filter(enrolment=OuterRef("pk"))),
    )
    return list(annotated.filter(pk__in=list(enrolments)).order_by("pk"))


def waits_for_request(case: Case, *, has_asked: bool) -> bool:
    """Whether who left the course must ask for the attestation first. Source: domain, section 9, Decision (4)."""
    is_on_request = case.limits["withdrawn_document"] == "on_request" and case.outcome == rules.Outcome.ATTESTATION
    return bool(case.snapshot["is_withdrawn"]) and is_on_request and not has_asked


def _refuse_any(cases: Sequence[Case], rows: Sequence[Enrolment], actor: Person, seen: Seen) -> None:
    decided = {row.pk for row in rows if row.is_decided}  # type: ignore[attr-defined]  # annotated
    asked = {row.pk for row in rows if row.has_asked}  # type: ignore[attr-defined]  # annotated
    open_cases = [each for each in cases if each.enrolment.pk not in decided]
    same: list[Case] = []
    changed: list[Case] = []
    for each in open_cases:
        (same if seen.get(each.enrolment.pk) == each.seen else changed).append(each)
    silent = [each for each in same if waits_for_request(each, has_asked=each.enrolment.pk in asked)]
    refuse_if(
        refusing.own_refusal(actor.pk, [each.enrolment.learner_id for each in cases]),
        refusing.named("decision.decided", [row.learner.name for row in rows if row.pk in decided]),
        refusing.named("decision.changed", _names(changed)),
        refusing.named("decision.unknown", _names(_of(same, rules.Outcome.UNKNOWN))),
        refusing.named("decision.pending", _names(_of(same, rules.Outcome.PENDING))),
        refusing.named("decision.not_asked", _names(silent)),
    )


def _of(cases: Sequence[Case], outcome: str) -> list[Case]:
    return [each for each in cases if each.outcome == outcome]


def _names(cases: Sequence[Case]) -> list[str]:
    return [each.enrolment.learner.name for each in cases]
