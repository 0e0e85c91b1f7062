"""What each waiting node waits for, as a condition on practicums: one source for waking and for the sweep."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from placements.agreements.models import Party, Placement, Signature
from placements.completion.selectors import window_is_over
from placements.reports.models import Evaluation, ReportVersion

Condition = Callable[[datetime], Q]


def has_enough_hours(now: datetime) -> Q:
    """Enough minutes are confirmed."""
    return Q(confirmed_minutes__gte=F("required_minutes"))


def has_signed(party: Party) -> Condition:
    """The party has signed the current terms."""
    signatures = Signature.objects.filter(
        party=party,
        agreement__superseded_at=None,
        agreement__placement__practicum=OuterRef("pk"),
        agreement__placement__state=Placement.State.AGREED,
    )
    return lambda now: Q(Exists(signatures))


def is_evaluated(now: datetime) -> Q:
    """The mentor of the placement that runs has evaluated."""
    running = Placement.State.IN_FORCE
    return Q(Exists(Evaluation.objects.filter(placement__practicum=OuterRef("pk"), placement__state=running)))


def is_reported(now: datetime) -> Q:
    """A report version is with the curator, or approved already."""
    states = [ReportVersion.State.SUBMITTED, ReportVersion.State.APPROVED]
    return Q(Exists(ReportVersion.objects.filter(report__practicum=OuterRef("pk"), state__in=states)))


def can_be_completed(now: datetime) -> Q:
    """No mentor can change a confirmation any more, or the hours have fallen below what is required."""
    return window_is_over(now) | Q(confirmed_minutes__lt=F("required_minutes"))


CONDITIONS: dict[str, Condition] = {
    "learner_signature": has_signed(Party.LEARNER),
    "school_signature": has_signed(Party.SCHOOL),
    "host_signature": has_signed(Party.HOST),
    "hours": has_enough_hours,
    "evaluation": is_evaluated,
    "report": is_reported,
    "change_window": can_be_completed,
}
