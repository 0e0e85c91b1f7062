"""Reading completion."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from placements.agreements.models import Practicum
from placements.clock import instant, local_date
from placements.cohorts.selectors import policy_of
from placements.completion.models import WindowWaiver
from placements.journal.models import Confirmation


def changeable_confirmations(now: datetime, days: int) -> Q:
    """Confirmations that their mentor may still take back. Source: domain, section 9 (8)."""
    return Q(confirmed_at__gte=instant(local_date(now) - timedelta(days=days), time(0)))


def window_is_over(now: datetime, days: int) -> Q:
    """Practicums whose confirmations are all final, or waived since."""
    waived = WindowWaiver.objects.filter(
        practicum=OuterRef("placement__practicum"), waived_at__gte=OuterRef("confirmed_at")
    )
    open_ones = Confirmation.objects.filter(
        changeable_confirmations(now, days), ~Exists(waived), placement__practicum=OuterRef("pk")
    )
    return ~Q(Exists(open_ones))


def window_end(practicum: Practicum) -> datetime:
    """When the last change window of this practicum closes; one query."""
    days = policy_of(practicum.cohort).confirmation.change_window_days
    last = Confirmation.objects.filter(placement__practicum=practicum).order_by("-confirmed_at").first()
    day = local_date(last.confirmed_at) if last else local_date(practicum.stage_since)
    return instant(day + timedelta(days=days + 1), time(0))
