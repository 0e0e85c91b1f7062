"""Every turning that the school may let a practicum take: who may, when it is offered, its form and its verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from placements.agreements.models import Placement, Practicum
from placements.agreements.selectors import agreement_in_signing
from placements.agreements.step_form import StepForm
from placements.cohorts.models import Enrolment, Role
from placements.completion import endings, extension, forms, moves, pauses, proposals
from placements.completion.selectors import stands_elsewhere
from placements.people.models import Person
from placements.reports.models import Evaluation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Data = Mapping[str, Any]
Verb = Callable[[Practicum, Person, Data], None]
CURATOR, MANAGER = Role.Kind.CURATOR, Role.Kind.MANAGER


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which turnings are offered."""

    practicum: Practicum
    placement: Placement | None
    is_amending: bool
    is_evaluated: bool
    is_studying: bool
    # Another practicum of the same studies stands: they end or go on with that one.
    stands_elsewhere: bool

    @property
    def is_in_force(self) -> bool:
        return self.placement is not None and self.placement.state == Placement.State.IN_FORCE

    @property
    def runs(self) -> bool:
        return self.practicum.is_open and self.is_in_force

    @property
    def may_leave(self) -> bool:
        return self.is_studying and not self.stands_elsewhere

    @property
    def rests(self) -> bool:
        return self.practicum.suspended_on is not None


def situation_of(practicum: Practicum) -> Situation:
    """Five queries at most."""
    placement = practicum.placements.filter(state__in=Placement.LIVE).select_related("host").first()
    is_studying = practicum.enrolment.state == Enrolment.State.ACTIVE
    is_amending = agreement_in_signing(practicum) is not None
    is_evaluated = Evaluation.objects.filter(placement=placement).exists() if placement else False
    return Situation(practicum, placement, is_amending, is_evaluated, is_studying, stands_elsewhere(practicum))


@dataclass(frozen=True, slots=True)
class Turning:
    """One turning. roles may let it be taken; is_offered says when a button shows, the verb itself refuses the rest."""

    code: str
    # What it records: how the page says that it was done.
    act: str
    label: "_StrPromise"
    explanation: "_StrPromise"
    form: type[StepForm]
    verb: Verb
    is_offered: Callable[[Situation], bool]
    roles: frozenset[str] = frozenset({CURATOR, MANAGER})
    finishes: str = ""
    is_grave: bool = False


_ALL = (
    Turning(
        "suspend", "practicum.suspended", _("Suspend the practicum"),
        _("No hours can be logged and no reminders come meanwhile. Due dates move on by as many days."),
        forms.SuspendForm, pauses.suspend, lambda now: now.runs and not now.rests,
    ),
    Turning(
        "resume", "practicum.resumed", _("Resume the practicum"),
        _("From this day hours can be logged again, and due dates move on."),
        forms.ResumeForm, pauses.resume, lambda now: now.runs and now.rests,
    ),
    Turning(
        "extend", "practicum.extension_proposed", _("Extend the practicum"),
        _("All three parties sign an amendment. Until then the present last day holds."),
        forms.ExtendForm, extension.extend, lambda now: now.runs and not now.rests and not now.is_amending,
    ),
    Turning(
        "call_amendment_off", "agreement.amendment_called_off", _("Call the amendment off"),
        _("Signatures are no longer collected. The agreement stays as it is."),
        forms.ReasonForm, extension.call_amendment_off, lambda now: now.runs and now.is_amending,
    ),
    Turning(
        "change_host", "practicum.host_changed", _("Change the placement"),
        _("Confirmed hours are kept. The learner asks for a new place; a new agreement is needed."),
        forms.ChangeHostForm, moves.change_host, lambda now: now.runs and not now.rests,
    ),
    Turning(
        "call_off", "placement.called_off", _("Call the offer to the company off"),
        _("When the company stays silent or plans change before all have signed. The request opens again as it was."),
        forms.ReasonForm, moves.call_off,
        lambda now: now.practicum.is_open and now.placement is not None and not now.is_in_force,
        finishes="host_answer",
    ),
    Turning(
        "recognise", "recognition.proposed", _("Recognise earlier work (VÕTA)"),
        _("Earlier learning or work counts in place of a part or all of the practicum. A second person confirms."),
        forms.RecognitionForm, proposals.propose_recognition, lambda now: now.practicum.is_open,
    ),
    Turning(
        "waive_evaluation", "evaluation_waiver.proposed", _("Complete without the company's evaluation"),
        _("When the mentor never gives it. A second person confirms, and the record names it."),
        forms.ReasonForm, proposals.propose_evaluation_waiver,
        lambda now: now.runs and now.practicum.stage == Practicum.Stage.CLOSING and not now.is_evaluated,
        roles=frozenset({MANAGER}),
    ),
    Turning(
        "break_off", "practicum.broken_off", _("Break off the practicum"),
        _("It ends on this day. Confirmed hours stay on record, and the learner may begin again."),
        forms.DatedForm, endings.break_off, lambda now: now.practicum.is_open, is_grave=True,
    ),
    Turning(
        "withdraw", "enrolment.withdrawn", _("The learner gives the studies up"),
        _("Studies and practicum end on this day. Confirmed hours stay on record."),
        forms.DatedForm, endings.withdraw, lambda now: now.may_leave, is_grave=True,
    ),
    Turning(
        "expel", "enrolment.expelled", _("Expel the learner"),
        _("Studies and practicum end on this day. Confirmed hours stay on record."),
        forms.DatedForm, endings.expel, lambda now: now.may_leave, roles=frozenset({MANAGER}), is_grave=True,
    ),
    Turning(
        "readmit", "enrolment.readmitted",
        _("Take the learner back"),
        _("Studies go on from this day. A practicum that ended stays so; a new one can begin."),
        forms.DatedForm,
        endings.readmit,
        lambda now: not now.is_studying,
        roles=frozenset({MANAGER}),
    ),
    Turning(
        "cancel", "practicum.cancelled", _("Cancel the practicum"),
        _("When it should never have been opened. It stays on record as cancelled."),
        forms.DatedForm, endings.cancel, lambda now: now.practicum.is_open, roles=frozenset({MANAGER}), is_grave=True,
    ),
    Turning(
        "annul", "annulment.proposed", _("Annul the completion"),
        _("When the completion rests on a falsehood. A second person confirms; decision and document fall with it."),
        forms.ReasonForm, proposals.propose_annulment,
        lambda now: now.practicum.completed_at is not None and now.practicum.ended_at is None, is_grave=True,
    ),
)  # fmt: skip
TURNINGS: dict[str, Turning] = {turning.code: turning for turning in _ALL}


def offered(situation: Situation, roles: frozenset[str]) -> list[Turning]:
    """The turnings that this practicum may take now, for somebody with these roles; no query."""
    return [each for each in _ALL if each.roles & roles and each.is_offered(situation)]
