"""What a person sees beside a step's form."""

from typing import Any

from placements.agreements.models import Placement, PlacementRequest, Practicum
from placements.agreements.selectors import current_agreement, live_placement, plan_of, review_checks
from placements.cohorts.selectors import curriculum_of, policy_of
from placements.completion.selectors import window_end
from placements.guidance.models import CheckIn, Question
from placements.reports.selectors import report_of, versions_of

Facts = dict[str, Any]


def request(practicum: Practicum, subject_id: int) -> Facts:
    return {"request": PlacementRequest.objects.select_related("host").get(practicum=practicum)}


def review(practicum: Practicum, subject_id: int) -> Facts:
    asked = PlacementRequest.objects.select_related("host").get(practicum=practicum)
    wants_place = asked.source == PlacementRequest.Source.FIND
    checks = [] if wants_place else review_checks(practicum, asked)
    plan = None if wants_place else plan_of(asked)
    return {"request": asked, "checks": checks, "plan": plan, "outcomes": _outcomes(practicum, asked.outcomes)}


def _outcomes(practicum: Practicum, numbers: list[int]) -> list[Any]:
    curriculum = curriculum_of(practicum.enrolment.programme_version_id)
    return [outcome for outcome in curriculum.outcomes if outcome.number in numbers]


def placement(practicum: Practicum, subject_id: int) -> Facts:
    live = live_placement(practicum)
    assert live is not None
    return {"placement": live, "plan": plan_of(live), "outcomes": _outcomes(practicum, live.outcomes)}


def agreement(practicum: Practicum, subject_id: int) -> Facts:
    live = live_placement(practicum)
    assert live is not None
    return {"placement": live, "agreement": current_agreement(live)}


def briefing(practicum: Practicum, subject_id: int) -> Facts:
    found = Placement.objects.select_related("host", "briefing__recorded_by").get(pk=subject_id, practicum=practicum)
    return {"placement": found, "briefing": found.briefing}


def report(practicum: Practicum, subject_id: int) -> Facts:
    versions = versions_of(practicum)
    latest = versions[0] if versions else None
    previous = versions[1] if len(versions) > 1 else None
    prompts = policy_of(practicum.cohort).report_prompts
    return {"report": report_of(practicum), "latest": latest, "previous": previous, "prompts": prompts}


def change_window(practicum: Practicum, subject_id: int) -> Facts:
    return {"until": window_end(practicum)}


def check_in(practicum: Practicum, subject_id: int) -> Facts:
    return {"check_in": CheckIn.objects.get(pk=subject_id, practicum=practicum)}


def question(practicum: Practicum, subject_id: int) -> Facts:
    return {"question": Question.objects.get(pk=subject_id, practicum=practicum)}
