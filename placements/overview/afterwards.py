"""What follows a completed practicum: the decision that stands, and the document that is valid."""

from dataclasses import dataclass

from placements.agreements.models import Practicum
from placements.certificates.models import IssuedDocument
from placements.decisions.models import Decision

DECISION, DOCUMENT, OVER = 6, 7, 8


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Both None until they are there."""

    decision: Decision | None = None
    document: IssuedDocument | None = None

    @property
    def step(self) -> int:
        """The step of seven at which the learner stands now; eight when all seven are done."""
        if self.document is not None:
            return OVER
        return DECISION if self.decision is None else DOCUMENT


def afterwards_of(practicum: Practicum) -> Afterwards:
    """Nothing while the practicum runs or when it ended otherwise; two queries once it is completed."""
    if practicum.stage != Practicum.Stage.COMPLETED:
        return Afterwards()
    enrolment = practicum.enrolment_id
    return Afterwards(
        Decision.objects.standing().filter(enrolment=enrolment).first(),
        IssuedDocument.objects.filter(enrolment=enrolment, state=IssuedDocument.State.VALID).first(),
    )
