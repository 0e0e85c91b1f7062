"""What each waiting node waits for, as a condition on practicums: one source for waking and for the sweep."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from placements.agreements.models import Party, Placement, Signature
from placements.completion.models import Proposal
from placements.completion.selectors import window_is_over
from placements.reports.models import Evaluation, ReportVersion

Condition = Callable[[datetime], Q]

State = Placement.State
HAS_ENOUGH_HOURS = Q(confirmed_minutes__gte=F("required_minutes"))
IS_EVALUATED = Q(
    Exists(Evaluation.objects.filter(placement__practicum=OuterRef("pk"), placement__state=State.IN_FORCE))
)
IS_WAIVED = Q(
    Exists(
        Proposal.objects.filter(
            placement__practicum=OuterRef("pk"),
            placement__state=State.IN_FORCE,
            kind=Proposal.Kind.EVALUATION_WAIVER,
            state=Proposal.State.CONFIRMED,
        )
    )
)
HAS_LEFT = ~Q(Exists(Placement.objects.filter(practicum=OuterRef("pk"), state=State.IN_FORCE)))
IS_CALLED_OFF = ~Q(Exists(Placement.objects.filter(practicum=OuterRef("pk"), state=State.AGREED)))
IS_REPORTED = Q(
    Exists(
        ReportVersion.objects.filter(
            report__practicum=OuterRef("pk"), state__in=[ReportVersion.State.SUBMITTED, ReportVersion.State.APPROVED]
        )
    )
)
IS_OVER = Q(ended_at__isnull=False) | Q(required_minutes=0)


def has_signed(party: Party) -> Q:
    """The party has signed the current terms, or nothing is left to sign."""
    signatures = Signature.objects.filter(
        party=party,
        agreement__superseded_at=None,
        agreement__placement__practicum=OuterRef("pk"),
        agreement__placement__state=Placement.State.AGREED,
    )
    return Q(Exists(signatures)) | IS_CALLED_OFF


def at_any_time(condition: Q, says: str) -> Condition:
    """A condition on which the clock has no say; says is told of it in the written documents."""

    def holds(_now: datetime) -> Q:
        return condition

    holds.__doc__ = says
    return holds


def can_be_checked(now: datetime) -> Q:
    """No mentor can change a confirmation any more, or hours or the placement have fallen away."""
    return window_is_over(now) | ~HAS_ENOUGH_HOURS | HAS_LEFT


CONDITIONS: dict[str, Condition] = {
    "learner_signature": at_any_time(has_signed(Party.LEARNER), "The learner has signed, or the offer is called off."),
    "school_signature": at_any_time(has_signed(Party.SCHOOL), "The school has signed, or the offer is called off."),
    "host_signature": at_any_time(has_signed(Party.HOST), "The company has signed, or the offer is called off."),
    "hours": at_any_time(HAS_ENOUGH_HOURS | HAS_LEFT, "Enough hours are confirmed, or the placement has ended."),
    "evaluation": at_any_time(
        IS_EVALUATED | IS_WAIVED | HAS_LEFT,
        "The mentor has evaluated, two people have waived it, or the placement has ended.",
    ),
    "report": at_any_time(IS_REPORTED | HAS_LEFT, "A version of the report is submitted, or the placement has ended."),
    "change_window": can_be_checked,
    "ending": at_any_time(IS_OVER, "The practicum is ended before its completion, or recognised as a whole."),
}
