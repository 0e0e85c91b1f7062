"""A school with a curator, a manager and an auditor, and one company with two people."""

from dataclasses import dataclass
from datetime import date

import pytest

from config.demo.build import enrol, open_cohort, take_host
from config.demo.walk import Walk
from placements import clock
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.hosts.models import Contact, Host, Place
from placements.people.models import Person
from tests.strictness import StrictClient
from tests.walks import WEEKS


@dataclass
class School:
    """Kristjan Tamm mentors and Helve Tamm signs at Kodukandi Kaubad OÜ; Liis Saar curates."""

    cohort: Cohort
    host: Host
    place: Place

    def person(self, kind: str) -> Person:
        return Role.objects.filter(kind=kind).order_by("pk")[0].person

    @property
    def liis(self) -> Person:
        return self.person("curator")

    def walk(self) -> Walk:
        """Another learner, whose walk to this company begins seven weeks ago."""
        number = Enrolment.objects.count() + 1
        practicum = enrol(self.cohort, f"jelena{number}@example.ee", "Jelena Morozova", "ru")
        return Walk(practicum, self.host, self.contact("Kristjan Tamm").person, self.today - WEEKS)

    @property
    def today(self) -> date:
        return clock.local_date(clock.now())

    def contact(self, name: str) -> Contact:
        return self.host.contacts.get(person__name=name)

    def client(self, kind: str = "curator") -> StrictClient:
        client = StrictClient()
        client.force_login(self.person(kind))
        return client


@pytest.fixture
def school(db: None) -> School:
    cohort = open_cohort(clock.local_date(clock.now()))
    host, _mentor = take_host(0)
    return School(cohort, host, host.places.get())
