"""Random snapshots, decided twice: by the product's rules, through their own JSON, and by the oracle."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from placements.decisions import rules
from placements.decisions.snapshots import canonical, proposal_of, written
from tests.oracle.decisions import Case, judge

DATE = date(2027, 1, 15)
# Each of these must have come about among ten thousand.
WANTED = frozenset({
    "tunnistus", "toend", "none", "pending", "unknown", "ALL_MET", "ATTENDANCE_UNKNOWN", "ATTENDANCE_BELOW",
    "HOMEWORK_UNKNOWN", "HOMEWORK_MISSING", "PRACTICUM_INCOMPLETE", "EXAM_UNKNOWN", "EXAM_BELOW", "EXAM_MISSING",
})  # fmt: skip


@dataclass
class Judged:
    """How many there were of each outcome and reason, and where product and oracle differ."""

    tally: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def near(rng: Random, limit: int) -> int:
    """Mostly at a limit or a step beside it."""
    return max(rng.choice([limit - 1, limit, limit + 1, limit - 1, limit, 0, 1, rng.randint(0, 2 * limit + 1)]), 0)


def drawn(rng: Random) -> Case:
    """A learner on a day, most numbers close to where something turns."""
    share, contact = rng.choice([(75, 3690), (75, 3600), (75, 3690), (rng.randint(1, 100), rng.randint(1, 5000))])
    limit = -(-share * contact // 100)
    attended = min(near(rng, limit), contact)
    exam_share, questions = rng.choice([65, 65, rng.randint(1, 100)]), rng.choice([40, 40, 1000, rng.randint(1, 60)])
    needed = -(-exam_share * questions // 100)
    required = rng.choice([6, 6, 6, 6, 6, 0, 1, rng.randint(1, 12), rng.randint(1, 12)])
    return Case(
        attended=attended,
        still_to_come=rng.choice([0, 0, near(rng, max(limit - attended, 0)), 45]),
        register_is_whole=rng.random() < 0.9,
        tasks_accepted=min(rng.choice([required, required, max(required - 1, 0), rng.randint(0, 12)]), required),
        tasks_required=required,
        tasks_are_marked=rng.random() < 0.9,
        has_record=rng.random() < 0.6,
        confirmed=rng.choice([0, 0, 1, 3599, 3600, rng.randint(0, 4000)]),
        practicum_goes_on=rng.random() < 0.5,
        attempts=tuple((min(near(rng, needed), questions), questions) for _ in range(rng.choice([0, 1, 1, 2, 3]))),
        exam_is_marked=rng.random() < 0.9,
        retake_is_possible=rng.random() < 0.5,
        today=DATE + timedelta(days=rng.choice([-30, -1, 0, 0, 1, 30])),
        decision_on=rng.choice([DATE, DATE, DATE, DATE, None]),
        has_left=rng.random() < 0.2,
        attendance_share=share,
        contact_minutes=contact,
        exam_share=exam_share,
        most_attempts=rng.choice([2, 2, 1, 3]),
        counts=rng.choice(["best", "last"]),
        task_share=rng.choice([100, 100, 80, rng.randint(1, 100)]),
        least_participation=rng.choice([1, 1, 0, 45, rng.randint(0, 4000)]),
        after_leaving=rng.choice(["auto", "on_request", "never"]),
        practicum_counts=rng.random() < 0.9,
    )


def snapshot_of(case: Case) -> rules.Snapshot:
    """What the product is given."""
    return rules.Snapshot(
        rules.Attendance(case.attended, case.still_to_come, is_complete=case.register_is_whole),
        rules.IndependentWork(case.tasks_accepted, case.tasks_required, is_complete=case.tasks_are_marked),
        rules.PracticumResult(case.has_record, case.confirmed, can_go_on=case.practicum_goes_on),
        rules.Exam(case.attempts, is_complete=case.exam_is_marked, can_retake=case.retake_is_possible),
        case.today,
        case.decision_on,
        case.has_left,
    )


def content_of(case: Case) -> dict[str, Any]:
    """The same as a decision keeps it, written down and read again."""
    limits = {
        "attendance_min_percent": case.attendance_share, "contact_minutes": case.contact_minutes,
        "exam_min_percent": case.exam_share, "exam_max_attempts": case.most_attempts, "exam_counts": case.counts,
        "independent_percent": case.task_share, "minimum_participation_minutes": case.least_participation,
        "withdrawn_document": case.after_leaving, "practicum_counts": case.practicum_counts,
        "programme_version": 1, "policy_version": None,
    }  # fmt: skip
    content = {"rules_version": rules.RULES_VERSION, "snapshot": written(snapshot_of(case)), "limits": limits}
    return dict(json.loads(canonical(content)))


def judged(seeds: range) -> Judged:
    """One snapshot by each seed, by both sides."""
    found = Judged()
    for seed in seeds:
        case = drawn(Random(seed))
        proposal, expected = proposal_of(content_of(case)), judge(case)
        ours = (
            str(proposal.outcome),
            list(proposal.reasons),
            {each.name: str(each.standing) for each in proposal.conditions},
        )
        found.tally.update([expected[0], *expected[1]])
        if ours != expected or list(ours[2]) != list(expected[2]):
            found.faults.append(f"seed {seed}: the product says {ours}, the oracle {expected}: {case}")
    return found
