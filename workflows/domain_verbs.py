"""The rooms' verbs that are about one row, reached through a work item's subject."""

from collections.abc import Mapping
from typing import Any

from placements.agreements import signing
from placements.agreements.models import Placement, Practicum
from placements.guidance import concerns
from placements.guidance import services as guidance
from placements.guidance.models import CheckIn, Concern, Question
from placements.people.models import Person

Data = Mapping[str, Any]


def record_briefing(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    signing.record_briefing(Placement.objects.get(pk=subject_id, practicum=practicum), actor, data)


def acknowledge_briefing(practicum: Practicum, actor: Person, _data: Data, *, subject_id: int) -> None:
    signing.acknowledge_briefing(Placement.objects.get(pk=subject_id, practicum=practicum), actor)


def hold_check_in(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    guidance.hold_check_in(CheckIn.objects.get(pk=subject_id, practicum=practicum), actor, data)


def answer_question(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    guidance.answer_question(Question.objects.get(pk=subject_id, practicum=practicum), actor, data["text"])


def handle_concern(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    concerns.handle_concern(Concern.objects.get(pk=subject_id, practicum=practicum), actor, data)
