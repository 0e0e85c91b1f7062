"""The rooms' verbs that are about one row, reached through a work item's subject."""

from collections.abc import Mapping
from typing import Any

from placements.agreements import amending, signing
from placements.agreements.models import Party, Placement, Practicum
from placements.completion import pauses, proposals
from placements.guidance import concerns
from placements.guidance import services as guidance
from placements.guidance.models import CheckIn, Concern, Question
from placements.journal import calling, contesting
from placements.journal.models import Entry
from placements.people.models import Person
from placements.reports.services import submit_former_evaluation

Data = Mapping[str, Any]


def record_briefing(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    signing.record_briefing(Placement.objects.get(pk=subject_id, practicum=practicum), actor, data)


def acknowledge_briefing(practicum: Practicum, actor: Person, _data: Data, *, subject_id: int) -> None:
    signing.acknowledge_briefing(Placement.objects.get(pk=subject_id, practicum=practicum), actor)


def hold_check_in(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    guidance.hold_check_in(CheckIn.objects.get(pk=subject_id, practicum=practicum), actor, data)


def answer_question(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    guidance.answer_question(Question.objects.get(pk=subject_id, practicum=practicum), actor, data["text"])


def sign_amendment(practicum: Practicum, actor: Person, data: Data, *, party: Party, subject_id: int) -> None:
    amending.sign_amendment(practicum, actor, data, party=party, subject_id=subject_id)


def evaluate_former(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    submit_former_evaluation(Placement.objects.get(pk=subject_id, practicum=practicum), actor, data)


def answer_proposal(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    proposals.answer_proposal(practicum, actor, data, subject_id=subject_id)


def resume(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:  # noqa: ARG001 - one rest runs
    pauses.resume(practicum, actor, data)


def handle_concern(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    concerns.handle_concern(Concern.objects.get(pk=subject_id, practicum=practicum), actor, data)


def settle_contest(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    contesting.settle_contest(Entry.objects.get(pk=subject_id, practicum=practicum), actor, data)


def record_call(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    calling.record_call(Placement.objects.get(pk=subject_id, practicum=practicum), actor, data["agreed"])
