"""Which session, exam or task a line of a file speaks of."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placements import clock
from placements.cohorts.models import Cohort
from placements.results.models import ExamRegistration, ExamSitting, ImportedFile, IndependentTask, Session
from placements.results.rows import ResultLine


@dataclass(frozen=True, slots=True)
class Targets:
    """All that a cohort planned of a kind, by the key that lines name; coming holds who comes to which retake."""

    by_key: Mapping[tuple[Any, ...], Sequence[Any]]
    coming: Collection[tuple[int, int]]

    @property
    def rows(self) -> list[Any]:
        return [row for rows in self.by_key.values() for row in rows]

    def all_of(self, line: ResultLine) -> Sequence[Any]:
        """What the line may speak of: one, none, or several exams of a day."""
        return self.by_key.get(line.key, ())

    def of(self, line: ResultLine) -> Any:
        """The one that a checked line speaks of."""
        return self.by_key[line.key][0]


def targets_of(cohort: Cohort, kind: str) -> Targets:
    """The cohort's sessions, exams or tasks that are not cancelled; two queries at most."""
    by_key: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    planned: dict[str, Any] = {"cohort": cohort, "cancelled_at": None}
    if kind == ImportedFile.Kind.ATTENDANCE:
        for session in Session.objects.filter(**planned):
            by_key[session.held_on, session.starts_at].append(session)
        return Targets(by_key, ())
    if kind == ImportedFile.Kind.INDEPENDENT:
        for task in IndependentTask.objects.filter(**planned):
            by_key[(task.number,)].append(task)
        return Targets(by_key, ())
    for sitting in ExamSitting.objects.filter(**planned):
        by_key[(clock.local_date(sitting.held_at),)].append(sitting)
    coming = ExamRegistration.objects.filter(sitting__cohort=cohort, withdrawn_at=None)
    return Targets(by_key, set(coming.values_list("sitting", "enrolment")))


PLANNED: Mapping[str, Any] = {
    ImportedFile.Kind.ATTENDANCE: Session,
    ImportedFile.Kind.EXAM: ExamSitting,
    ImportedFile.Kind.INDEPENDENT: IndependentTask,
}


def lock_targets(cohort: Cohort, kind: str) -> None:
    """Let nobody record results of this kind in the cohort until the transaction ends; always in the same order."""
    list(PLANNED[kind].objects.select_for_update(of=("self",)).filter(cohort=cohort).order_by("pk"))
