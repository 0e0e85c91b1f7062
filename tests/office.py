"""The cast of set-up: a cohort over the shipped files, its people, and browsers of theirs."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from config.demo.build import open_cohort
from placements import clock
from placements.cohorts.models import Cohort, Role
from placements.people.models import Person
from placements.people.recognising import PersonDetails
from tests.strictness import StrictClient

JELENA = PersonDetails("Jelena Morozova", "jelena@example.ee", "+372 5555 0101", "ru")
TOOMAS = PersonDetails("Toomas Roos", "toomas@example.ee")
CODE = "37605030299"


@dataclass(frozen=True)
class Office:
    """Piret manages the school, Liis and Andrei curate the cohort, Marika trains, Rein audits."""

    cohort: Cohort
    piret: Person
    liis: Person
    andrei: Person
    marika: Person
    rein: Person


def open_office() -> Office:
    """A school with one cohort and nobody in it; rate limits are forgotten."""
    cache.clear()
    cohort = open_cohort(clock.local_date(clock.now()))
    people = {person.name.split()[0].lower(): person for person in Person.objects.filter(roles__isnull=False)}
    return Office(cohort, *(people[name] for name in ("piret", "liis", "andrei", "marika", "rein")))


def another_cohort(cohort: Cohort, code: str = "other", **changed: Any) -> Cohort:
    """A second cohort with the same versions and dates, and nobody of its own."""
    names = ("programme_version", "policy_version", "occupation_version", "starts_on", "ends_on")
    values = {name: getattr(cohort, name) for name in (*names, "practicum_from", "practicum_until")}
    return Cohort.objects.create(code=code, **values | changed)


def curator_of_another(cohort: Cohort) -> Person:
    """Somebody who curates another cohort only."""
    person = Person.objects.create(name="Muu Kuraator", email="muu@example.ee")
    Role.objects.create(person=person, cohort=another_cohort(cohort, "foreign"), kind=Role.Kind.CURATOR)
    return person


def browser_of(person: Person) -> StrictClient:
    """A strict browser in which this person is signed in."""
    client = StrictClient()
    client.force_login(person)
    return client
