"""Reading requests, placements and agreements."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.agreements.models import Agreement, Placement, PlacementRequest, Practicum
from placements.agreements.places import has_mentor_by_phone
from placements.agreements.rules import Plan
from placements.cohorts.selectors import policy_of

_ALWAYS: dict[str, Promise] = {"wishes": _("what you would like to do")}
_PLACE: dict[str, Promise] = {
    "host_name": _("company"),
    "registry_code": _("registry code"),
    "mentor_name": _("mentor's name"),
    "mentor_email": _("mentor's e-mail address"),
    "signatory_name": _("signatory's name"),
    "signatory_email": _("signatory's e-mail address"),
    "starts_on": _("start date"),
    "ends_on": _("end date"),
    "weekdays": _("weekdays"),
    "day_starts": _("start of the day"),
    "day_ends": _("end of the day"),
    "tasks": _("tasks"),
}


def missing_fields(request: PlacementRequest) -> list[Promise]:
    """The names of the fields that this kind of request needs and lacks."""
    needed = _ALWAYS if request.source == PlacementRequest.Source.FIND else _PLACE
    missing = [name for name in needed if getattr(request, name) in (None, "", [])]
    is_met = {"mentor_email": has_mentor_by_phone(request)} if "mentor_email" in missing else {}
    return [needed[name] for name in missing if not is_met.get(name)]


def plan_of(source: PlacementRequest | Placement) -> Plan:
    """The weekly plan of a request that has all its fields, or of a placement."""
    assert source.starts_on
    assert source.ends_on
    assert source.day_starts
    assert source.day_ends
    return Plan(
        source.starts_on, source.ends_on, source.weekdays, source.day_starts, source.day_ends, source.break_minutes
    )


def live_placement(practicum: Practicum) -> Placement | None:
    """The placement that runs or is being agreed; one query."""
    placements = practicum.placements.filter(state__in=Placement.LIVE)
    return placements.select_related("host", "mentor", "signatory").first()


def latest_placement(practicum: Practicum) -> Placement | None:
    """The live placement, else the last one that took place; one query."""
    placements = practicum.placements.exclude(state__in=[Placement.State.DECLINED, Placement.State.CALLED_OFF])
    return placements.select_related("host", "mentor", "signatory").order_by("pk").last()


def current_agreement(placement: Placement) -> Agreement | None:
    """The agreement version in force, else the one in signing, with its signatures; two queries."""
    agreements = placement.agreements.filter(superseded_at=None)
    return agreements.prefetch_related("signatures__person").order_by(F("in_force_at").asc(nulls_last=True)).first()


def agreement_in_signing(practicum: Practicum) -> Agreement | None:
    """The version that awaits signatures: a first agreement, or an amendment of the one in force; one query."""
    agreements = Agreement.objects.filter(placement__practicum=practicum, placement__state__in=Placement.LIVE)
    return agreements.filter(superseded_at=None, in_force_at=None).select_related("placement").first()


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the curator's checks: what is checked, whether it holds, the figures."""

    code: str
    holds: bool
    values: dict[str, int | str]


def review_checks(practicum: Practicum, request: PlacementRequest) -> list[Check]:
    """What a curator sees before deciding; at most four queries. Source: domain, section 3 (review)."""
    policy, plan = policy_of(practicum.cohort), plan_of(request)
    trainees = Placement.objects.filter(mentor__email=request.mentor_email, state__in=Placement.LIVE).count()
    required = practicum.missing_minutes
    minimum, capacity = policy.request.minimum_outcomes, policy.request.mentor_capacity
    cohort = practicum.cohort
    in_window = cohort.practicum_from <= plan.starts_on and plan.ends_on <= cohort.practicum_until
    return [
        Check("registry_code", True, {"code": request.registry_code}),
        Check("capacity", trainees < capacity, {"free": max(capacity - trainees, 0), "limit": capacity}),
        Check("outcomes", len(request.outcomes) >= minimum, {"n": len(request.outcomes), "minimum": minimum}),
        Check("plan", plan.total_minutes >= required, {"total": plan.total_minutes, "required": required}),
        Check("window", in_window, {"days": len(plan.days())}),
    ]
