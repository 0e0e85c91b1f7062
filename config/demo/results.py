"""The demo's results at school: sessions with their registers, the exam with two retakes, six independent tasks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta

from placements import clock
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.people.models import Person
from placements.results.models import (
    Attendance,
    ExamAttempt,
    ExamRegistration,
    ExamSitting,
    IndependentTask,
    Session,
    TaskResult,
)

HOUR, SESSION, LAST = 45, 180, 90
# Days before today on which twenty sessions of four academic hours were held; one of two hours is still to come.
HELD = tuple(range(69, 9, -3))
TOPICS = ("Klienditeenindus", "Müügitöö alused", "Kaupade väljapanek", "Meeskonnatöö", "Töökeskkond ja ohutus")
TASKS = ("Kliendi teekond", "Müügivestluse analüüs", "Väljapaneku plaan", "Kaebuse lahendamine", "Meeskonna plaan",
         "Lõputöö esitlus")  # fmt: skip
DUE = (-56, -46, -36, -26, -12, 9)
QUESTIONS = 40
# By the place of the learner in the cast; everybody else passed, was there most of the time and handed all in.
MISSED = {0: 10, 3: 6, 4: 22, 8: 14, 10: 20}
RIGHT = {0: 29, 1: 33, 3: 29, 4: None, 5: 24, 6: 27, 8: 26, 9: 22, 12: 31, 14: None, 16: 24, 18: 25}
# Who comes to the retake whose results are not complete yet, and to the one ahead.
HELD_RETAKE, NEXT_RETAKE = (4, 14), (9, 16, 18)
# How many tasks of six are accepted, where not all are; the sixth is not due yet.
ACCEPTED = {0: 5, 2: 5, 4: 2, 7: 5, 11: 5, 12: 4}


def build_results(cohort: Cohort) -> None:
    """Fill in what the cohort's learners reached; a few statements, however many there are."""
    learners = list(Enrolment.objects.filter(cohort=cohort).order_by("pk"))
    trainer = Role.objects.filter(cohort=cohort, kind=Role.Kind.TRAINER).order_by("pk")[0].person
    today = clock.local_date(clock.now())
    _attendance(cohort, learners, trainer, today)
    _exam(cohort, learners, trainer, today)
    _independent(cohort, learners, trainer, today)


def _attendance(cohort: Cohort, learners: Sequence[Enrolment], trainer: Person, today: date) -> None:
    held = [
        Session(
            cohort=cohort,
            held_on=day,
            starts_at=time(10),
            minutes=SESSION,
            topic=TOPICS[place % len(TOPICS)],
            trainer=trainer,
            marked_at=clock.instant(day, time(14)),
            marked_by=trainer,
        )
        for place, day in enumerate(_not_on_sundays(today - timedelta(days=days) for days in HELD))
    ]
    ahead = Session(cohort=cohort, held_on=today + timedelta(days=6), starts_at=time(10), minutes=LAST, trainer=trainer)
    Session.objects.bulk_create([*held, ahead])
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            enrolment=learner,
            minutes=session.minutes - missed,
            is_excused=missed == session.minutes and place % 2 == 0,
            recorded_by=trainer,
            recorded_at=session.ends_at,
        )
        for place, learner in enumerate(learners)
        for session, missed in zip(held, _missed(place, len(held)), strict=True)
    )


def _not_on_sundays(days: Iterable[date]) -> Iterator[date]:
    return (day + timedelta(days=day.isoweekday() == 7) for day in days)


def _missed(place: int, sessions: int) -> Iterator[int]:
    """Minutes missed of each session: whole ones, the first of them at a place of the learner's own."""
    left, first = MISSED.get(place, place % 4 * 2) * HOUR, place % 5
    for number in range(sessions):
        missed = min(left, SESSION) if number >= first else 0
        left -= missed
        yield missed


def _exam(cohort: Cohort, learners: Sequence[Enrolment], trainer: Person, today: date) -> None:
    def sitting(days: int, **values: object) -> ExamSitting:
        held_at = clock.instant(today + timedelta(days=days), time(10))
        place = "Riia 12, ruum 204"
        return ExamSitting.objects.create(cohort=cohort, held_at=held_at, questions=QUESTIONS, place=place, **values)

    done = clock.instant(today - timedelta(days=13), time(12))
    first = sitting(-14, completed_at=done, completed_by=trainer)
    retakes = {-2: HELD_RETAKE, 8: NEXT_RETAKE}
    for days, places in retakes.items():
        until = clock.end_of_day(today + timedelta(days=days - 2))
        retake = sitting(days, is_retake=True, register_until=until)
        registered_at = clock.instant(today - timedelta(days=5), time(19))
        ExamRegistration.objects.bulk_create(
            ExamRegistration(
                sitting=retake, enrolment=each, registered_by_id=each.learner_id, registered_at=registered_at
            )
            for place, each in enumerate(learners)
            if place in places
        )
    right = {each.pk: RIGHT.get(place, 27 + place * 5 % 12) for place, each in enumerate(learners)}
    ExamAttempt.objects.bulk_create(
        ExamAttempt(
            sitting=first, enrolment_id=pk, correct=correct, total=QUESTIONS, recorded_by=trainer, recorded_at=done
        )
        for pk, correct in right.items()
        if correct is not None
    )


def _independent(cohort: Cohort, learners: Sequence[Enrolment], trainer: Person, today: date) -> None:
    tasks = IndependentTask.objects.bulk_create(
        IndependentTask(cohort=cohort, number=number, title=title, due_on=today + timedelta(days=days))
        for number, (title, days) in enumerate(zip(TASKS, DUE, strict=True), 1)
    )
    # The fifth is past its day and not marked complete: whoever lacks it is not known to have failed.
    for task, days in list(zip(tasks, DUE, strict=True))[:4]:
        task.completed_at = clock.instant(today + timedelta(days=days + 3), time(15))
        task.completed_by = trainer
    IndependentTask.objects.bulk_update(tasks, ["completed_at", "completed_by"])
    TaskResult.objects.bulk_create(
        TaskResult(
            task=task,
            enrolment=learner,
            is_accepted=True,
            recorded_by=trainer,
            recorded_at=clock.instant(min(task.due_on, today - timedelta(days=1)), time(15)),
        )
        for place, learner in enumerate(learners)
        for task in tasks[: ACCEPTED.get(place, len(tasks))]
    )
