"""A school with one learner whose practicum runs."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from tests.school import School, school_of


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start()


@pytest.fixture
def school(walk: Walk) -> School:
    return school_of(walk.practicum.cohort)
