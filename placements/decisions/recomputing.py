"""Every stored decision once more from its own snapshot, by the rules of its own version: does it still come out?"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count

from placements.decisions import rules
from placements.decisions.models import Decision
from placements.decisions.snapshots import digest_of, proposal_of

CHUNK = 500
Basis = Decision.Basis


@dataclass
class Report:
    """How many decisions there are by rules version and basis, and every difference as a line."""

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def recompute(tell: Callable[[str], None] = lambda _line: None) -> Report:
    """Read all decisions in portions; tell is called with each difference as it is found."""
    report = Report()
    rows = Decision.objects.select_related("supersedes", "enrolment").order_by("pk")
    for decision in rows.iterator(chunk_size=CHUNK):
        report.counts.update([f"rules {decision.rules_version}", f"basis {decision.basis}", "all"])
        for difference in differences(decision):
            report.differences.append(f"decision {decision.pk}: {difference}")
            tell(report.differences[-1])
    for line in _broken_chains():
        report.differences.append(line)
        tell(line)
    return report


def differences(decision: Decision) -> Iterator[str]:
    """What of a decision does not come out of its content."""
    if digest_of(decision.content) != decision.digest:
        yield "the digest is not that of the content"
    try:
        proposal = proposal_of(decision.content)
    except (KeyError, TypeError, ValueError) as error:
        yield f"the content cannot be read: {type(error).__name__} {error}"
        return
    if decision.rules_version != decision.content["rules_version"]:
        yield f"rules version {decision.rules_version}, in its content {decision.content['rules_version']}"
    if proposal.outcome != decision.proposed:
        yield f"the rules come to {proposal.outcome}, stored is {decision.proposed}"
    if list(proposal.reasons) != decision.reasons:
        yield f"the reasons are {', '.join(proposal.reasons)}, stored are {', '.join(map(str, decision.reasons))}"
    yield from _outcome(decision, proposal)
    yield from _links(decision)


def _outcome(decision: Decision, proposal: rules.Proposal) -> Iterator[str]:
    is_by_two = decision.basis in {Basis.OVERRIDE, Basis.ANNULMENT}
    if is_by_two and decision.second_id is None:
        yield "two people decide so, and only one is named"
    if decision.basis == Basis.OVERRIDE:
        lacking = {each.name for each in proposal.conditions if each.standing != rules.Standing.MET}
        if decision.outcome == rules.Outcome.CERTIFICATE and lacking & rules.NEVER_OVERRIDDEN:
            yield "a certificate without exam or practicum"
    elif decision.outcome != proposal.outcome and not _is_fallback(decision, proposal):
        yield f"decided is {decision.outcome}, the rules come to {proposal.outcome}"


def _is_fallback(decision: Decision, proposal: rules.Proposal) -> bool:
    is_open = proposal.outcome not in rules.FINAL and decision.outcome != rules.Outcome.CERTIFICATE
    return decision.basis == Basis.ANNULMENT and is_open


def _links(decision: Decision) -> Iterator[str]:
    former, enrolment = decision.supersedes, decision.enrolment
    if (decision.cohort_id, decision.learner_id) != (enrolment.cohort_id, enrolment.learner_id):
        yield "cohort or learner are not those of the enrolment"
    if former is not None and former.enrolment_id != decision.enrolment_id:
        yield f"it supersedes decision {former.pk} of another learner"
    if former is not None and former.pk >= decision.pk:
        yield f"it supersedes decision {former.pk}, which is younger"


def _broken_chains() -> Iterator[str]:
    """Every learner who was decided on has exactly one decision that stands."""
    standing = Decision.objects.standing().order_by().values("enrolment").annotate(number=Count("pk"))
    numbers = dict(standing.values_list("enrolment", "number"))
    for enrolment in Decision.objects.order_by("enrolment").values_list("enrolment", flat=True).distinct():
        if numbers.get(enrolment, 0) != 1:
            yield f"enrolment {enrolment}: {numbers.get(enrolment, 0)} decisions stand"
