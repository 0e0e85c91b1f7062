"""The verbs of a placement before hours begin: request, review, the host's answer."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from placements import clock
from placements.agreements import places, rules
from placements.agreements.models import Placement, PlacementRequest, Practicum
from placements.agreements.selectors import missing_fields, plan_of
from placements.agreements.terms import draw_up
from placements.cohorts.models import Enrolment
from placements.cohorts.selectors import curriculum_of, policy_of, profile_of
from placements.hosts.services import ContactDetails, HostDetails, register_contact, register_host
from placements.people.models import Person
from placements.records.models import Channel
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if

Data = Mapping[str, Any]
FIELDS = (
    "source", "host", "place", "host_name", "registry_code", "host_address", "mentor_name", "mentor_email",
    "mentor_phone", "mentor_language", "signatory_name", "signatory_email", "starts_on", "ends_on", "weekdays",
    "day_starts", "day_ends", "break_minutes", "tasks", "outcomes", "remote_percent", "is_own_employee", "wishes",
)  # fmt: skip


@transaction.atomic
def open_practicum(enrolment: Enrolment, actor: Person | None) -> Practicum:
    """Open the enrolment's practicum with an empty request; hours and units are frozen from its curriculum."""
    curriculum = curriculum_of(enrolment.programme_version_id)
    practicum = Practicum.objects.create(
        enrolment=enrolment,
        cohort=enrolment.cohort,
        learner=enrolment.learner,
        required_minutes=curriculum.practicum_minutes,
        academic_hour_minutes=curriculum.academic_hour_minutes,
    )
    PlacementRequest.objects.create(practicum=practicum)
    record("practicum.opened", actor=actor, practicum_id=practicum.pk)
    return practicum


@transaction.atomic
def save_request(practicum: Practicum, _actor: Person, data: Data) -> None:
    """Keep what the learner typed, without submitting it. Raises: Refused when it was changed elsewhere meanwhile."""
    request = PlacementRequest.objects.select_for_update().get(practicum=practicum)
    _take(request, data)
    request.save()


def _take(request: PlacementRequest, data: Data) -> None:
    if data["version"] != request.version:
        raise Refused(Refusal("request.changed"))
    for name in FIELDS:
        setattr(request, name, data[name])
    places.imply_company(request)
    request.version += 1


def submit_request(practicum: Practicum, actor: Person, data: Data) -> None:
    """Submit the request to the curator.

    Raises: Refused with every broken rule; nothing is stored then. Source: domain, section 3 (request).
    """
    request = PlacementRequest.objects.select_for_update().get(practicum=practicum)
    before = request.state
    _take(request, data)
    refuse_if(rules.missing_refusal(missing_fields(request)))
    if request.source != PlacementRequest.Source.FIND:
        _refuse_unsound_plan(practicum, request)
    request.state, request.submitted_at, request.remark = PlacementRequest.State.SUBMITTED, clock.now(), ""
    request.save()
    record("request.submitted", actor=actor, practicum_id=practicum.pk, states=(before, request.state))


def _refuse_unsound_plan(practicum: Practicum, request: PlacementRequest) -> None:
    cohort, plan = practicum.cohort, plan_of(request)
    window = rules.window_refusal(plan, (cohort.practicum_from, cohort.practicum_until))
    refuse_if(
        rules.mentor_email_refusal(request.mentor_email, practicum.learner.email),
        rules.mentor_email_refusal(request.signatory_email, practicum.learner.email),
        places.gone_refusal(request),
        rules.outcomes_refusal(request.outcomes, policy_of(cohort).request.minimum_outcomes),
        *_former_refusals(practicum, request),
        window,
        # A plan outside the window may run for thousands of years: its days are not counted.
        None if window else rules.plan_refusal(plan, practicum.missing_minutes),
        places.free_refusal(request),
    )


def _former_refusals(practicum: Practicum, request: PlacementRequest) -> list[Refusal | None]:
    former = practicum.placements.filter(state=Placement.State.ENDED).select_related("host").order_by("pk").last()
    if former is None:
        return []
    assert request.starts_on
    return [
        rules.same_host_refusal(request.registry_code, former.host.registry_code, former.host.name),
        rules.after_former_refusal(request.starts_on, former.ended_on),
    ]


def review_request(practicum: Practicum, actor: Person, data: Data) -> None:
    """Approve the request, return it with a reason, or propose another place.

    data: verdict ('approve', 'return' or 'propose'), reason, and for a proposal host and mentor fields.
    """
    request = PlacementRequest.objects.select_for_update().get(practicum=practicum)
    verdict, before = data["verdict"], request.state
    if verdict == "approve":
        offered = _offer_placement(practicum, request)
        states = ("", offered.state)
        record("placement.offered", actor=actor, practicum_id=practicum.pk, subject_id=offered.pk, states=states)
        request.state = PlacementRequest.State.APPROVED
    else:
        refuse_if(rules.reason_refusal("review.reason_needed", data["reason"]))
        _take_proposal(request, data)
    request.remark = data["reason"]
    request.version += 1
    request.save()
    states = (before, request.state)
    record(f"request.{request.state}", actor=actor, practicum_id=practicum.pk, states=states, reason=data["reason"])


def _take_proposal(request: PlacementRequest, data: Data) -> None:
    if data["verdict"] == "return":
        request.state = PlacementRequest.State.RETURNED
        return
    places.propose(request, data.get("place"), data["host"])


def _offer_placement(practicum: Practicum, request: PlacementRequest) -> Placement:
    refuse_if(rules.missing_refusal(missing_fields(request)))
    _refuse_unsound_plan(practicum, request)
    plan = plan_of(request)
    host = register_host(HostDetails(request.host_name, request.registry_code, request.host_address))
    mentor = places.mentor_for(host, request, policy_of(practicum.cohort).request.mentor_capacity)
    signatory = register_contact(
        host, ContactDetails(request.signatory_name, request.signatory_email, "", mentor.language), signatory=True
    )
    return Placement.objects.create(
        practicum=practicum,
        host=host,
        place=places.place_for(host, request),
        mentor=mentor,
        signatory=signatory,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        weekdays=list(plan.weekdays),
        day_starts=plan.day_starts,
        day_ends=plan.day_ends,
        break_minutes=plan.break_minutes,
        tasks=request.tasks,
        outcomes=request.outcomes,
        remote_percent=request.remote_percent,
        competences=_default_competences(practicum),
    )


def _default_competences(practicum: Practicum) -> list[str]:
    profile, policy = profile_of(practicum.cohort), policy_of(practicum.cohort)
    return list(profile.default_competences(policy.evaluation.competences_max)) if profile else []


def answer_as_host(practicum: Practicum, actor: Person, data: Data) -> None:
    """The company accepts (then the agreement is drawn up) or declines with a reason (then the request reopens).

    data: accepts, safety_contact, conditions, reason, and what the company says of its workplace's accessibility.
    """
    placement = Placement.objects.select_for_update(of=("self",)).get(
        practicum=practicum, state=Placement.State.OFFERED
    )
    if data["accepts"]:
        placement.state = Placement.State.AGREED
        placement.safety_contact, placement.conditions = data["safety_contact"], data["conditions"]
        places.take_accessibility(placement, actor, data.get("accessibility", {}))
        placement.save(update_fields=["state", "safety_contact", "conditions", "accessibility"])
        draw_up(placement)
    else:
        _decline(placement, data["reason"])
    record(
        f"placement.{placement.state}",
        actor=actor,
        practicum_id=practicum.pk,
        subject_id=placement.pk,
        states=(Placement.State.OFFERED, placement.state),
        reason=data["reason"],
        channel=places.channel_of(placement, actor),
    )


def _decline(placement: Placement, reason: str) -> None:
    refuse_if(rules.reason_refusal("host.decline_reason", reason))
    placement.state, placement.decline_reason = Placement.State.DECLINED, reason
    placement.save(update_fields=["state", "decline_reason"])
    request = PlacementRequest.objects.select_for_update().get(practicum=placement.practicum_id)
    before, request.state, request.remark = request.state, PlacementRequest.State.DECLINED, reason
    request.save(update_fields=["state", "remark"])
    states = (before, request.state)
    record("request.declined", actor=None, practicum_id=placement.practicum_id, states=states, channel=Channel.SYSTEM)
