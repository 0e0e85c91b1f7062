"""What a curator must know of a practicum that left its ordinary course, beside the learner's facts."""

from dataclasses import dataclass

from placements.agreements.models import Agreement, Practicum, Suspension
from placements.agreements.selectors import agreement_in_signing
from placements.completion.models import Proposal
from placements.completion.selectors import proposals_of
from placements.overview.standing import suspension_of


@dataclass(frozen=True, slots=True)
class Course:
    """The suspension that runs, what two people must decide or have decided, an amendment in signing, and the other
    practicums of the same studies."""

    suspension: Suspension | None
    proposals: list[Proposal]
    amendment: Agreement | None
    others: list[Practicum]


def course_of(practicum: Practicum) -> Course:
    """Five queries at most."""
    signing = agreement_in_signing(practicum)
    return Course(
        suspension=suspension_of(practicum),
        proposals=[each for each in proposals_of(practicum) if each.state != Proposal.State.LAPSED],
        amendment=signing if signing is not None and "amends" in signing.terms else None,
        others=list(practicum.enrolment.practicums.exclude(pk=practicum.pk).order_by("pk")),
    )
