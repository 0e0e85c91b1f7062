"""Learners with results by the row: what the decision rests on, without a process behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.cache import cache

from config.demo.build import open_cohort
from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.completion.models import CompletionRecord
from placements.people.models import Person
from placements.results.models import (
    Attendance,
    ExamAttempt,
    ExamSitting,
    IndependentTask,
    Session,
    TaskResult,
)
from tests.school import School, school_of

# 61.5 academic hours in forty sessions reach the 2,768 minutes of the limit but one.
SESSIONS, MINUTES, TASKS, QUESTIONS = 41, 90, 6, 40
ENOUGH, SHORT = 2768, 2767
ALL_DONE = "completed"


@dataclass(frozen=True)
class Reached:
    """What one learner reached; exam: right answers at each sitting."""

    attended: int = ENOUGH
    exam: tuple[int, ...] = (26,)
    tasks: int = TASKS
    practicum: bool = True
    minutes: int = 3600


GREEN = Reached()


@dataclass
class Course:
    """A cohort whose contact hours are over and whose results are marked, unless said otherwise."""

    cohort: Cohort
    school: School
    sessions: list[Session] = field(default_factory=list)
    sittings: list[ExamSitting] = field(default_factory=list)
    tasks: list[IndependentTask] = field(default_factory=list)

    @property
    def manager(self) -> Person:
        return self.school.piret

    def another_manager(self) -> Person:
        person = Person.objects.create(name="Teine Juht", email="teine.juht@example.ee", has_account=True)
        Role.objects.create(person=person, kind=Role.Kind.MANAGER)
        return person

    def enrol(self, reached: Sequence[Reached], *, first: int = 1) -> list[Enrolment]:
        """Learners with these results, in a handful of statements."""
        people = [
            Person(name=f"Õppija {first + place}", email=f"o{first + place}@example.ee", has_account=True)
            for place in range(len(reached))
        ]
        Person.objects.bulk_create(people)
        enrolments = Enrolment.objects.bulk_create(self._enrolment(person) for person in people)
        self._write(list(enrolments), reached)
        return list(enrolments)

    def _enrolment(self, person: Person) -> Enrolment:
        cohort = self.cohort
        versions = {"programme_version": cohort.programme_version, "policy_version": cohort.policy_version}
        return Enrolment(cohort=cohort, learner=person, enrolled_on=cohort.starts_on, **versions)

    def _write(self, enrolments: Sequence[Enrolment], reached: Sequence[Reached]) -> None:
        by = {"recorded_by": self.school.marika}
        both = list(zip(enrolments, reached, strict=True))
        Attendance.objects.bulk_create(
            Attendance(enrolment=each, session=session, minutes=minutes, **by)
            for each, got in both
            for session, minutes in zip(self.sessions, dealt(got.attended), strict=False)
        )
        ExamAttempt.objects.bulk_create(
            ExamAttempt(enrolment=each, sitting=sitting, correct=correct, total=QUESTIONS, **by)
            for each, got in both
            for sitting, correct in zip(self.sittings, got.exam, strict=False)
        )
        TaskResult.objects.bulk_create(
            TaskResult(enrolment=each, task=task, is_accepted=place < got.tasks, **by)
            for each, got in both
            for place, task in enumerate(self.tasks)
        )
        self._practicums(both)

    def _practicums(self, both: Sequence[tuple[Enrolment, Reached]]) -> None:
        now = clock.now()
        rows = Practicum.objects.bulk_create(
            Practicum(
                enrolment=each, cohort=self.cohort, learner=each.learner, required_minutes=3600,
                academic_hour_minutes=45, confirmed_minutes=got.minutes,
                stage=ALL_DONE if got.practicum else "hours", completed_at=now if got.practicum else None,
            )
            for each, got in both
        )  # fmt: skip
        CompletionRecord.objects.bulk_create(
            CompletionRecord(practicum=row, confirmed_minutes=row.confirmed_minutes, content={}, digest="0" * 64)
            for row in rows
            if row.completed_at
        )


def dealt(minutes: int) -> list[int]:
    """Minutes of attendance dealt out to sessions."""
    whole, rest = divmod(minutes, MINUTES)
    return [MINUTES] * whole + [rest] * bool(rest)


def open_course(*, decision_in: int | None = 0, **dates: Any) -> Course:
    """A cohort with everything marked; the decision date lies so many days ahead, or is not set."""
    cache.clear()
    today = clock.local_date(clock.now())
    cohort = open_cohort(today)
    days = {"ends_on": today, "practicum_until": today} | dates
    decision_on = None if decision_in is None else today + timedelta(days=decision_in)
    Cohort.objects.filter(pk=cohort.pk).update(decision_on=decision_on, **days)
    cohort.refresh_from_db()
    course = Course(cohort, school_of(cohort))
    _plan(course, cohort.starts_on)
    return course


def _plan(course: Course, begins: date) -> None:
    cohort, now = course.cohort, clock.now()
    course.sessions = Session.objects.bulk_create(
        Session(
            cohort=cohort, held_on=begins + timedelta(days=place), starts_at=time(9), minutes=MINUTES, marked_at=now,
        )
        for place in range(SESSIONS)
    )  # fmt: skip
    course.sittings = ExamSitting.objects.bulk_create(
        ExamSitting(cohort=cohort, held_at=now - timedelta(days=9 - place), questions=QUESTIONS, completed_at=now)
        for place in range(3)
    )
    course.tasks = IndependentTask.objects.bulk_create(
        IndependentTask(
            cohort=cohort, number=number, title=f"Töö {number}", due_on=begins + timedelta(days=20), completed_at=now,
        )
        for number in range(1, TASKS + 1)
    )  # fmt: skip


def ahead(course: Course, **changed: Any) -> ExamSitting:
    """A sitting in a week that anybody can still register for."""
    at: datetime = clock.now() + timedelta(days=7)
    values = {"held_at": at, "questions": QUESTIONS, "is_retake": True} | changed
    return ExamSitting.objects.create(cohort=course.cohort, **values)
