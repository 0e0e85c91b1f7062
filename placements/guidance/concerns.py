"""The verbs of a concern: the learner reports it, curator or manager act on it, the company never hears of it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Practicum
from placements.clock import end_of_day
from placements.cohorts.models import Cohort, Role
from placements.cohorts.selectors import curator_of, people_with, policy_of
from placements.guidance import rules
from placements.guidance.models import Concern
from placements.people.models import Person
from placements.records.models import Part
from placements.records.services import close_items, open_item, record
from placements.refusals import Refusal, Refused, refuse_if

KIND = "concern"
FIELDS = ("kind", "text", "happened_on")


def responders_of(cohort: Cohort) -> dict[Part, Person]:
    """Whom a concern reaches at once: the curator, and a manager where that is somebody else."""
    curator, managers = curator_of(cohort), people_with(Role.Kind.MANAGER, cohort)
    manager = next((person for person in managers if person != curator), None)
    return {Part.CURATOR: curator} | ({Part.MANAGER: manager} if manager else {})


@transaction.atomic
def report_concern(practicum: Practicum, actor: Person, client_id: UUID, data: Mapping[str, Any]) -> Concern:
    """Report what happened, whatever the practicum's state; sending the same again is harmless.

    data: kind, text, happened_on. Raises: Refused. Source: domain, section 3 (concern).
    """
    values = {name: data[name] for name in FIELDS}
    limit = policy_of(practicum.cohort).limits.report_prompt_characters
    refuse_if(
        rules.concern_text_refusal(values["text"], limit), rules.happened_refusal(values["happened_on"], clock.now())
    )
    concern, is_new = Concern.objects.get_or_create(client_id=client_id, defaults={"practicum": practicum, **values})
    if concern.practicum_id != practicum.pk or {name: getattr(concern, name) for name in FIELDS} != values:
        raise Refused(Refusal("concern.same_id"))
    if is_new:
        _alert(concern, actor)
    return concern


def _alert(concern: Concern, actor: Person) -> None:
    practicum = concern.practicum
    due_at = end_of_day(rules.concern_due_on(clock.now()))
    for part, person in responders_of(practicum.cohort).items():
        # Its mail goes at once, to the owner and to who stands in for him: see overview.mails.
        open_item(KIND, part=part, owner=person, due_at=due_at, practicum=practicum, subject_id=concern.pk)
    queue_message("concern_received", person_id=practicum.learner_id, concern=concern.pk)
    # No words of the learner's: history is read by more people than a concern is.
    record("concern.reported", actor=actor, practicum_id=practicum.pk, subject_id=concern.pk)


@transaction.atomic
def handle_concern(concern: Concern, actor: Person, data: Mapping[str, Any]) -> Concern:
    """Say what was done and what came of it: closes the work items of both, and the learner is told.

    data: measures, outcome. Locks: the concern. Raises: Refused when a text is empty or it is closed already.
    """
    locked = Concern.objects.select_for_update(of=("self",)).select_related("practicum").get(pk=concern.pk)
    refuse_if(rules.handling_refusal(locked.handled_at, data["measures"], data["outcome"]))
    locked.measures, locked.outcome = data["measures"], data["outcome"]
    locked.handled_by, locked.handled_at = actor, clock.now()
    locked.save(update_fields=["measures", "outcome", "handled_by", "handled_at"])
    close_items(KIND, practicum_id=locked.practicum_id, by=actor, subject_id=locked.pk)
    record("concern.handled", actor=actor, practicum_id=locked.practicum_id, subject_id=locked.pk)
    queue_message("concern_answered", person_id=locked.practicum.learner_id, concern=locked.pk)
    return locked
