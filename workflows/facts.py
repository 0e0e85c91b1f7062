"""What a person sees beside a step's form."""

from typing import Any

from placements.agreements.models import Placement, PlacementRequest, Practicum
from placements.agreements.places import accessibility_facts, place_checks
from placements.agreements.selectors import current_agreement, live_placement, plan_of, review_checks
from placements.cohorts.selectors import curriculum_of, policy_of
from placements.completion.selectors import window_end
from placements.guidance.models import CheckIn, Concern, Question
from placements.hosts.selectors import offered_cards
from placements.records.models import WorkItem
from placements.reports.selectors import report_of, versions_of

Facts = dict[str, Any]


def practicum_of(item: WorkItem) -> Practicum:
    """The practicum that a step's work item is about."""
    assert item.practicum is not None
    return item.practicum


def request(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    return {"request": PlacementRequest.objects.select_related("host").get(practicum=practicum)}


def review(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    asked = PlacementRequest.objects.select_related("host", "place__host").get(practicum=practicum)
    wants_place = asked.source == PlacementRequest.Source.FIND
    checks = [] if wants_place else [*review_checks(practicum, asked), *place_checks(asked)]
    plan = None if wants_place else plan_of(asked)
    facts = {"access": accessibility_facts(asked), "cards": offered_cards()}
    outcomes = _outcomes(practicum, asked.outcomes)
    return {"request": asked, "checks": checks, "plan": plan, "outcomes": outcomes, **facts}


def _outcomes(practicum: Practicum, numbers: list[int]) -> list[Any]:
    curriculum = curriculum_of(practicum.enrolment.programme_version_id)
    return [outcome for outcome in curriculum.outcomes if outcome.number in numbers]


def placement(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    live = live_placement(practicum)
    assert live is not None
    return {"placement": live, "plan": plan_of(live), "outcomes": _outcomes(practicum, live.outcomes)}


def agreement(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    live = live_placement(practicum)
    assert live is not None
    return {"placement": live, "agreement": current_agreement(live)}


def briefing(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    found = Placement.objects.select_related("host", "briefing__recorded_by").get(
        pk=item.subject_id, practicum=practicum
    )
    return {"placement": found, "briefing": found.briefing}


def report(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    versions = versions_of(practicum)
    latest = versions[0] if versions else None
    previous = versions[1] if len(versions) > 1 else None
    prompts = policy_of(practicum.cohort).report_prompts
    return {"report": report_of(practicum), "latest": latest, "previous": previous, "prompts": prompts}


def change_window(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    return {"until": window_end(practicum)}


def check_in(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    return {"check_in": CheckIn.objects.get(pk=item.subject_id, practicum=practicum)}


def concern(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    return {"concern": Concern.objects.get(pk=item.subject_id, practicum=practicum)}


def question(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    return {"question": Question.objects.get(pk=item.subject_id, practicum=practicum)}
