"""What two people decide together: one proposes, another one confirms or refuses."""

from collections.abc import Callable, Mapping
from typing import Any

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.agreements.stages import change_stage
from placements.clock import deadline, local_date
from placements.cohorts.selectors import policy_of
from placements.completion import rules
from placements.completion.models import Proposal
from placements.completion.selectors import second_people
from placements.completion.turns import lock_practicum, running_placement, tell_everybody
from placements.people.models import Person
from placements.records.files import store_file
from placements.records.models import Part
from placements.records.services import close_items, open_item, record
from placements.refusals import Refusal, Refused, refuse_if
from placements.reports.models import Evaluation

Data = Mapping[str, Any]
KIND = "second_opinion"
Kind = Proposal.Kind


def propose_recognition(practicum: Practicum, actor: Person, data: Data) -> None:
    """Propose earlier learning or work in place of (part of) the practicum.

    data: minutes, basis (what it is), reason, evidence (an uploaded file). Source: domain, section 3 (VÕTA).
    """
    _propose(practicum, actor, Kind.RECOGNITION, data)


def propose_evaluation_waiver(practicum: Practicum, actor: Person, data: Data) -> None:
    """Propose to complete without an evaluation that the host never gives. data: reason. Source: section 9 (21)."""
    _propose(practicum, actor, Kind.EVALUATION_WAIVER, data)


def propose_annulment(practicum: Practicum, actor: Person, data: Data) -> None:
    """Propose to annul a completion that rests on a falsehood. data: reason. Source: domain, section 3 (completed)."""
    _propose(practicum, actor, Kind.ANNULMENT, data)


def _propose(practicum: Practicum, actor: Person, kind: Proposal.Kind, data: Data) -> None:
    locked = lock_practicum(practicum)
    minutes = data.get("minutes") or 0
    refuse_if(rules.reason_refusal(local_date(clock.now()), data["reason"]))
    _refuse_impossible(locked, kind, minutes)
    if locked.proposals.filter(kind=kind, state=Proposal.State.OPEN).exists():
        raise Refused(Refusal("second.proposed"))
    people = second_people(locked.cohort, actor)
    refuse_if(rules.second_person_refusal(people))
    limits, evidence = policy_of(locked.cohort).limits, data.get("evidence")
    stored = store_file(evidence, locked, actor, purpose=kind, limits=limits) if evidence else None
    proposal = Proposal.objects.create(
        practicum=locked,
        placement=running_placement(locked) if kind == Kind.EVALUATION_WAIVER else None,
        kind=kind,
        minutes=minutes,
        basis=data.get("basis", ""),
        reason=data["reason"],
        evidence=stored,
        proposed_by=actor,
    )
    _ask(locked, proposal, people[0])
    record(
        f"{kind}.proposed", actor=actor, practicum_id=locked.pk, subject_id=proposal.pk,
        states=("", Proposal.State.OPEN), reason=data["reason"], minutes=minutes,
    )  # fmt: skip


def _ask(practicum: Practicum, proposal: Proposal, second: Person) -> None:
    due_at = deadline(clock.now(), policy_of(practicum.cohort).deadlines_working_days["decision"])
    open_item(
        KIND,
        part=Part.MANAGER,
        owner=second,
        due_at=due_at,
        practicum=practicum,
        subject_id=proposal.pk,
        not_for=proposal.proposed_by,
    )


def _refuse_impossible(practicum: Practicum, kind: str, minutes: int) -> None:
    if kind == Kind.ANNULMENT:
        if practicum.completed_at is None or practicum.ended_at is not None:
            raise Refused(Refusal("annulment.not_completed"))
        return
    refuse_if(rules.finished_refusal(is_open=practicum.is_open))
    if kind == Kind.RECOGNITION:
        refuse_if(rules.recognised_refusal(minutes, practicum.required_minutes))
    else:
        _refuse_early_waiver(practicum)


def _refuse_early_waiver(practicum: Practicum) -> None:
    placement = practicum.placements.filter(state=Placement.State.IN_FORCE).first()
    if placement is None or practicum.stage != Practicum.Stage.CLOSING:
        raise Refused(Refusal("waiver.too_early"))
    if Evaluation.objects.filter(placement=placement).exists():
        raise Refused(Refusal("waiver.given"))


def answer_proposal(practicum: Practicum, actor: Person, data: Data, *, subject_id: int) -> None:
    """Confirm or refuse, as a second person. data: confirms, answer.

    Raises: Refused for the one who proposed it, or when what is proposed is no longer possible.
    """
    locked = lock_practicum(practicum)
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=subject_id, practicum=locked)
    if proposal.state != Proposal.State.OPEN:
        raise Refused(Refusal("second.answered"))
    refuse_if(
        rules.same_person_refusal(is_same=proposal.proposed_by_id == actor.pk),
        rules.answer_refusal(data["answer"], confirms=data["confirms"]),
    )
    if data["confirms"]:
        _refuse_impossible(locked, proposal.kind, proposal.minutes)
        EFFECTS[proposal.kind](locked, proposal)
    state = Proposal.State.CONFIRMED if data["confirms"] else Proposal.State.REFUSED
    _settle(proposal, state, actor, data["answer"])
    entry = record(
        f"{proposal.kind}.{state}", actor=actor, practicum_id=locked.pk, subject_id=proposal.pk,
        states=(Proposal.State.OPEN, state), reason=data["answer"], minutes=proposal.minutes,
    )  # fmt: skip
    if data["confirms"]:
        tell_everybody(locked, entry)
    queue_message("turning", person_id=proposal.proposed_by_id, entry=entry.pk)


def _settle(proposal: Proposal, state: str, actor: Person | None, answer: str) -> None:
    proposal.state, proposal.answered_by, proposal.answered_at = state, actor, clock.now()
    proposal.answer = answer
    proposal.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    close_items(KIND, practicum_id=proposal.practicum_id, by=actor, subject_id=proposal.pk)


def _recognise(practicum: Practicum, proposal: Proposal) -> None:
    practicum.required_minutes -= proposal.minutes
    practicum.recognised_minutes += proposal.minutes
    practicum.save(update_fields=["required_minutes", "recognised_minutes"])


def _annul(practicum: Practicum, _proposal: Proposal) -> None:
    now = clock.now()
    practicum.ended_at, practicum.ended_on = now, local_date(now)
    practicum.save(update_fields=["ended_at", "ended_on"])
    change_stage(practicum, Practicum.Stage.ANNULLED)
    queue_message("completion_annulled", practicum=practicum.pk)


EFFECTS: dict[str, Callable[[Practicum, Proposal], None]] = {
    Kind.RECOGNITION: _recognise,
    Kind.ANNULMENT: _annul,
    # The waiver is the confirmed proposal itself: the process looks for it.
    Kind.EVALUATION_WAIVER: lambda _practicum, _proposal: None,
}


def let_lapse(practicum: Practicum, actor: Person | None) -> None:
    """Close what waits for a second person once the practicum is over."""
    for proposal in practicum.proposals.filter(state=Proposal.State.OPEN):
        _settle(proposal, Proposal.State.LAPSED, None, "")
        record(
            f"{proposal.kind}.lapsed", actor=actor, practicum_id=practicum.pk, subject_id=proposal.pk,
            states=(Proposal.State.OPEN, Proposal.State.LAPSED),
        )  # fmt: skip
