"""Fixture functions that bring a practicum to a state by running its process."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from config.demo.build import enrol, open_cohort, take_host
from config.demo.walk import Walk
from placements import clock

WEEKS = timedelta(days=49)


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
