"""A course with three learners."""

import pytest

from tests.office import Office
from tests.results.world import Course, open_course


@pytest.fixture
def course(office: Office) -> Course:
    return open_course(office)
