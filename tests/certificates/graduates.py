"""Learners whose decision stands, made without walking any process: rows only, as the rooms below leave them."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from config.demo.build import open_cohort
from placements import clock
from placements.agreements.models import Practicum
from placements.certificates.models import IssuedDocument
from placements.cohorts.models import Cohort, Enrolment
from placements.decisions.facts import snapshots_of
from placements.decisions.models import Decision
from placements.people.models import Person
from placements.people.services import set_personal_code
from placements.records.models import ProviderSettings
from placements.results.models import Attendance, IndependentTask, Session, TaskResult

HOUR = 45
CODE = "48703120005"
TASKS = 4


def open_school(**settings: Any) -> Cohort:
    """A cohort over the shipped curriculum at a school with all its settings, with one session held and four tasks."""
    cohort = open_cohort(clock.local_date(clock.now()))
    given = {
        "name": "Näidiskool MTÜ", "registry_code": "80004124", "activity_notice_number": "900014",
        "place_of_issue": "Tallinn", "signatory_title": "koolitusjuht", "web_page": "https://kool.example",
    }  # fmt: skip
    ProviderSettings.objects.filter(pk=1).update(**given | settings)
    now = clock.now()
    marked: dict[str, Any] = {"marked_at": now, "marked_by": manager()}
    held_on = clock.local_date(now) - timedelta(days=3)
    Session.objects.create(cohort=cohort, held_on=held_on, starts_at=time(9), minutes=720, **marked)
    IndependentTask.objects.bulk_create(
        IndependentTask(cohort=cohort, number=number, title=f"Töö {number}", due_on=held_on) for number in range(TASKS)
    )
    return cohort


def manager() -> Person:
    """Piret, who manages the school."""
    return Person.objects.get(roles__kind="manager")


def graduates(
    cohort: Cohort, count: int, *, outcome: str = "tunnistus", hours: tuple[int, int] = (82, 80), tasks: int = TASKS
) -> list[Decision]:
    """So many learners with these contact and practicum hours and accepted tasks, and their decisions."""
    first = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(name=f"Õppija {first + number:04}", email=f"oppija{first + number}@example.ee",
               birth_date=clock.local_date(clock.now()) - timedelta(days=12_000 + number))
        for number in range(count)
    )  # fmt: skip
    version = cohort.programme_version
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(cohort=cohort, learner=person, programme_version=version, enrolled_on=cohort.starts_on)
        for person in people
    )
    _results(enrolments, hours, tasks)
    return Decision.objects.bulk_create(
        Decision(enrolment=each, cohort=cohort, learner=each.learner, outcome=outcome, proposed=outcome, reasons=[],
                 content={}, digest="", rules_version=1, decided_by=manager())
        for each in enrolments
    )  # fmt: skip


def _results(enrolments: Sequence[Enrolment], hours: tuple[int, int], tasks: int) -> None:
    cohort, by = enrolments[0].cohort, manager()
    contact, practicum = (amount * HOUR for amount in hours)
    session = Session.objects.get(cohort=cohort)
    accepted = list(IndependentTask.objects.filter(cohort=cohort)[:tasks])
    Attendance.objects.bulk_create(
        Attendance(enrolment=each, session=session, minutes=contact, recorded_by=by) for each in enrolments
    )
    TaskResult.objects.bulk_create(
        TaskResult(enrolment=each, task=task, is_accepted=True, recorded_by=by)
        for each in enrolments
        for task in accepted
    )
    Practicum.objects.bulk_create(
        Practicum(enrolment=each, cohort=cohort, learner=each.learner, stage="completed", required_minutes=80 * HOUR,
                  academic_hour_minutes=HOUR, confirmed_minutes=practicum)
        for each in enrolments
    )  # fmt: skip


def graduate(cohort: Cohort, name: str = "Jelena Morozova", code: str = CODE, **more: Any) -> Decision:
    """One learner of this name, with a personal code unless it is empty."""
    decision = graduates(cohort, 1, **more)[0]
    Person.objects.filter(pk=decision.learner_id).update(name=name)
    decision.learner.refresh_from_db()
    if code:
        set_personal_code(decision.learner, code, manager())
    return decision


def decided(enrolment: Enrolment, outcome: str = "tunnistus", **more: Any) -> Decision:
    """The row of a decision about these studies."""
    values = {"cohort": enrolment.cohort, "learner": enrolment.learner, "proposed": outcome, "reasons": []}
    values |= {"content": {}, "digest": "", "rules_version": 1, "decided_by": manager()}
    return Decision.objects.create(enrolment=enrolment, outcome=outcome, **values | more)


def line_of_register(enrolment: Enrolment) -> IssuedDocument:
    """A document as a row alone, where only its place in the house counts."""
    content = snapshots_of([enrolment], clock.now())[enrolment.pk].content
    decision = decided(enrolment, content=content)
    said = {"name": enrolment.learner.name, "programme": {"et": "Õppekava"}}
    return IssuedDocument.objects.create(
        kind="tunnistus", year=2026, sequence=1, number="T-2026-0001", decision=decision, enrolment=enrolment,
        cohort=enrolment.cohort, learner=enrolment.learner, content="{}", public_content=said, language="et",
        issued_on=clock.local_date(clock.now()), issued_by=manager(),
    )  # fmt: skip
