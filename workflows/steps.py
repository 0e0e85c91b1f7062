"""Every kind of work item that a person acts on: who owns it, by when, with which form, by which verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from placements.agreements import forms as agreements
from placements.agreements import services as placing
from placements.agreements import signing
from placements.agreements.models import Party, Practicum
from placements.agreements.selectors import live_placement
from placements.agreements.step_form import StepForm
from placements.cohorts.selectors import curator_of, school_signatory_of
from placements.completion import forms as completion
from placements.completion.services import waive_window
from placements.guidance import forms as guidance
from placements.journal import absences
from placements.journal import desk_forms as journal
from placements.overview.wording import WORDING, Wording
from placements.people.models import Person
from placements.records.models import Part, WorkItem
from placements.reports import forms as reports
from placements.reports import services as reporting
from workflows import domain_verbs, facts

Data = Mapping[str, Any]
Verb = Callable[..., None]
Owner = Callable[[Practicum], Person]
Facts = Callable[[WorkItem], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of work item. node says that the process stands at the node of the same name while it is open;
    opens_at_percent that it may be done ahead of the process; subject that the verb is told which row it is about."""

    kind: str
    part: Part
    form: type[StepForm]
    verb: Verb
    facts: Facts
    owner: Owner | None = None
    deadline: str = ""
    opens_early: bool = False
    subject: bool = False
    draft: Verb | None = None
    looks_like: str = ""

    @property
    def template(self) -> str:
        return f"workflows/steps/_{self.looks_like or self.kind}.html"

    @property
    def wording(self) -> Wording:
        return WORDING[self.kind]

    @property
    def is_node(self) -> bool:
        """Whether the process has a node of this name; such items are opened by where the process stands."""
        return self.owner is not None


def learner(practicum: Practicum) -> Person:
    return practicum.learner


def curator(practicum: Practicum) -> Person:
    return curator_of(practicum.cohort)


def school(practicum: Practicum) -> Person:
    return school_signatory_of(practicum.cohort)


def mentor(practicum: Practicum) -> Person:
    placement = live_placement(practicum)
    assert placement is not None, "a mentor is asked only while there is a placement"
    return placement.mentor


def signatory(practicum: Practicum) -> Person:
    placement = live_placement(practicum)
    assert placement is not None, "a signatory is asked only while there is a placement"
    return placement.signatory


def _signature(kind: str, part: Part, party: Party, owner: Owner) -> Step:
    verb = partial(signing.sign, party=party)
    return Step(kind, part, agreements.SignForm, verb, facts.agreement, owner, "signature")


def _amendment(kind: str, part: Part, party: Party) -> Step:
    verb = partial(domain_verbs.sign_amendment, party=party)
    looks_like = "host_signature" if party == Party.HOST else "learner_signature"
    return Step(kind, part, agreements.SignForm, verb, facts.amendment, subject=True, looks_like=looks_like)


_ALL = (
    Step(
        "request", Part.LEARNER, agreements.RequestForm, placing.submit_request, facts.request, learner, "request",
        draft=placing.save_request,
    ),
    Step("review", Part.CURATOR, agreements.ReviewForm, placing.review_request, facts.review, curator, "review"),
    Step(
        "host_answer", Part.HOST, agreements.HostAnswerForm, placing.answer_as_host, facts.placement, mentor,
        "host_answer",
    ),
    _signature("learner_signature", Part.LEARNER, Party.LEARNER, learner),
    _signature("school_signature", Part.MANAGER, Party.SCHOOL, school),
    _signature("host_signature", Part.HOST, Party.HOST, signatory),
    Step(
        "evaluation", Part.HOST, reports.EvaluationForm, reporting.submit_evaluation, facts.placement, mentor,
        "evaluation", opens_early=True,
    ),
    Step(
        "report", Part.LEARNER, reports.ReportForm, reporting.submit_report, facts.report, learner, "report",
        opens_early=True, draft=reporting.save_draft,
    ),
    Step(
        "report_review", Part.CURATOR, reports.ReviewReportForm, reporting.review_report, facts.report, curator,
        "report_review",
    ),
    Step(
        "change_window", Part.CURATOR, completion.WaiverForm, waive_window, facts.change_window, curator,
        "evaluation",
    ),
    Step(
        "safety_briefing", Part.HOST, agreements.BriefingForm, domain_verbs.record_briefing, facts.placement,
        subject=True,
    ),
    Step(
        "briefing_acknowledgement", Part.LEARNER, agreements.AcknowledgementForm, domain_verbs.acknowledge_briefing,
        facts.briefing, subject=True,
    ),
    Step("check_in", Part.CURATOR, guidance.CheckInForm, domain_verbs.hold_check_in, facts.check_in, subject=True),
    Step("question", Part.CURATOR, guidance.AnswerForm, domain_verbs.answer_question, facts.question, subject=True),
    _amendment("learner_amendment", Part.LEARNER, Party.LEARNER),
    _amendment("school_amendment", Part.MANAGER, Party.SCHOOL),
    _amendment("host_amendment", Part.HOST, Party.HOST),
    Step(
        "former_evaluation", Part.HOST, reports.EvaluationForm, domain_verbs.evaluate_former, facts.placement,
        subject=True, looks_like="evaluation",
    ),
    Step(
        "second_opinion", Part.MANAGER, completion.AnswerProposalForm, domain_verbs.answer_proposal, facts.proposal,
        subject=True,
    ),
    Step("resume", Part.CURATOR, completion.ResumeForm, domain_verbs.resume, facts.suspension, subject=True),
    Step(
        "contested_day", Part.CURATOR, journal.SettleForm, domain_verbs.settle_contest, facts.contested_day,
        subject=True,
    ),
    Step("absence", Part.CURATOR, journal.AbsencesForm, absences.judge_absences, facts.absence),
    Step("call_host", Part.CURATOR, journal.CallForm, domain_verbs.record_call, facts.call_host, subject=True),
    Step("concern", Part.CURATOR, guidance.ConcernAnswerForm, domain_verbs.handle_concern, facts.concern, subject=True),
)  # fmt: skip
STEPS: dict[str, Step] = {step.kind: step for step in _ALL}
NODE_STEPS: tuple[Step, ...] = tuple(step for step in _ALL if step.is_node)
EARLY_STEPS: tuple[Step, ...] = tuple(step for step in _ALL if step.opens_early)
