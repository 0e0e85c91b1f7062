"""The agreements of a practicum as they are read: the one that holds, an amendment in signing, the former ones."""

from typing import Any

from django.db.models import F

from placements.agreements.models import Agreement, Placement, Practicum
from placements.records.models import WorkItem

AMENDMENT = "learner_amendment"


def agreements_of(practicum: Practicum) -> list[Agreement]:
    """Every version that holds, is being signed, or held last at a former company; the newest first; two queries."""
    stands = Agreement.objects.filter(placement__practicum=practicum, superseded_at=None)
    related = ("placement__host", "placement__mentor", "placement__signatory")
    newest_first = stands.order_by("-placement", F("in_force_at").asc(nulls_last=True))
    return list(newest_first.select_related(*related).prefetch_related("signatures__person"))


def agreement_and_amendment(practicum: Practicum, placement: Placement | None) -> tuple[Agreement | None, ...]:
    """The placement's version that holds or is being signed, and an amendment in signing beside it; three queries."""
    versions = [each for each in agreements_of(practicum) if placement is not None and each.placement == placement]
    return versions[0] if versions else None, versions[1] if len(versions) > 1 else None


def agreements_context(practicum: Practicum) -> dict[str, Any]:
    """What the learner's agreement page shows; four queries."""
    versions = agreements_of(practicum)
    present = [each for each in versions if each.placement.state in Placement.LIVE]
    asked = WorkItem.objects.open().filter(practicum=practicum, owner=practicum.learner, kind=AMENDMENT).first()
    return {
        "practicum": practicum,
        "agreement": present[0] if present else None,
        "amendment": present[1] if len(present) > 1 else None,
        "to_sign": asked,
        "former": [each for each in versions if each.placement.state == Placement.State.ENDED],
    }
