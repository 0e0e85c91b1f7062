"""The school of these tests."""

import pytest

from tests.school import School, open_school


@pytest.fixture
def school(db: None) -> School:
    return open_school()
