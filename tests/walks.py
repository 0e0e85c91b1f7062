"""Fixture functions that bring a practicum to a state by running its process."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from config.demo.build import enrol, open_cohort, take_host
from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Practicum

WEEKS = timedelta(days=49)
TWO_DAYS = 540


def walk_maker() -> Callable[[], Walk]:
    """A function that enrols a new learner, seven weeks ago, at the company Kodukandi Kaubad OÜ."""
    today = clock.local_date(clock.now())
    cohort = open_cohort(today)
    numbers = count(1)

    def new_walk() -> Walk:
        number = next(numbers)
        host, mentor = take_host(number % 7)
        practicum = enrol(cohort, f"jelena{number}@example.ee", "Jelena Morozova", "ru")
        return Walk(practicum, host, mentor, today - WEEKS)

    return new_walk


def shortened(walk: Walk) -> Walk:
    """A practicum of two days: where only its end matters, fourteen would only take longer."""
    Practicum.objects.filter(pk=walk.practicum.pk).update(required_minutes=TWO_DAYS)
    walk.practicum.refresh_from_db()
    return walk
