"""What each waiting node waits for, as a condition on practicums: one source for waking and for the sweep."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from placements.agreements.models import Party, Placement, Signature
from placements.completion.selectors import window_is_over
from placements.reports.models import Evaluation, ReportVersion

Condition = Callable[[datetime], Q]

HAS_ENOUGH_HOURS = Q(confirmed_minutes__gte=F("required_minutes"))
IS_EVALUATED = Q(
    Exists(Evaluation.objects.filter(placement__practicum=OuterRef("pk"), placement__state=Placement.State.IN_FORCE))
)
IS_REPORTED = Q(
    Exists(
        ReportVersion.objects.filter(
            report__practicum=OuterRef("pk"), state__in=[ReportVersion.State.SUBMITTED, ReportVersion.State.APPROVED]
        )
    )
)


def has_signed(party: Party) -> Q:
    """The party has signed the current terms."""
    signatures = Signature.objects.filter(
        party=party,
        agreement__superseded_at=None,
        agreement__placement__practicum=OuterRef("pk"),
        agreement__placement__state=Placement.State.AGREED,
    )
    return Q(Exists(signatures))


def at_any_time(condition: Q) -> Condition:
    """A condition on which the clock has no say."""
    return lambda _now: condition


def can_be_checked(now: datetime) -> Q:
    """No mentor can change a confirmation any more, or the hours have fallen below what is required."""
    return window_is_over(now) | ~HAS_ENOUGH_HOURS


CONDITIONS: dict[str, Condition] = {
    "learner_signature": at_any_time(has_signed(Party.LEARNER)),
    "school_signature": at_any_time(has_signed(Party.SCHOOL)),
    "host_signature": at_any_time(has_signed(Party.HOST)),
    "hours": at_any_time(HAS_ENOUGH_HOURS),
    "evaluation": at_any_time(IS_EVALUATED),
    "report": at_any_time(IS_REPORTED),
    "change_window": can_be_checked,
}
