"""Writing decisions: locked learners, their cases, the rows with history, mails and what follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from notifications.bulk import insert_at_once
from notifications.services import Queued, queue_all
from placements import clock
from placements.cohorts.models import Enrolment
from placements.decisions import rules
from placements.decisions.facts import Case, snapshots_of
from placements.decisions.models import Decision
from placements.decisions.snapshots import digest_of
from placements.people.models import Person
from placements.records.models import Channel, WorkItem
from placements.records.services import Recorded, record_all
from placements.refusals import Refusal, Refused

RECHECK = "decision_recheck"
Basis = Decision.Basis


@dataclass(frozen=True, slots=True)
class Act:
    """Who decides, on what grounds, and what the decision keeps beside the case."""

    actor: Person
    basis: str = Basis.RULES
    reason: str = ""
    second: Person | None = None
    outcome: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


@contextmanager
def one_decision(name: str = "") -> Iterator[None]:
    """A transaction in which somebody else's decision of the same instant is a refusal, not an error."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not any(each in str(error) for each in ("one_first_decision", "placements_decision")):
            raise
        raise Refused(Refusal("decision.decided", {"names": [name] if name else []})) from error


def locked_enrolments(ids: Iterable[int]) -> list[Enrolment]:
    """These learners' rows, locked until the transaction ends, always in the same order; one query."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "learner")
    return list(rows.filter(pk__in=list(ids)).order_by("pk"))


def locked_case(enrolment_id: int, now: datetime) -> Case:
    """One learner's case, the row locked; eight queries."""
    return snapshots_of(locked_enrolments([enrolment_id]), now)[enrolment_id]


def standing_of(enrolment_id: int) -> Decision | None:
    """The decision that stands; one query."""
    found: Decision | None = Decision.objects.standing().filter(enrolment=enrolment_id).first()
    return found


def decide(cases: Sequence[Case], act: Act, former: Decision | None = None) -> None:
    """Write the decisions of these cases with their history and mails, in three statements.

    Afterwards their cohorts are looked at again: results may have changed while this was written.
    Raises: IntegrityError when somebody else has decided; see one_decision.
    """
    decisions = [_row(case, act, former) for case in cases]
    insert_at_once(decisions)
    record_all(
        [_recorded(case, decision, former) for case, decision in zip(cases, decisions, strict=True)],
        actor=act.actor,
        channel=Channel.WEB,
    )
    messages = [Queued("decision", {"decision": each.pk}, each.learner_id) for each in decisions]
    if former is not None:
        messages.append(Queued("decision_superseded", {"decision": former.pk}))
        _close_rechecks(former, act.actor)
    cohorts = sorted({each.cohort_id for each in decisions})
    queue_all([*messages, *(Queued("decisions_check", {"cohort": pk}) for pk in cohorts)])


def _row(case: Case, act: Act, former: Decision | None) -> Decision:
    content = case.content | dict(act.beside)
    return Decision(
        enrolment=case.enrolment,
        cohort_id=case.enrolment.cohort_id,
        learner_id=case.enrolment.learner_id,
        outcome=act.outcome or case.outcome,
        proposed=case.outcome,
        reasons=list(case.proposal.reasons),
        basis=act.basis,
        content=content,
        digest=digest_of(content),
        rules_version=rules.RULES_VERSION,
        reason=act.reason,
        decided_by=act.actor,
        second=act.second,
        decided_at=clock.now(),
        supersedes=former,
    )


def _recorded(case: Case, decision: Decision, former: Decision | None) -> Recorded:
    return Recorded(
        action="decision.superseded" if former else "decision.made",
        practicum_id=case.practicum.pk if case.practicum else None,
        subject_id=decision.pk,
        states=(former.outcome if former else "", decision.outcome),
        reason=decision.reason,
        details={"digest": decision.digest, "basis": decision.basis},
    )


def _close_rechecks(former: Decision, actor: Person) -> None:
    items = WorkItem.objects.open().filter(kind=RECHECK, subject_id=former.pk)
    items.update(done_at=clock.now(), done_by=actor)
