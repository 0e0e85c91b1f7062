"""The verbs of guidance: plan and hold check-ins, ask and answer questions."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.clock import add_working_days, deadline, end_of_day
from placements.cohorts.selectors import curator_of, policy_of
from placements.guidance.models import Answer, CheckIn, Question
from placements.guidance.rules import held_refusal, question_refusal
from placements.people.models import Person
from placements.records.models import Part
from placements.records.services import close_items, open_item, record
from placements.refusals import Refusal, Refused, refuse_if

WHOLE = 100


def plan_check_ins(practicum: Practicum, placement: Placement) -> None:
    """Plan the policy's check-ins over the placement's period; those planned before stay as they are."""
    curator = curator_of(practicum.cohort)
    for planned in policy_of(practicum.cohort).check_ins:
        due_on = add_working_days(_day_at(placement, planned.at_percent), planned.due_working_days)
        check_in, is_new = CheckIn.objects.get_or_create(
            practicum=practicum,
            code=planned.code,
            defaults={
                "title": planned.title.as_dict(),
                "agenda": [line.as_dict() for line in planned.agenda],
                "due_on": due_on,
            },
        )
        if is_new:
            open_item(
                "check_in",
                part=Part.CURATOR,
                owner=curator,
                due_at=end_of_day(due_on),
                practicum=practicum,
                subject_id=check_in.pk,
            )


def _day_at(placement: Placement, percent: int) -> date:
    return placement.starts_on + (placement.ends_on - placement.starts_on) * percent // WHOLE


@transaction.atomic
def hold_check_in(check_in: CheckIn, actor: Person, data: Mapping[str, Any]) -> CheckIn:
    """Record a held check-in. data: held_on, notes, agreed, outcome."""
    locked = CheckIn.objects.select_for_update(of=("self",)).get(pk=check_in.pk)
    refuse_if(held_refusal(locked.held_on, data["held_on"], clock.now()))
    for name in ("held_on", "notes", "agreed", "outcome"):
        setattr(locked, name, data[name])
    locked.save(update_fields=["held_on", "notes", "agreed", "outcome"])
    close_items("check_in", practicum_id=locked.practicum_id, by=actor, subject_id=locked.pk)
    states = ("", locked.outcome)
    record("check_in.held", actor=actor, practicum_id=locked.practicum_id, subject_id=locked.pk, states=states)
    return locked


@transaction.atomic
def ask_question(practicum: Practicum, actor: Person, client_id: UUID, text: str) -> Question:
    """Ask the curator; sending the same again is harmless."""
    refuse_if(question_refusal(text, policy_of(practicum.cohort).limits.note_characters))
    question, is_new = Question.objects.get_or_create(
        client_id=client_id, defaults={"practicum": practicum, "text": text}
    )
    if question.practicum_id != practicum.pk or question.text != text:
        raise Refused(Refusal("question.same_id"))
    if is_new:
        due_at = deadline(clock.now(), policy_of(practicum.cohort).deadlines_working_days["question"])
        owner = curator_of(practicum.cohort)
        open_item(
            "question", part=Part.CURATOR, owner=owner, due_at=due_at, practicum=practicum, subject_id=question.pk
        )
        record("question.asked", actor=actor, practicum_id=practicum.pk, subject_id=question.pk)
    return question


@transaction.atomic
def answer_question(question: Question, actor: Person, text: str) -> Answer:
    """Answer a question once; the learner is told."""
    locked = Question.objects.select_for_update(of=("self",)).select_related("practicum").get(pk=question.pk)
    practicum = locked.practicum
    refuse_if(question_refusal(text, policy_of(practicum.cohort).limits.note_characters))
    if Answer.objects.filter(question=locked).exists():
        raise Refused(Refusal("question.answered"))
    answer = Answer.objects.create(question=locked, person=actor, text=text)
    close_items("question", practicum_id=practicum.pk, by=actor, subject_id=locked.pk)
    record("question.answered", actor=actor, practicum_id=practicum.pk, subject_id=locked.pk)
    queue_message("answer", person_id=practicum.learner_id, answer=answer.pk)
    return answer
