"""Fixture functions that bring a practicum to a state by running its process."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from config.demo.build import enrol, open_cohort, take_host
from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.models import Cohort
from placements.hosts.models import Host
from placements.people.models import Person
from tests.remembering import remembered

WEEKS = timedelta(days=49)
TWO_DAYS = 540
MANY = 5


class RememberedWalk(Walk):
    """A walk whose way to the first day, and whose many days, are gone once; then their rows are written again."""

    def start(self) -> Walk:
        return self._gone("start", super().start)

    def work(self, days: int) -> Walk:
        if days < MANY:
            return super().work(days)
        return self._gone(f"work {days}", lambda: Walk.work(self, days))

    def _gone(self, way: str, go: Callable[[], Walk]) -> Walk:
        key = (way, self.practicum.pk, self.mentor.pk, self.day, self.hour, self.text)
        self.day = remembered(key, lambda: go().day)
        self.practicum.refresh_from_db()
        return self


def walk_maker() -> Callable[[], Walk]:
    """A function that enrols a new learner, seven weeks ago, at the company Kodukandi Kaubad OÜ."""
    today = clock.local_date(clock.now())
    remembered(("open", today), lambda: open_cohort(today).pk)
    cohort = Cohort.objects.get()
    numbers = count(1)

    def new_walk() -> Walk:
        number = next(numbers)
        address = f"jelena{number}@example.ee"
        host, mentor = remembered(("enrol", number, today), lambda: _enrol(cohort, number, address))
        practicum = Practicum.objects.select_related("cohort", "learner", "enrolment").get(learner__email=address)
        return RememberedWalk(practicum, Host.objects.get(pk=host), Person.objects.get(pk=mentor), today - WEEKS)

    return new_walk


def _enrol(cohort: Cohort, number: int, address: str) -> tuple[int, int]:
    host, mentor = take_host(number % 7)
    enrol(cohort, address, "Jelena Morozova", "ru")
    return host.pk, mentor.pk


def shortened(walk: Walk) -> Walk:
    """A practicum of two days: where only its end matters, fourteen would only take longer."""
    Practicum.objects.filter(pk=walk.practicum.pk).update(required_minutes=TWO_DAYS)
    walk.practicum.refresh_from_db()
    return walk
