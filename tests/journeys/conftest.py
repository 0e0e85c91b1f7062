"""A cohort with its school, two companies, and one learner whose practicum has just begun."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from config.demo.build import enrol, open_cohort, take_host
from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.models import Role
from placements.hosts.models import Host
from placements.people.models import Person
from tests.journeys.people import Company, HostUser, User
from tests.walks import RememberedWalk

# A Monday evening: days of the week before can be logged, and companies are written to the next morning.
EVENING = "2026-11-23 18:00+02:00"


@dataclass
class Cast:
    """Everybody of the stories; traveller moves the clock."""

    practicum: Practicum
    first: Company
    second: Company
    jelena: User
    liis: User
    andrei: User
    piret: User
    rein: User
    marika: User
    traveller: Any

    @property
    def host(self) -> Host:
        return self.first.host

    @property
    def kristjan(self) -> HostUser:
        return self.first.mentor

    @property
    def helve(self) -> HostUser:
        return self.first.signatory

    @property
    def maarika(self) -> HostUser:
        return self.second.mentor

    def walk(self, days: int = 49) -> Walk:
        """The way to where a story begins, told by the verbs; it sets out so many days ago."""
        today = clock.local_date(clock.now())
        return RememberedWalk(self.practicum, self.host, self.kristjan.person, today - timedelta(days=days))

    def later(self, **time: int) -> None:
        self.traveller.shift(timedelta(**time))

    def now(self) -> Practicum:
        """The practicum as it is."""
        self.practicum.refresh_from_db()
        return self.practicum


def company(index: int) -> Company:
    host, mentor = take_host(index)
    signatory = host.contacts.get(is_signatory=True).person
    user = HostUser(mentor)
    return Company(host, user, user if signatory == mentor else HostUser(signatory))


def guiding(kind: Role.Kind, name: str) -> User:
    found: Person = Role.objects.get(kind=kind, person__name=name).person
    return User(found)


@pytest.fixture
def traveller() -> Iterator[Any]:
    """The clock stands still until a story moves it; rate limits begin anew."""
    cache.clear()
    with time_machine.travel(EVENING, tick=False) as moving:
        yield moving


@pytest.fixture
def cast(db: None, traveller: Any) -> Cast:
    """Jelena learns, Liis and Andrei curate, Piret manages, Rein audits, Marika trains. Kristjan is the mentor of the
    first company, Helve signs for it; Maarika does both for the second."""
    cohort = open_cohort(clock.local_date(clock.now()))
    practicum = enrol(cohort, "jelena@example.ee", "Jelena Morozova", "ru")
    return Cast(
        practicum,
        company(0),
        company(1),
        User(practicum.learner),
        guiding(Role.Kind.CURATOR, "Liis Saar"),
        guiding(Role.Kind.CURATOR, "Andrei Sokolov"),
        guiding(Role.Kind.MANAGER, "Piret Kallas"),
        guiding(Role.Kind.AUDITOR, "Rein Aru"),
        guiding(Role.Kind.TRAINER, "Marika Lind"),
        traveller,
    )
