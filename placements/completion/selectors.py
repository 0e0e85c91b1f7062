"""Reading completion."""

from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q

from placements.agreements.models import Practicum
from placements.completion.models import WindowWaiver
from placements.journal.models import Confirmation


def window_is_over(now: datetime) -> Q:
    """Practicums whose confirmations are all final, or waived since. Source: domain, section 9 (8)."""
    waived = WindowWaiver.objects.filter(
        practicum=OuterRef("placement__practicum"), waived_at__gte=OuterRef("confirmed_at")
    )
    changeable = Confirmation.objects.filter(~Exists(waived), placement__practicum=OuterRef("pk"), final_at__gt=now)
    return ~Q(Exists(changeable))


def window_end(practicum: Practicum) -> datetime:
    """When the last confirmation becomes final; one query."""
    confirmations = Confirmation.objects.filter(placement__practicum=practicum)
    final_at: datetime | None = confirmations.aggregate(last=Max("final_at"))["last"]
    return final_at or practicum.stage_since
