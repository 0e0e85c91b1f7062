"""The small world in which one walk happens: a school, companies, one learner, and a clock that only moves forward."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from config.demo.build import enrol, open_cohort, take_host
from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.hosts.models import Host
from placements.people.models import Person
from placements.people.services import get_or_create_by_email
from placements.records.models import WorkItem

# Ordinary weeks, both nights on which the clocks change, midsummer, the turn of a year.
BEGINNINGS = (date(2026, 2, 2), date(2026, 3, 12), date(2026, 6, 8), date(2026, 10, 12), date(2026, 12, 7))
COMPANIES = 4
RELATED = ("practicum__cohort", "practicum__learner", "practicum__enrolment", "owner")
# How often a walk leaves the straight way, and how often it tries what cannot be done.
MOODS = {"straight": (2, 0.05), "lively": (5, 0.1), "wild": (12, 0.2)}


@dataclass
class World:
    """Everything that acts draw from. Its clock stands still while an act is done."""

    seed: int
    rng: Random
    now: datetime
    mood: str
    cohort: Cohort
    learner: Person
    hosts: list[Host] = field(default_factory=list)
    staff: list[int] = field(default_factory=list)
    # Whether somebody else acts at the same instant.
    crowded: bool = False
    stands_still: bool = False
    # What was read for the act that is being drawn.
    read: dict[object, Any] = field(default_factory=dict)

    def once(self, key: object, reader: Callable[[], Any]) -> Any:
        """Read something once an act: draws ask for the same things again and again."""
        if key not in self.read:
            self.read[key] = reader()
        return self.read[key]

    def all_practicums(self) -> list[Practicum]:
        """Oldest first, as they are now."""
        found: list[Practicum] = self.once("practicums", _practicums)
        return found

    @property
    def practicum(self) -> Practicum:
        """The latest practicum, as it is now."""
        return self.all_practicums()[-1]

    @property
    def today(self) -> date:
        return clock.local_date(self.now)

    @property
    def reachable(self) -> list[Host]:
        """The companies whose mentor has an e-mail address: all but the last, whom a curator phones."""
        return self.hosts[:-1]

    @property
    def restlessness(self) -> int:
        return MOODS[self.mood][0]

    def errs(self) -> bool:
        """Whether this act is to be tried with data that cannot be right."""
        return self.rng.random() < MOODS[self.mood][1]

    def at(self) -> AbstractContextManager[None]:
        return clock.moved_to(self.now)

    def pass_time(self, by: timedelta) -> None:
        self.move_to(self.now + by)

    def move_to(self, at: datetime) -> None:
        """Forward only, and not at all between two acts of the same instant."""
        self.now = self.now if self.stands_still else max(self.now, at)

    def is_over(self) -> bool:
        """Whether nothing but the settling of days is left: the learner has left the studies."""
        return self.practicum.enrolment.state != Enrolment.State.ACTIVE

    def any_practicum(self) -> Practicum:
        """The latest practicum, now and then a former one."""
        return self.practicum if self.rng.random() < 0.85 else self.rng.choice(self.all_practicums())

    def guides(self) -> list[Person]:
        """Curators of the cohort and managers, in a fixed order."""
        people = self.once("guides", lambda: people_of(self.cohort, Role.Kind.CURATOR, Role.Kind.MANAGER))
        return list(people)

    def school(self) -> list[Person]:
        """Whoever worked at the school when the walk began, and still may: with work, without it, or away."""
        staff = Person.objects.filter(pk__in=self.staff, is_active=True)
        found: list[Person] = self.once("school", lambda: list(staff.order_by("pk")))
        return found

    def placement(self, *states: str) -> Placement | None:
        """The latest placement of the latest practicum in one of these states."""
        found = [each for each in self.placements() if each.state in states]
        return found[-1] if found else None

    def placements(self) -> list[Placement]:
        """Of the latest practicum, oldest first."""
        found: list[Placement] = self.once("placements", lambda: _placements(self.practicum))
        return found

    def open_items(self) -> list[WorkItem]:
        found: list[WorkItem] = self.once("items", _open_items)
        return found

    def open_kinds(self) -> set[str]:
        found: set[str] = self.once("kinds", lambda: {item.kind for item in self.open_items()})
        return found


def _practicums() -> list[Practicum]:
    return list(Practicum.objects.select_related("cohort", "learner", "enrolment").order_by("pk"))


def _placements(practicum: Practicum) -> list[Placement]:
    placements = Placement.objects.filter(practicum=practicum).order_by("pk")
    return list(placements.select_related("host", "mentor", "signatory", "practicum__cohort"))


def _open_items() -> list[WorkItem]:
    items = WorkItem.objects.open().filter(practicum__isnull=False).order_by("pk")
    return list(items.select_related(*RELATED))


def people_of(cohort: Cohort, *kinds: str) -> list[Person]:
    """The active people with one of these roles here or in the whole school."""
    roles = Role.objects.filter(kind__in=kinds, person__is_active=True).select_related("person").order_by("pk")
    return list({role.person_id: role.person for role in roles if role.cohort_id in (None, cohort.pk)}.values())


def build_world(seed: int) -> World:
    """A school whose window has just opened, with one learner; the database holds nothing else."""
    rng = Random(seed)
    start = rng.choice(BEGINNINGS)
    now = clock.instant(start, time(rng.randrange(7, 20), rng.randrange(60)))
    with clock.moved_to(now):
        cohort = open_cohort(start)
        cohort.practicum_from, cohort.practicum_until = start - timedelta(days=5), start + timedelta(days=150)
        cohort.save(update_fields=["practicum_from", "practicum_until"])
        second = get_or_create_by_email("katrin.oja@example.ee", name="Katrin Oja", language="et")
        Role.objects.create(person=second, cohort=None, kind=Role.Kind.MANAGER)
        hosts = [take_host(index)[0] for index in range(COMPANIES)]
        by_phone = hosts[-1].contacts.get(is_mentor=True).person
        by_phone.email = None
        by_phone.save(update_fields=["email"])
        practicum = enrol(cohort, "jelena@example.ee", "Jelena Morozova", "ru")
    mood = rng.choices(list(MOODS), weights=(6, 3, 1))[0]
    staff = [person.pk for person in people_of(cohort, Role.Kind.CURATOR, Role.Kind.MANAGER)]
    return World(seed, rng, now, mood, cohort, practicum.learner, hosts, staff)
