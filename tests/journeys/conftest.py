"""A cohort with its school, a company, and one learner whose practicum has just begun."""

from dataclasses import dataclass

import pytest

from config.demo.build import enrol, open_cohort, take_host
from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.models import Role
from placements.hosts.models import Host
from tests.journeys.people import HostUser, User


@dataclass
class Cast:
    """Everybody of the thread."""

    practicum: Practicum
    host: Host
    jelena: User
    liis: User
    piret: User
    kristjan: HostUser
    helve: HostUser


@pytest.fixture
def cast(db: None) -> Cast:
    """Jelena learns, Liis curates, Piret manages; Kristjan is the mentor and Helve signs for the company."""
    cohort = open_cohort(clock.local_date(clock.now()))
    host, mentor = take_host(0)
    practicum = enrol(cohort, "jelena@example.ee", "Jelena Morozova", "ru")
    signatory = host.contacts.get(is_signatory=True).person
    curator = cohort.roles.get(kind=Role.Kind.CURATOR, person__name="Liis Saar").person
    manager = Role.objects.get(kind=Role.Kind.MANAGER).person
    return Cast(
        practicum, host, User(practicum.learner), User(curator), User(manager), HostUser(mentor), HostUser(signatory)
    )
