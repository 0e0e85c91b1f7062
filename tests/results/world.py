"""A course of three learners, without practicums: sessions, exams and tasks around a fixed noon."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from placements import clock
from placements.cohorts.models import Cohort, Enrolment
from placements.people.models import Person
from placements.results import planning
from placements.results.models import ExamSitting, IndependentTask, Session
from placements.results.planning import SessionDetails, SittingDetails, TaskDetails
from placements.results.recording import Line
from tests.office import Office

NAMES = ("Anu Kask", "Jelena Morozova", "Toomas Roos")


@dataclass(frozen=True)
class Course:
    """The office's cohort with three learners; today is the day on which its tests run."""

    office: Office
    learners: list[Enrolment]
    today: date

    @property
    def cohort(self) -> Cohort:
        return self.office.cohort

    @property
    def marika(self) -> Person:
        return self.office.marika

    def session(self, days: int = -1, minutes: int = 90, hour: int = 10) -> Session:
        details = SessionDetails(self.day(days), time(hour), minutes)
        return planning.plan_session(self.cohort, details, self.marika)

    def sitting(self, days: int = -1, **values: Any) -> ExamSitting:
        details = SittingDetails(self.at(days), values.pop("questions", 40), **values)
        return planning.plan_sitting(self.cohort, details, self.marika)

    def task(self, number: int = 1, days: int = -1, **values: Any) -> IndependentTask:
        details = TaskDetails(number, f"Ülesanne {number}", self.day(days), **values)
        return planning.plan_task(self.cohort, details, self.marika)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def at(self, days: int, hour: int = 12) -> datetime:
        return clock.instant(self.day(days), time(hour))


def open_course(office: Office) -> Course:
    cohort, today = office.cohort, clock.local_date(clock.now())
    learners = []
    for name in NAMES:
        person = Person.objects.create(name=name, email=f"{name.split()[0].lower()}@example.ee", has_account=True)
        learners.append(
            Enrolment.objects.create(
                cohort=cohort,
                learner=person,
                programme_version=cohort.programme_version,
                policy_version=cohort.policy_version,
                enrolled_on=cohort.starts_on,
            )
        )
    return Course(office, learners, today)


def there(learner: Enrolment, minutes: int, seen: int | None = None, *, excused: bool = False) -> Line:
    return Line(learner.pk, {"minutes": minutes, "is_excused": excused}, seen)


def right(learner: Enrolment, correct: int, seen: int | None = None) -> Line:
    return Line(learner.pk, {"correct": correct}, seen)


def accepted(learner: Enrolment, seen: int | None = None, *, yes: bool = True) -> Line:
    return Line(learner.pk, {"is_accepted": yes}, seen)


def nothing(learner: Enrolment, seen: int | None = None) -> Line:
    return Line(learner.pk, {}, seen)
