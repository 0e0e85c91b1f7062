"""What the rules propose for a learner now, from the rows that they rest on, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from placements.agreements.models import Practicum
from placements.clock import local_date
from placements.cohorts.models import Enrolment
from placements.cohorts.selectors import curriculum_of, decision_rules_of
from placements.completion.models import CompletionRecord
from placements.decisions import rules
from placements.decisions.snapshots import proposal_of, seen_digest, written, written_limits
from placements.results.facts import LearnerResults, results_of

Practicums = Mapping[int, Sequence[Practicum]]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Everything about one learner's decision as it would be taken now."""

    enrolment: Enrolment
    results: LearnerResults
    practicum: Practicum | None
    content: dict[str, Any]
    proposal: rules.Proposal

    @property
    def outcome(self) -> rules.Outcome:
        return self.proposal.outcome

    @property
    def is_final(self) -> bool:
        return self.proposal.outcome in rules.FINAL

    @property
    def seen(self) -> str:
        """The digest by which a page says what it showed."""
        return seen_digest(self.content, self.proposal.outcome)

    @property
    def snapshot(self) -> dict[str, Any]:
        found: dict[str, Any] = self.content["snapshot"]
        return found

    @property
    def limits(self) -> dict[str, Any]:
        found: dict[str, Any] = self.content["limits"]
        return found


def snapshots_of(enrolments: Iterable[Enrolment], now: datetime) -> dict[int, Case]:
    """The cases of these learners, by enrolment; seven queries whatever the number.

    The enrolments come with their cohort; curricula and policies are read once a process.
    """
    listed = list(enrolments)
    results, practicums = results_of(listed, now), _practicums(listed)
    return {each.pk: _case(each, results[each.pk], practicums.get(each.pk, ()), now) for each in listed}


def case_of(enrolment: Enrolment, now: datetime) -> Case:
    """The case of one learner; seven queries."""
    return snapshots_of([enrolment], now)[enrolment.pk]


def as_on_the_day(case: Case, today: date) -> Case:
    """The case as if this were the decision date: what may come later is decided when it comes."""
    content = case.content | {"snapshot": case.snapshot | {"decision_on": today.isoformat()}}
    return replace(case, content=content, proposal=proposal_of(content))


def _practicums(enrolments: Sequence[Enrolment]) -> Practicums:
    found: dict[int, list[Practicum]] = defaultdict(list)
    rows = Practicum.objects.filter(enrolment__in=[each.pk for each in enrolments])
    for practicum in rows.select_related("completion_record").order_by("pk"):
        found[practicum.enrolment_id].append(practicum)
    return found


def _case(enrolment: Enrolment, results: LearnerResults, practicums: Sequence[Practicum], now: datetime) -> Case:
    snapshot, limits = _snapshot(enrolment, results, practicums, now), limits_of(enrolment)
    content = {
        "rules_version": rules.RULES_VERSION,
        "snapshot": written(snapshot),
        "limits": written_limits(limits) | _versions(enrolment),
        "evidence": _evidence(results, practicums),
    }
    standing = _standing(practicums) or (practicums[-1] if practicums else None)
    return Case(enrolment, results, standing, content, rules.propose(snapshot, limits))


def _versions(enrolment: Enrolment) -> dict[str, int | None]:
    return {
        "programme_version": enrolment.programme_version_id,
        "policy_version": enrolment.policy_version_id,
    }


def limits_of(enrolment: Enrolment) -> rules.Thresholds:
    """The limits that the enrolment began with. Source: domain, section 9, Decision (9) and (11)."""
    curriculum, policy = curriculum_of(enrolment.programme_version_id), decision_rules_of(enrolment)
    return rules.Thresholds(
        attendance_min_percent=curriculum.attendance_min_percent,
        contact_minutes=curriculum.contact_hours * curriculum.academic_hour_minutes,
        exam_min_percent=curriculum.exam_min_percent,
        exam_max_attempts=policy.exam_max_attempts,
        exam_counts=policy.exam_counts,
        independent_percent=policy.independent_percent,
        minimum_participation_minutes=policy.minimum_participation_minutes,
        withdrawn_document=policy.withdrawn_document,
        practicum_counts=policy.practicum_counts,
    )


def _snapshot(
    enrolment: Enrolment, results: LearnerResults, practicums: Sequence[Practicum], now: datetime
) -> rules.Snapshot:
    today, cohort = local_date(now), enrolment.cohort
    return rules.Snapshot(
        attendance=rules.Attendance(results.attended_minutes, results.remaining_minutes, results.attendance_complete),
        independent=rules.IndependentWork(results.accepted, results.required, results.independent_complete),
        practicum=rules.PracticumResult(
            is_completed=_completion(practicums) is not None,
            confirmed_minutes=_confirmed(practicums),
            # Another one can be begun as long as the cohort's window is open.
            can_go_on=_is_running(practicums) or today <= cohort.practicum_until,
        ),
        exam=rules.Exam(
            tuple((each.correct, each.total) for each in results.attempts),
            is_complete=results.exam_complete,
            # While the course runs the school may still set a date; afterwards a retake is possible if one is set.
            can_retake=results.next_sitting is not None or today <= cohort.ends_on,
        ),
        today=today,
        decision_on=cohort.decision_on,
        is_withdrawn=enrolment.state != Enrolment.State.ACTIVE,
    )


def _standing(practicums: Sequence[Practicum]) -> Practicum | None:
    return next((each for each in practicums if each.ended_at is None), None)


def _is_running(practicums: Sequence[Practicum]) -> bool:
    standing = _standing(practicums)
    return standing is not None and standing.is_open


def _completion(practicums: Sequence[Practicum]) -> CompletionRecord | None:
    """The completion record, unless it was annulled."""
    standing = _standing(practicums)
    return getattr(standing, "completion_record", None) if standing else None


def _confirmed(practicums: Sequence[Practicum]) -> int:
    """Confirmed minutes of all that was done, what was annulled apart: it rested on a falsehood."""
    return sum(each.confirmed_minutes for each in practicums if each.stage != Practicum.Stage.ANNULLED)


def _evidence(results: LearnerResults, practicums: Sequence[Practicum]) -> dict[str, Any]:
    return {
        "attendance": {
            "sessions": list(results.sessions),
            "until": results.last_session_on.isoformat() if results.last_session_on else None,
        },
        "exam": [
            {"attempt": each.pk, "sitting": each.sitting_id, "on": local_date(each.held_at).isoformat()}
            for each in results.attempts
        ],
        "independent": {"results": list(results.task_results), "missing": list(results.missing_tasks)},
        "practicum": _practicum_evidence(_standing(practicums), _completion(practicums)),
    }


def _practicum_evidence(practicum: Practicum | None, record: CompletionRecord | None) -> dict[str, Any]:
    if practicum is None:
        return {
            "practicum": None,
            "record": None,
            "digest": "",
            "required": 0,
            "recognised": 0,
            "on": None,
            "own": None,
        }
    return {
        "practicum": practicum.pk,
        "record": record.pk if record else None,
        "digest": record.digest if record else "",
        "required": practicum.required_minutes,
        "recognised": practicum.recognised_minutes,
        # Of the confirmed minutes those of this practicum; the rest is of one that was broken off.
        "own": practicum.confirmed_minutes,
        "on": local_date(record.completed_at).isoformat() if record else None,
    }
