"""A document of the register as its row stands there, without the process that leads to it."""

from datetime import date
from typing import Any

from placements.certificates.models import IssuedDocument, Kind
from placements.clock import local_date, now
from placements.cohorts.models import Enrolment
from placements.decisions.models import Decision
from placements.people.models import Person
from tests.office import Office

CODE = "49901010005"
PROGRAMME = {
    "et": "Klienditeeninduse juhi koolitusprogramm",
    "ru": "Учебная программа руководителя по обслуживанию клиентов",
    "en": "Customer Service Manager training programme",
}
MINUTES = {"contact": 3690, "practicum": 3600, "independent": 1080}


def public_content(kind: str, number: str, name: str) -> dict[str, Any]:
    """What everybody may see, as the register keeps it."""
    return {
        "kind": kind, "number": number, "name": name, "programme": PROGRAMME, "course": PROGRAMME,
        "minutes": MINUTES if kind == Kind.CERTIFICATE else {"contact": 2700, "practicum": 1800, "independent": 0},
        "planned": MINUTES, "hour_minutes": 45, "total_hours": 186,
        "provider": {
            "name": "1-Koolitus MTÜ", "registry_code": "80410485", "activity_notice_number": "12345",
            "web_page": "https://koolitus.example.ee",
        },
        "issued_on": "2026-11-18", "starts_on": "2026-09-01", "ends_on": "2026-11-16",
        "outcomes": [{"code": "ÕV1", "text": PROGRAMME}] if kind == Kind.CERTIFICATE else [],
    }  # fmt: skip


def issue_row(office: Office, kind: str = Kind.CERTIFICATE, name: str = "Merle Aas", **values: Any) -> IssuedDocument:
    """A valid document of a learner made for it; values are columns that differ."""
    learner = Person.objects.create(name=name, email=f"{kind}{IssuedDocument.objects.count()}@example.ee")
    enrolment = Enrolment.objects.create(
        cohort=office.cohort,
        learner=learner,
        programme_version=office.cohort.programme_version,
        enrolled_on=date(2026, 9, 1),
    )
    return issue_row_for(enrolment, office.piret, kind, **values)


def issue_row_for(enrolment: Enrolment, issuer: Person, kind: str = Kind.CERTIFICATE, **values: Any) -> IssuedDocument:
    """A valid document of this enrolment."""
    sequence = IssuedDocument.objects.filter(kind=kind).count() + 114
    shared = {"enrolment": enrolment, "cohort": enrolment.cohort, "learner": enrolment.learner}
    decision = Decision.objects.create(
        **shared, outcome=kind, proposed=kind, reasons=[], content={}, digest="x", rules_version=1, decided_by=issuer
    )
    number = f"2026-{sequence}"
    defaults = {
        "year": 2026, "sequence": sequence, "number": number, "language": "et", "content": f'{{"code": "{CODE}"}}',
        "issued_on": local_date(now()), "issued_by": issuer,
        "public_content": public_content(kind, number, enrolment.learner.name),
    }  # fmt: skip
    return IssuedDocument.objects.create(**shared, kind=kind, decision=decision, **defaults | values)
