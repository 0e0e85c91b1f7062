"""The people of the demo's school, found by their names."""

from dataclasses import dataclass
from datetime import date, timedelta

from placements import clock
from placements.cohorts.models import Cohort, Role, Substitution
from placements.directory.substituting import stand_in
from placements.people.models import Person
from placements.people.services import get_or_create_by_email


@dataclass(frozen=True)
class School:
    """Liis and Andrei curate the cohort, Marika teaches in it; Piret manages and Rein audits the whole school."""

    cohort: Cohort
    liis: Person
    andrei: Person
    piret: Person
    marika: Person
    rein: Person


def school_of(cohort: Cohort) -> School:
    people = {role.person.name.split()[0].lower(): role.person for role in Role.objects.select_related("person")}
    return School(cohort, people["liis"], people["andrei"], people["piret"], people["marika"], people["rein"])


def new_person(name: str, **details: object) -> Person:
    """Somebody with an account and no role yet."""
    return get_or_create_by_email(f"{name.split(maxsplit=1)[0].lower()}@example.ee", name=name, **details)


def other_cohort(like: Cohort, code: str = "other") -> Cohort:
    names = ("programme_version", "policy_version", "starts_on", "ends_on", "practicum_from", "practicum_until")
    return Cohort.objects.create(code=code, **{name: getattr(like, name) for name in names})


def today() -> date:
    return clock.local_date(clock.now())


def days(first: int, last: int) -> tuple[date, date]:
    """From so many days after today to so many."""
    return today() + timedelta(days=first), today() + timedelta(days=last)


def away(absent: Person, substitute: Person, actor: Person, first: int = 0, last: int = 7) -> Substitution:
    return stand_in(absent, substitute, days(first, last), actor)
