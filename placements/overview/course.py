"""What a curator must know of a practicum that left its ordinary course, beside the learner's facts."""

from dataclasses import dataclass

from placements.agreements.models import Practicum, Suspension
from placements.completion.models import Proposal
from placements.completion.selectors import proposals_of
from placements.overview.standing import suspension_of


@dataclass(frozen=True, slots=True)
class Course:
    """The suspension that runs, what two people decide, the other practicums of the same studies."""

    suspension: Suspension | None
    proposals: list[Proposal]
    others: list[Practicum]


def course_of(practicum: Practicum) -> Course:
    """Three queries at most."""
    return Course(
        suspension=suspension_of(practicum),
        proposals=[each for each in proposals_of(practicum) if each.state != Proposal.State.LAPSED],
        others=list(practicum.enrolment.practicums.exclude(pk=practicum.pk).order_by("pk")),
    )
