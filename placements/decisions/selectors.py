"""Reading decisions: a cohort's rows, one learner's card, what waits across cohorts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery

from placements.cohorts.models import Cohort, Enrolment
from placements.cohorts.selectors import curriculum_of
from placements.decisions import rules
from placements.decisions.changing import Ahead, Change, ahead_of, changes_of
from placements.decisions.conditions import Row, cells_of, rows_of
from placements.decisions.confirming import waits_for_request
from placements.decisions.facts import Case, snapshots_of
from placements.decisions.models import Appeal, AttestationRequest, Decision, Override
from placements.decisions.notes import notes_of, since_of
from placements.decisions.rechecking import differs
from placements.decisions.snapshots import proposal_of
from placements.decisions.words import CONDITIONS, OUTCOMES, TONES

ALL, GREEN, READY, LACKING, UNKNOWN, DECIDED = "all", "green", "ready", "lacking", "unknown", "decided"
TABS = (ALL, GREEN, READY, LACKING, UNKNOWN, DECIDED)


@dataclass
class Line:
    """One learner of a cohort: the case as it is now, the decision that stands, and what a table shows of both."""

    case: Case
    decision: Decision | None
    has_asked: bool
    ahead: Ahead
    hour_minutes: int

    @property
    def enrolment(self) -> Enrolment:
        return self.case.enrolment

    @property
    def tab(self) -> str:
        """Which tab it stands in, beside that of all."""
        if self.decision is not None:
            return DECIDED
        if self.case.outcome == rules.Outcome.UNKNOWN:
            return UNKNOWN
        if self.case.outcome == rules.Outcome.CERTIFICATE:
            return GREEN
        return READY if self.is_decidable else LACKING

    @property
    def outcome(self) -> str:
        return str(self.decision.outcome if self.decision else self.case.outcome)

    @property
    def label(self) -> Any:
        return OUTCOMES[self.outcome]

    @property
    def proposed(self) -> Any:
        """What the rules propose now, in words."""
        return OUTCOMES[str(self.case.outcome)]

    @property
    def tone(self) -> str:
        return TONES[self.outcome]

    @property
    def waits_for_request(self) -> bool:
        return waits_for_request(self.case, has_asked=self.has_asked)

    @property
    def is_decidable(self) -> bool:
        """Whether a manager can confirm the proposal now."""
        return self.decision is None and self.case.is_final and not self.waits_for_request

    @property
    def is_changed(self) -> bool:
        """Whether the facts are no longer those of the decision."""
        return self.decision is not None and differs(self.decision, self.case)

    @property
    def is_decided_otherwise(self) -> bool:
        """Whether the rules come to a final decision that is not the one that stands."""
        if self.decision is None or not self.case.is_final:
            return False
        return self.decision.outcome != self.case.outcome or self.is_changed

    @cached_property
    def rows(self) -> list[Row]:
        """The conditions that the decision rests on, or as they are now."""
        content = self.decision.content if self.decision else self.case.content
        proposal = proposal_of(content) if self.decision else self.case.proposal
        return rows_of(content, proposal, self.hour_minutes, is_settled=self.is_settled)

    @cached_property
    def cells(self) -> dict[str, Row]:
        return cells_of(self.rows)

    @property
    def is_held(self) -> bool:
        """Whether an objection to the decision waits for its answer."""
        return bool(getattr(self.decision, "is_held", False))

    @property
    def is_settled(self) -> bool:
        """Whether it is decided, or the learner has left: nothing is open any more."""
        return self.decision is not None or bool(self.case.snapshot["is_withdrawn"])

    @property
    def is_open_later(self) -> bool:
        """Whether a result that may still come would put the decision to question."""
        if self.decision is None or self.case.snapshot["is_withdrawn"]:
            return False
        return any(each.standing == rules.Standing.MENDABLE for each in self.case.proposal.conditions)

    @cached_property
    def notes(self) -> dict[str, str]:
        """A few words under each value: what is lacking, or since when it is met."""
        met = dict.fromkeys(CONDITIONS, "") | {row.name: since_of(row) for row in self.rows if row.mark == "ok"}
        return met if self.is_settled else met | notes_of(self.case, self.ahead, self.hour_minutes)

    @property
    def met(self) -> int:
        return sum(row.mark == "ok" for row in self.rows)

    @cached_property
    def changes(self) -> list[Change]:
        """What would change it; nothing after the decision, which only a later result puts to question."""
        return [] if self.decision else changes_of(self.case, self.ahead, self.hour_minutes)


def lines_of(enrolments: Iterable[Enrolment], now: datetime, *, with_forecast: bool = False) -> list[Line]:
    """The lines of these learners; fourteen queries at most whatever the number.

    The enrolments come from asked_enrolments.
    """
    listed = list(enrolments)
    cases = snapshots_of(listed, now)
    standing = Decision.objects.standing().with_hold().filter(enrolment__in=[each.pk for each in listed])
    decisions = {each.enrolment_id: each for each in standing.select_related("decided_by", "second")}
    # What is decided asks for nothing that may still come.
    open_cases = [case for pk, case in cases.items() if pk not in decisions]
    ahead = ahead_of(open_cases, now, with_forecast=with_forecast)
    return [
        Line(cases[each.pk], decisions.get(each.pk), each.has_asked, ahead, _hour_minutes(each))  # type: ignore[attr-defined]
        for each in listed
    ]


def asked_enrolments() -> Any:
    """Enrolments with their cohort and learner, and whether an attestation was asked for."""
    asked = AttestationRequest.objects.filter(enrolment=OuterRef("pk"))
    rows = Enrolment.objects.select_related("cohort", "learner", "programme_version")
    return rows.annotate(has_asked=Exists(asked), asked_at=Subquery(asked.values("asked_at")[:1]))


def cohort_lines(cohort: Cohort, now: datetime) -> list[Line]:
    """Everybody in a cohort, by name; fourteen queries at most."""
    return lines_of(asked_enrolments().filter(cohort=cohort).order_by("learner__name", "pk"), now, with_forecast=True)


def line_of(enrolment: Enrolment, now: datetime) -> Line:
    """One learner, who comes from asked_enrolments; ten queries."""
    return lines_of([enrolment], now)[0]


def _hour_minutes(enrolment: Enrolment) -> int:
    return curriculum_of(enrolment.programme_version_id).academic_hour_minutes


@dataclass(frozen=True, slots=True)
class Sums:
    """How many learners there are in each tab, what the pending ones lack, what is unknown, what was decided."""

    tabs: Counter[str]
    outcomes: Counter[str]
    lacking: Counter[str]
    unknown: Counter[str]
    decided: Counter[str]


def sums_of(lines: Sequence[Line]) -> Sums:
    """The numbers above the table; no query."""
    tabs = Counter(line.tab for line in lines) + Counter({ALL: len(lines)})
    open_lines = [line for line in lines if line.decision is None]
    return Sums(
        tabs,
        Counter(str(line.case.outcome) for line in open_lines),
        _names([line for line in open_lines if line.tab == LACKING], {rules.Standing.MENDABLE, rules.Standing.LACKING}),
        _names([line for line in open_lines if line.tab == UNKNOWN], {rules.Standing.UNKNOWN}),
        Counter(line.outcome for line in lines if line.decision is not None),
    )


def _names(lines: Iterable[Line], standings: set[rules.Standing]) -> Counter[str]:
    return Counter(each.name for line in lines for each in line.case.proposal.conditions if each.standing in standings)


def history_of(enrolment: Enrolment) -> list[Decision]:
    """Every decision about a learner with its objections, the latest first; two queries."""
    appeals = Prefetch("appeals", Appeal.objects.select_related("answered_by"))
    rows = enrolment.decisions.select_related("decided_by", "second").prefetch_related(appeals)
    return list(rows.order_by("-pk"))


def overrides_of(enrolment: Enrolment) -> list[Override]:
    """What was proposed against the rules, the latest first; one query."""
    return list(enrolment.overrides.select_related("proposed_by", "answered_by", "evidence").order_by("-pk"))


def waiting_cohorts(cohorts: Any) -> list[Cohort]:
    """These cohorts with how many learners they have, how many are decided on, and how much work is open; one query."""
    work = Q(work_items__done_at=None, work_items__kind__in=("decision_recheck", "decision_override", "appeal"))
    return list(
        cohorts.annotate(
            learners=Count("enrolments", distinct=True),
            decided=Count("decisions__enrolment", distinct=True),
            waiting=Count("work_items", filter=work, distinct=True),
            to_decide=Count(
                "work_items", filter=Q(work_items__done_at=None, work_items__kind="decision"), distinct=True
            ),
        ).order_by("-starts_on", "code")
    )
