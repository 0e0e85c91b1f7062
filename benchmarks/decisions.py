"""What it costs to decide a thousand learners in one act, against one statement of raw SQL that comes to the same.

`make bench`, or `python benchmarks/decisions.py sqlite`. Both sides take turns in one run, each undone again; what
counts is the median of the rounds' ratios. The number of statements is a limit (exit code 1), times are told only.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.hours import MOST_STATEMENTS, timed  # noqa: E402 - the repository is no installed package
from tests.run import postgres_fault  # noqa: E402
from tests.walking.engines import own_database, set_up  # noqa: E402

LEARNERS, ROUNDS = 1000, 7
DIFFERENT = 8

# The four conditions over the same tables, for learners who study and on the decision date; nothing is kept but the
# numbers: no evidence, no digest, no history, no mail.
RAW = """
WITH attended AS (
    SELECT a.enrolment_id, SUM(a.minutes) AS minutes FROM placements_attendance a
    JOIN placements_session s ON s.id = a.session_id AND s.cancelled_at IS NULL GROUP BY a.enrolment_id
), exam AS (
    SELECT t.enrolment_id, MAX(CASE WHEN t.correct * 100 >= 65 * t.total THEN 1 ELSE 0 END) AS passed
    FROM placements_examattempt t JOIN placements_examsitting s ON s.id = t.sitting_id
    AND s.completed_at IS NOT NULL AND s.cancelled_at IS NULL GROUP BY t.enrolment_id
), work AS (
    SELECT r.enrolment_id, COUNT(*) AS accepted FROM placements_taskresult r
    JOIN placements_independenttask k ON k.id = r.task_id AND k.cancelled_at IS NULL
    WHERE k.is_required AND r.is_accepted GROUP BY r.enrolment_id
), done AS (
    SELECT p.enrolment_id, MAX(c.id) AS record, SUM(p.confirmed_minutes) AS minutes FROM placements_practicum p
    LEFT JOIN placements_completionrecord c ON c.practicum_id = p.id AND p.ended_at IS NULL
    WHERE p.stage <> 'annulled' GROUP BY p.enrolment_id
), required AS (
    SELECT cohort_id, COUNT(*) AS tasks FROM placements_independenttask
    WHERE is_required AND cancelled_at IS NULL GROUP BY cohort_id
), judged AS (
    SELECT e.id, e.cohort_id, e.learner_id, COALESCE(a.minutes, 0) AS attended, COALESCE(w.accepted, 0) AS accepted,
    COALESCE(x.passed, 0) AS passed, d.record, COALESCE(d.minutes, 0) AS confirmed,
    CASE WHEN COALESCE(a.minutes, 0) * 100 >= 75 * 3690 AND COALESCE(w.accepted, 0) >= q.tasks
              AND d.record IS NOT NULL AND COALESCE(x.passed, 0) = 1 THEN 'tunnistus'
         WHEN COALESCE(a.minutes, 0) + COALESCE(d.minutes, 0) > 0 THEN 'toend' ELSE 'none' END AS outcome
    FROM placements_enrolment e JOIN required q ON q.cohort_id = e.cohort_id
    LEFT JOIN attended a ON a.enrolment_id = e.id LEFT JOIN exam x ON x.enrolment_id = e.id
    LEFT JOIN work w ON w.enrolment_id = e.id LEFT JOIN done d ON d.enrolment_id = e.id
    WHERE NOT EXISTS (SELECT 1 FROM placements_decision o WHERE o.enrolment_id = e.id)
)
INSERT INTO placements_decision (enrolment_id, cohort_id, learner_id, outcome, proposed, reasons, basis, content,
    digest, rules_version, reason, decided_by_id, decided_at)
SELECT id, cohort_id, learner_id, outcome, outcome, {array}, 'rules',
    {object}('attended', attended, 'accepted', accepted, 'passed', passed, 'record', record, 'confirmed', confirmed),
    '', 1, '', %s, %s FROM judged
"""
WORDS = {
    "sqlite": {"array": "'[]'", "object": "json_object"},
    "postgresql": {"array": "'[]'::jsonb", "object": "jsonb_build_object"},
}


class Bench:
    """A thousand learners whose results are all there, and what they come to."""

    def __init__(self) -> None:
        from tests.decisions.cohort import GREEN, SHORT, Reached, open_course
        from tests.decisions.test_confirming import seen_of

        kinds = [GREEN] * (DIFFERENT - 3) + [Reached(attended=SHORT), Reached(exam=(25, 20)), Reached(tasks=5)]
        self.course = open_course()
        learners = self.course.enrol([kinds[place % DIFFERENT] for place in range(LEARNERS)])
        self.seen = seen_of(learners)

    def product(self) -> None:
        from placements.decisions.confirming import confirm

        assert confirm(list(self.seen), self.course.manager, self.seen) == LEARNERS

    def raw(self) -> None:
        from django.db import connection

        from placements import clock

        now = connection.ops.adapt_datetimefield_value(clock.now())
        with connection.cursor() as cursor:
            cursor.execute(RAW.format(**WORDS[connection.vendor]), [self.course.manager.pk, now])

    def outcomes(self, deed: Any) -> dict[int, str]:
        """What one side comes to, undone again."""
        from placements.decisions.models import Decision
        from tests.proving.journals import undone

        with undone():
            deed()
            return dict(Decision.objects.values_list("enrolment", "outcome"))

    def statements(self) -> int:
        from tests.proving.desk import counting, statements
        from tests.proving.journals import undone

        with undone(), counting() as queries:
            self.product()
        return statements(queries)[0]

    def one_round(self) -> tuple[float, float]:
        from tests.proving.journals import undone

        with undone():
            ours = timed(self.product)
        with undone():
            return ours, timed(self.raw)


def measure(engine: str) -> int:
    """All of it on one engine; 1 when the limit was missed, or when the two sides do not come to the same."""
    set_up(engine)
    print(f"== a thousand decisions on {engine}")
    with own_database():
        bench = Bench()
        is_same = bench.outcomes(bench.product) == bench.outcomes(bench.raw)
        found = bench.statements()
        is_kept = found <= MOST_STATEMENTS
        print(f"{'ok    ' if is_kept else 'MISSED'}  decide {LEARNERS}: {found} statements (limit {MOST_STATEMENTS})")
        print(f"{'ok    ' if is_same else 'MISSED'}  raw SQL comes to the same outcomes")
        rounds = [bench.one_round() for _ in range(ROUNDS)]
        ratio = median(ours / raw for ours, raw in rounds)
        ours, raw = (median(side) * 1000 for side in zip(*rounds, strict=True))
        print(f"        {ROUNDS} rounds: {ours:.0f} ms against {raw:.0f} ms, median of ratios {ratio:.1f}")
    return 0 if is_kept and is_same else 1


def main() -> int:
    """Each engine in a process of its own."""
    if len(sys.argv) > 1:
        return measure(sys.argv[1])
    no_postgres = postgres_fault()
    engines = ["sqlite", *([] if no_postgres else ["postgresql"])]
    if no_postgres:
        print(f"left out: PostgreSQL: {no_postgres}")
    command = [sys.executable, str(Path(__file__))]
    codes = [subprocess.run([*command, each], env=os.environ, check=False).returncode for each in engines]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
