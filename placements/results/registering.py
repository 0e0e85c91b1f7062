"""Coming to a retake, and taking that back: the learner's own act, or the school's for him."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from placements import clock
from placements.cohorts.models import Enrolment
from placements.cohorts.selectors import curriculum_of, decision_rules_of
from placements.people.models import Person
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if
from placements.results import rules
from placements.results.models import ExamAttempt, ExamRegistration, ExamSitting
from placements.results.planning import locked
from placements.results.rules import ExamLimits, RetakeStanding
from placements.results.telling import tell_changed


def exam_limits(enrolment: Enrolment) -> ExamLimits:
    """The exam's limits that the enrolment began with; no query once they are read."""
    decision = decision_rules_of(enrolment)
    percent = curriculum_of(enrolment.programme_version_id).exam_min_percent
    return ExamLimits(percent, decision.exam_max_attempts, decision.exam_counts)


def retake_standing(enrolment: Enrolment, *, besides: int = 0) -> RetakeStanding:
    """What a registration for the sitting besides is judged by; two queries."""
    return retake_standings([enrolment], besides=besides)[enrolment.pk]


def retake_standings(enrolments: Collection[Enrolment], *, besides: int = 0) -> dict[int, RetakeStanding]:
    """What registrations for the sitting besides are judged by, by enrolment; two queries whatever the number."""
    made = ExamAttempt.objects.filter(enrolment__in=enrolments, sitting__cancelled_at=None)
    columns = "enrolment", "sitting", "correct", "total", "sitting__completed_at"
    attempts: dict[int, dict[int, tuple[int, int, bool]]] = defaultdict(dict)
    for pk, sitting, correct, total, completed_at in made.order_by("sitting__held_at", "pk").values_list(*columns):
        attempts[pk][sitting] = correct, total, completed_at is not None
    open_ones = ExamRegistration.objects.filter(
        enrolment__in=enrolments, withdrawn_at=None, sitting__cancelled_at=None, sitting__completed_at=None
    )
    ahead: dict[int, set[int]] = defaultdict(set)
    for pk, sitting in open_ones.values_list("enrolment", "sitting"):
        ahead[pk].add(sitting)
    return {
        each.pk: RetakeStanding(
            [(correct, total) for correct, total, is_known in attempts[each.pk].values() if is_known],
            len(attempts[each.pk]),
            len(ahead[each.pk] - attempts[each.pk].keys() - {besides}),
            each.state == Enrolment.State.ACTIVE,
        )
        for each in enrolments
    }


def closes_at(sitting: ExamSitting) -> datetime:
    """Until when learners register and withdraw: the end of registration, or the beginning of the exam."""
    return sitting.register_until or sitting.held_at


def registering_refusals(
    sitting: ExamSitting, standing: RetakeStanding, limits: ExamLimits, now: datetime, *, is_own: bool
) -> list[Refusal]:
    """What stands against a registration; the school may register after the term, until the results are complete."""
    answers = [
        None if sitting.is_retake else Refusal("retake.no_retake"),
        Refusal("retake.over") if sitting.completed_at else None,
        rules.retake_refusal(standing, limits),
        rules.open_refusal(closes_at(sitting), now) if is_own else None,
    ]
    return [each for each in answers if each is not None]


@transaction.atomic
def register_for_retake(sitting: ExamSitting, enrolment: Enrolment, actor: Person) -> ExamRegistration:
    """Let a learner come to a retake.

    Locks: the exam, the enrolment, so that of two retakes at once only one takes the last attempt.
    Raises: Refused after the term, without an attempt left, when the exam is passed, and when registered already.
    """
    current = locked(sitting)
    learner = _locked(enrolment)
    is_own = actor.pk == learner.learner_id
    standing, limits = retake_standing(learner, besides=current.pk), exam_limits(learner)
    refuse_if(*registering_refusals(current, standing, limits, clock.now(), is_own=is_own))
    try:
        with transaction.atomic():
            made = ExamRegistration.objects.create(
                sitting=current, enrolment=learner, registered_by=actor, registered_at=clock.now()
            )
    except IntegrityError as error:
        raise Refused(Refusal("retake.registered", {"name": learner.learner.name})) from error
    _tell("retake.registered", made, actor)
    return made


@transaction.atomic
def withdraw_from_retake(sitting: ExamSitting, enrolment: Enrolment, actor: Person) -> ExamRegistration:
    """Let a learner not come after all.

    Locks: the exam. Raises: Refused after the term for the learner himself, when there is a result, and when he is
    not registered.
    """
    current = locked(sitting)
    learner = _locked(enrolment)
    named = {"name": learner.learner.name}
    standing = current.registrations.filter(enrolment=learner, withdrawn_at=None).first()
    if standing is None:
        raise Refused(Refusal("retake.not_registered", named))
    has_result = current.attempts.filter(enrolment=learner).exists()
    refuse_if(
        Refusal("retake.has_result", named) if has_result else None,
        Refusal("retake.over") if current.completed_at else None,
        rules.open_refusal(closes_at(current), clock.now()) if actor.pk == learner.learner_id else None,
    )
    standing.withdrawn_at = clock.now()
    standing.save(update_fields=["withdrawn_at"])
    _tell("retake.withdrawn", standing, actor)
    return standing


def _locked(enrolment: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("learner")
    return rows.get(pk=enrolment.pk)


def _tell(action: str, registration: ExamRegistration, actor: Person) -> None:
    sitting_id, learner_id = registration.sitting_id, registration.enrolment_id
    record(action, actor=actor, subject_id=learner_id, sitting=sitting_id, enrolment=learner_id)
    tell_changed([registration.enrolment_id])
