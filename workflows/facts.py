"""What a person sees beside a step's form."""

from typing import Any

from placements.agreements.models import Agreement, Placement, PlacementRequest, Practicum, Suspension
from placements.agreements.places import accessibility_facts, place_checks
from placements.agreements.selectors import current_agreement, live_placement, plan_of, review_checks
from placements.cohorts.selectors import curriculum_of, policy_of
from placements.completion.models import Proposal
from placements.completion.selectors import window_end
from placements.guidance.models import CheckIn, Concern, Question
from placements.hosts.selectors import offered_cards
from placements.journal.contesting import open_correction
from placements.journal.days import lines_of
from placements.journal.models import Entry
from placements.journal.selectors import waiting_entries
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
    """The placement that an item names, else the one that is live."""
    practicum = practicum_of(item)
    named = Placement.objects.filter(pk=item.subject_id, practicum=practicum)
    found = named.select_related("host", "mentor", "signatory").first() or live_placement(practicum)
    assert found is not None
    return {"placement": found, "plan": plan_of(found), "outcomes": _outcomes(practicum, found.outcomes)}


def agreement(item: WorkItem) -> Facts:
    practicum = practicum_of(item)
    live = live_placement(practicum)
    assert live is not None
    return {"placement": live, "agreement": current_agreement(live)}


def amendment(item: WorkItem) -> Facts:
    found = Agreement.objects.select_related("placement__host", "placement__mentor", "placement__signatory")
    row = found.prefetch_related("signatures__person").get(pk=item.subject_id, placement__practicum=item.practicum)
    return {"placement": row.placement, "agreement": row}


def proposal(item: WorkItem) -> Facts:
    rows = Proposal.objects.select_related("proposed_by", "evidence")
    return {"proposal": rows.get(pk=item.subject_id, practicum=item.practicum)}


def suspension(item: WorkItem) -> Facts:
    rows = Suspension.objects.select_related("suspended_by")
    return {"suspension": rows.get(pk=item.subject_id, practicum=item.practicum)}


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


def contested_day(item: WorkItem) -> Facts:
    """The day as the learner wrote it, and the mentor's times."""
    practicum = practicum_of(item)
    entry = Entry.objects.select_related("placement__host", "placement__mentor").get(
        pk=item.subject_id, practicum=practicum
    )
    (line,) = lines_of(practicum, [entry])
    return {"line": line, "entry": entry, "correction": open_correction(entry)}


def absence(item: WorkItem) -> Facts:
    """How many days off there were before."""
    practicum = practicum_of(item)
    judged = practicum.absences.standing().exclude(is_excused=None)
    return {"judged": list(judged.order_by("day", "pk"))}


def call_host(item: WorkItem) -> Facts:
    """Whom to phone, and which days wait for him."""
    found = Placement.objects.select_related("host", "mentor").get(pk=item.subject_id, practicum=item.practicum)
    entries = waiting_entries(found)
    return {"placement": found, "entries": entries, "minutes": sum(each.minutes for each in entries)}
