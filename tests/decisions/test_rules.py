"""The certificate decision: the table of twenty-four cases row by row, and every boundary."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from placements.decisions import rules

TABLE = json.loads((Path(__file__).parent / "decision_table.json").read_text())["rows"]
DATE = date(2026, 12, 18)
LIMITS = rules.Thresholds(75, 82 * 45, 65, 2, "best", 100, 1, "on_request")
ALL_MET = rules.Snapshot(
    attendance=rules.Attendance(2768, 0, is_complete=True),
    independent=rules.IndependentWork(6, 6, is_complete=True),
    practicum=rules.PracticumResult(is_completed=True, confirmed_minutes=3600, can_go_on=False),
    exam=rules.Exam([(26, 40)], is_complete=True, can_retake=True),
    today=DATE,
    decision_on=DATE,
)
EXAMS = {"pass": [(26, 40)], "fail": [(25, 40)], "not_taken": []}


def of_row(row: dict[str, Any], today: date) -> rules.Snapshot:
    """Every lack can be mended, as the table assumes."""
    attended = 2768 if row["attendance_ok"] else 2767
    return rules.Snapshot(
        rules.Attendance(attended, 45, is_complete=True),
        rules.IndependentWork(6 if row["homework_ok"] else 5, 6, is_complete=True),
        rules.PracticumResult(row["practicum_ok"], 3600 if row["practicum_ok"] else 3599, can_go_on=True),
        rules.Exam(EXAMS[row["exam"]], is_complete=True, can_retake=True),
        today,
        DATE,
    )


@pytest.mark.parametrize("row", TABLE, ids=lambda row: "-".join(row["reasons"]))
def test_every_row_of_the_table(row: dict[str, Any]) -> None:
    before = rules.propose(of_row(row, DATE - timedelta(days=1)), LIMITS)
    final = rules.propose(of_row(row, DATE), LIMITS)
    assert (before.outcome, final.outcome) == (row["default_before_deadline"], row["default_final"])
    assert list(before.reasons) == list(final.reasons) == row["reasons"]


def test_the_table_is_whole() -> None:
    assert len(TABLE) == 24


def outcome(**changed: Any) -> str:
    return rules.propose(replace(ALL_MET, **changed), LIMITS).outcome


def attended(minutes: int, remaining: int = 0, *, known: bool = True) -> rules.Attendance:
    return rules.Attendance(minutes, remaining, is_complete=known)


def sat(*attempts: tuple[int, int], known: bool = True, retake: bool = True) -> rules.Exam:
    return rules.Exam(attempts, is_complete=known, can_retake=retake)


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"attendance": attended(2767)}, "toend"),
        ({"attendance": attended(2768)}, "tunnistus"),
        ({"attendance": attended(61 * 45)}, "toend"),
        ({"attendance": attended(62 * 45)}, "tunnistus"),
        ({"exam": sat((649, 1000))}, "toend"),
        ({"exam": sat((65, 100))}, "tunnistus"),
        ({"exam": sat((10, 40), (26, 40))}, "tunnistus"),
        ({"exam": sat((10, 40), (10, 40), (40, 40))}, "toend"),
        ({"independent": rules.IndependentWork(5, 6, is_complete=True)}, "toend"),
    ],
)
def test_boundaries(changed: dict[str, Any], wanted: str) -> None:
    assert outcome(**changed) == wanted


@pytest.mark.parametrize(
    "changed",
    [
        {"attendance": attended(3690, known=False)},
        {"exam": sat((40, 40), known=False)},
        {"independent": rules.IndependentWork(6, 6, is_complete=False)},
        {"independent": rules.IndependentWork(0, 0, is_complete=True)},
    ],
)
def test_unknown_holds_the_decision_even_after_the_date(changed: dict[str, Any]) -> None:
    assert outcome(**changed, today=DATE + timedelta(days=400)) == "unknown"


@pytest.mark.parametrize(
    ("attendance", "exam", "wanted"),
    [
        (attended(2723, 45), sat((26, 40)), "pending"),
        (attended(2722, 45), sat((26, 40)), "toend"),
        (attended(2768), sat((1, 40)), "pending"),
        (attended(2768), sat((1, 40), (2, 40)), "toend"),
        (attended(2768), sat((1, 40), retake=False), "toend"),
        (attended(0), sat((1, 40)), "pending"),
    ],
)
def test_before_the_date_a_lack_that_can_be_mended_waits(
    attendance: rules.Attendance, exam: rules.Exam, wanted: str
) -> None:
    assert outcome(attendance=attendance, exam=exam, today=DATE - timedelta(days=1)) == wanted


def test_without_a_date_nothing_short_of_all_is_final() -> None:
    assert outcome(attendance=attended(0), decision_on=None) == "pending"
    assert outcome(decision_on=None) == "tunnistus"


NOTHING = rules.PracticumResult(is_completed=False, confirmed_minutes=0, can_go_on=False)


@pytest.mark.parametrize(("minutes", "wanted"), [(0, "none"), (1, "toend")])
def test_no_participation_no_document(minutes: int, wanted: str) -> None:
    assert outcome(attendance=attended(minutes), practicum=NOTHING) == wanted


@pytest.mark.parametrize(("policy", "wanted"), [("auto", "toend"), ("on_request", "toend"), ("never", "none")])
def test_who_withdrew_with_something_lacking(policy: str, wanted: str) -> None:
    snapshot = replace(ALL_MET, exam=sat((1, 40)), is_withdrawn=True, today=DATE - timedelta(days=9))
    assert rules.propose(snapshot, replace(LIMITS, withdrawn_document=policy)).outcome == wanted


def test_a_practicum_that_does_not_count_is_neither_judged_nor_named() -> None:
    limits = replace(LIMITS, practicum_counts=False)
    snapshot = replace(ALL_MET, practicum=rules.PracticumResult(False, 0, can_go_on=True))
    proposal = rules.propose(snapshot, limits)
    assert (proposal.outcome, proposal.reasons) == ("tunnistus", ("ALL_MET",))
    assert [each.name for each in proposal.conditions] == ["attendance", "independent", "exam"]
    alone = replace(snapshot, attendance=attended(0), practicum=rules.PracticumResult(False, 45, can_go_on=False))
    assert rules.propose(alone, limits).outcome == "toend"


@pytest.mark.parametrize(("percent", "accepted", "wanted"), [(80, 4, "toend"), (80, 5, "tunnistus"), (100, 5, "toend")])
def test_a_percentage_of_the_tasks(percent: int, accepted: int, wanted: str) -> None:
    snapshot = replace(ALL_MET, independent=rules.IndependentWork(accepted, 6, is_complete=True))
    assert rules.propose(snapshot, replace(LIMITS, independent_percent=percent)).outcome == wanted


def test_every_version_of_the_rules_is_kept() -> None:
    assert rules.VERSIONS[rules.RULES_VERSION] is rules.propose
    assert sorted(rules.VERSIONS) == list(range(1, rules.RULES_VERSION + 1))


def test_who_withdrew_with_all_met_has_the_certificate() -> None:
    assert outcome(is_withdrawn=True) == "tunnistus"


def test_the_last_attempt_counts_where_the_policy_says_so() -> None:
    snapshot = replace(ALL_MET, exam=sat((40, 40), (1, 40)))
    assert rules.propose(snapshot, replace(LIMITS, exam_counts="last")).outcome == "toend"
