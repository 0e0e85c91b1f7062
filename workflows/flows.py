"""The process of a practicum, as text. Node names are stored: retire one only with a forwarding migration."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock

from placements.agreements.models import Placement, PlacementRequest, Practicum, Signature
from placements.agreements.signing import put_in_force
from placements.completion.services import complete
from placements.guidance.services import plan_check_ins
from placements.journal.counters import posted_minutes
from placements.reports.models import ReportVersion
from workflows.models import PracticumProcess

PARTIES = 3


class PracticumFlow(Flow):
    """Practicum: from the placement request to the completion record."""

    process_class = PracticumProcess
    # PostgreSQL waits for lock_timeout; SQLite's immediate transactions make the same writers wait.
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    start = flow.StartHandle(this.begin).Next(this.begun)
    begun = flow.Split().Next(this.request).Next(this.ending)

    request = flow.View(None).Next(this.review)
    review = flow.View(None).Next(this.reviewed)
    reviewed = flow.Switch().Case(this.host_answer, this.is_approved).Default(this.request)
    host_answer = flow.View(None).Next(this.answered)
    answered = flow.Switch().Case(this.signing, this.is_accepted).Default(this.request)

    signing = flow.Split().Next(this.learner_signature).Next(this.school_signature).Next(this.host_signature)
    learner_signature = flow.Handle().Next(this.signed)
    school_signature = flow.Handle().Next(this.signed)
    host_signature = flow.Handle().Next(this.signed)
    signed = flow.Join().Next(this.all_signed)
    all_signed = (
        flow.Switch()
        .Case(this.in_force, this.has_all_signatures)
        .Case(this.signing, this.is_accepted)
        .Default(this.request)
    )
    in_force = flow.Function(this.bring_into_force).Next(this.hours)

    hours = flow.Handle().Next(this.placed)
    placed = flow.Switch().Case(this.closing, this.has_placement).Default(this.request)

    closing = flow.Split().Next(this.evaluation).Next(this.report)
    evaluation = flow.Handle().Next(this.closed)
    report = flow.Handle().Next(this.report_read)
    report_review = flow.View(None).Next(this.report_read)
    report_read = (
        flow.Switch()
        .Case(this.closed, this.is_report_approved)
        .Case(this.report_review, this.is_report_submitted)
        .Case(this.report, this.has_placement)
        .Default(this.closed)
    )
    closed = flow.Join().Next(this.change_window)

    change_window = flow.Handle().Next(this.hours_checked)
    hours_checked = flow.Switch().Case(this.completion, this.has_hours).Default(this.hours)
    completion = flow.Function(this.complete_practicum).Next(this.end)

    ending = flow.Handle().Next(this.ended)
    ended = flow.Switch().Case(this.completion, this.is_wholly_recognised).Default(this.end)
    # The first branch to get here ends the process: what is still open on the other one is cancelled.
    end = flow.TerminateEnd()

    def begin(self, activation: Any, practicum: Practicum) -> Any:
        activation.process.practicum = practicum
        return activation.process

    def is_approved(self, activation: Any) -> bool:
        """The curator has approved the request."""
        return _is(PlacementRequest, activation, state=PlacementRequest.State.APPROVED)

    def is_accepted(self, activation: Any) -> bool:
        """The company has accepted, and nobody has called the offer off."""
        return _is(Placement, activation, state=Placement.State.AGREED)

    def has_all_signatures(self, activation: Any) -> bool:
        """All three parties have signed the current terms."""
        signatures = Signature.objects.filter(
            agreement__superseded_at=None,
            agreement__placement__practicum=activation.process.practicum_id,
            agreement__placement__state=Placement.State.AGREED,
        )
        return signatures.count() == PARTIES

    def bring_into_force(self, activation: Any) -> None:
        """The agreement is in force, check-ins are planned, the company is asked for the safety briefing."""
        practicum = activation.process.practicum
        plan_check_ins(practicum, put_in_force(practicum))

    def has_placement(self, activation: Any) -> bool:
        """A placement is in force: nobody has changed the host."""
        return _is(Placement, activation, state=Placement.State.IN_FORCE)

    def is_report_approved(self, activation: Any) -> bool:
        """The curator has approved a version of the report."""
        return _has_report(activation, ReportVersion.State.APPROVED)

    def is_report_submitted(self, activation: Any) -> bool:
        """A version of the report waits for the curator."""
        return _has_report(activation, ReportVersion.State.SUBMITTED)

    def has_hours(self, activation: Any) -> bool:
        """The ledger, read under the lock, holds what is required, and the placement stands."""
        # Mentors lock the practicum, not the flow: from here to the commit none of them can take hours back.
        locked = Practicum.objects.locked()
        practicum: Practicum = locked.get(pk=activation.process.practicum_id)
        return posted_minutes(practicum) >= practicum.required_minutes and self.has_placement(activation)

    def is_wholly_recognised(self, activation: Any) -> bool:
        """Earlier work was recognised in place of the whole practicum."""
        return Practicum.objects.filter(pk=activation.process.practicum_id, ended_at=None, required_minutes=0).exists()

    def complete_practicum(self, activation: Any) -> None:
        """The completion record is written."""
        complete(activation.process.practicum)


def _is(model: Any, activation: Any, **conditions: str) -> bool:
    return bool(model.objects.filter(practicum=activation.process.practicum_id, **conditions).exists())


def _has_report(activation: Any, state: str) -> bool:
    practicum = activation.process.practicum_id
    return ReportVersion.objects.filter(report__practicum=practicum, state=state).exists()
